namespace MaritimeWatch.Service.Configuration;

/// <summary>One threshold for a reader.</summary>
/// <param name="Setting">Which.</param>
/// <param name="Unit">Its unit, told by type and name.</param>
internal sealed record SettingEntry(Setting Setting, string Unit)
{
    /// <summary>What is shipped.</summary>
    public required string Default { get; init; }

    /// <summary>For a table: the checked range, and what it hangs on where that is another setting.</summary>
    public required string Range { get; init; }

    /// <summary>What the check holds it to; null where nothing is.</summary>
    public required string? CheckedRange { get; init; }

    /// <summary>What the docstring says of it.</summary>
    public required string DocumentedRange { get; init; }

    /// <summary>What it does; the empty text where the docstrings are not there.</summary>
    public required string Meaning { get; init; }

    /// <summary>Where the default comes from, or the empty text.</summary>
    public required string Source { get; init; }
}
