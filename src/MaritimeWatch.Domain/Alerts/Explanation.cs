namespace MaritimeWatch.Domain.Alerts;

/// <summary>An innocent explanation that was tried.</summary>
/// <param name="Name">What was tried, e.g. <c>pilot or port approach</c>.</param>
/// <param name="Applies">Whether it explains the finding.</param>
/// <param name="Detail">What was seen, one clause.</param>
public sealed record Explanation(string Name, bool Applies, string Detail);
