namespace MaritimeWatch.Service.Configuration;

/// <summary>One setting, as it can be written in a file.</summary>
/// <param name="Path">Its name with those of its sections, e.g. <c>Loitering:NoticeAfter</c>.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Default">What is shipped.</param>
internal sealed record Setting(string Path, Type Type, object? Default)
{
    /// <summary>The section, or the empty text at the top.</summary>
    public string Section => Path.Contains(':', StringComparison.Ordinal) ? Path[..Path.LastIndexOf(':')] : "";

    /// <summary>The name within its section.</summary>
    public string Name => Path[(Path.LastIndexOf(':') + 1)..];

    /// <summary>The record that holds it.</summary>
    public required Type Owner { get; init; }

    /// <summary>Whether it takes a list.</summary>
    public bool IsList => Type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(Type);
}
