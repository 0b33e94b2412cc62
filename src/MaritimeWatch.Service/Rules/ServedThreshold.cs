namespace MaritimeWatch.Service.Rules;

/// <summary>One threshold that is in force, as the service tells it.</summary>
/// <param name="Key">The setting's path, as a settings file nests it.</param>
/// <param name="Name">What it does, for people.</param>
/// <param name="Value">Its value; a duration by ISO 8601.</param>
/// <param name="Written">Its value as a settings file has it.</param>
/// <param name="Text">Its value with unit, for people.</param>
/// <param name="Unit">Its unit in a word.</param>
/// <param name="Default">What is shipped, as <paramref name="Value"/>.</param>
/// <param name="IsDefault">Whether it is what is shipped.</param>
/// <param name="Range">What it may be, as docs/settings.md has it.</param>
/// <param name="Source">Where the default comes from.</param>
internal sealed record ServedThreshold(
    string Key, string Name, object? Value, object? Written, string Text, string Unit, object? Default, bool IsDefault, string Range, string Source);
