namespace MaritimeWatch.Service.Rules;

/// <summary>One rule as the service tells it.</summary>
/// <param name="Kind">What it raises, in the contract's name.</param>
/// <param name="Name">Its name as evidence has it.</param>
/// <param name="Version">Its version as evidence has it.</param>
/// <param name="IsOn">Whether it judges.</param>
/// <param name="OffReason">Why it does not, or null.</param>
/// <param name="Title">A short name for people.</param>
/// <param name="Prose">What it looks for and what explains that away, with the shipped thresholds.</param>
/// <param name="Thresholds">What it goes by.</param>
internal sealed record ServedRule(
    string Kind, string Name, string Version, bool IsOn, string? OffReason, string Title, string Prose, IReadOnlyList<ServedThreshold> Thresholds);
