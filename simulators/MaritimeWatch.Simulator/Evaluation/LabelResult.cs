using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>How one label fared.</summary>
/// <param name="Recipe">Recipe of the label.</param>
/// <param name="Mmsi">Whom it is about; null for an area.</param>
/// <param name="Kind">What was expected.</param>
/// <param name="MinimumSeverity">At which severity.</param>
/// <param name="Outcome"><c>met</c>, <c>early</c>, <c>late</c>, <c>too low</c> (raised in time, never severe enough), <c>not retracted</c> (where it had to be, by the deadline) or <c>missed</c>.</param>
/// <param name="AlertId">The alert that decided it, or null.</param>
/// <param name="AlertTime">When that alert reached the severity (or its highest), or null.</param>
/// <param name="LeadMinutes">From then to the crossing; negative after it; null where nothing is crossed or nothing was raised.</param>
public sealed record LabelResult(
    string Recipe, uint? Mmsi, string Kind, string MinimumSeverity, string Outcome, string? AlertId, Instant? AlertTime, double? LeadMinutes)
{
    /// <summary>Minutes from the onset of the behaviour until the severity was reached; negative before it; null where it never was.</summary>
    public double? LatencyMinutes { get; init; }

    /// <summary>The highest severity of any alert that fits the label, or null without one.</summary>
    public string? SeverityReached { get; init; }

    /// <summary>Whether the severity was reached, or the alert retracted where that is expected, by the label's deadline; null where it has none.</summary>
    public bool? DeadlineKept { get; init; }

    /// <summary>The next assets, in the order of time, and how long before they were named.</summary>
    public IReadOnlyList<CrossingResult> Crossings { get; init; } = [];

    /// <summary>Minutes that the next asset was named ahead: the first of <see cref="Crossings"/> from the label's own crossing on. Null where there is none or it was not named.</summary>
    public double? NextAssetMinutes { get; init; }

    /// <summary>Whether the label is met.</summary>
    public bool IsMet => Outcome == "met";
}
