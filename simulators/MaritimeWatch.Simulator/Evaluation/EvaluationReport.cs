using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>How one label fared.</summary>
/// <param name="Recipe">Recipe of the label.</param>
/// <param name="Mmsi">Whom it is about.</param>
/// <param name="Kind">What was expected.</param>
/// <param name="MinimumSeverity">At which severity.</param>
/// <param name="Outcome"><c>met</c>, <c>early</c>, <c>late</c>, <c>too low</c> (raised in time, never severe enough) or <c>missed</c>.</param>
/// <param name="AlertId">The alert that decided it, or null.</param>
/// <param name="AlertTime">When that alert reached the severity (or its highest), or null.</param>
/// <param name="LeadMinutes">From then to the crossing; negative after it; null where nothing is crossed or nothing was raised.</param>
public sealed record LabelResult(
    string Recipe, uint Mmsi, string Kind, string MinimumSeverity, string Outcome, string? AlertId, Instant? AlertTime, double? LeadMinutes)
{
    /// <summary>Whether the label is met.</summary>
    public bool IsMet => Outcome == "met";
}

/// <summary>Something raised that a label forbids.</summary>
/// <param name="Recipe">Recipe of the label.</param>
/// <param name="Mmsi">Whom it is about.</param>
/// <param name="AlertId">What was raised.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Severity">The severity it had then.</param>
/// <param name="Time">Event time.</param>
public sealed record Violation(string Recipe, uint Mmsi, string AlertId, string Kind, string Severity, Instant Time);

/// <summary>An alert about a vessel that does nothing worth one.</summary>
/// <param name="AlertId">What was raised.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Severity">The highest severity it reached.</param>
/// <param name="Mmsi">Whom it is about, or null.</param>
/// <param name="VesselName">Name, or null.</param>
/// <param name="Time">Event time of its first event.</param>
public sealed record FalseAlarm(string AlertId, string Kind, string Severity, uint? Mmsi, string? VesselName, Instant Time);

/// <summary>False alarms of one kind and severity.</summary>
/// <param name="Kind">Kind of alert.</param>
/// <param name="Severity">Highest severity reached.</param>
/// <param name="Count">How many, on unlabelled vessels and against a label.</param>
/// <param name="PerThousandVesselHours">The rate.</param>
public sealed record FalseAlarmRate(string Kind, string Severity, int Count, double PerThousandVesselHours);

/// <summary>What an alert log is worth against its labels.</summary>
public sealed record EvaluationReport
{
    /// <summary>Every label that expects something, in the order of the file.</summary>
    public required IReadOnlyList<LabelResult> Labels { get; init; }

    /// <summary>Must-not-fire labels that fired.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>Alerts on vessels without a label.</summary>
    public required IReadOnlyList<FalseAlarm> FalseAlarms { get; init; }

    /// <summary>The same and the violations, counted.</summary>
    public required IReadOnlyList<FalseAlarmRate> Rates { get; init; }

    /// <summary>Labels met over labels that expect something; null where none does.</summary>
    public required double? Recall { get; init; }

    /// <summary>Alerts of an expected kind on a labelled vessel over those, the false alarms and the violating alerts; null without any.</summary>
    public required double? Precision { get; init; }

    /// <summary>Distinct alerts in the log.</summary>
    public required int Alerts { get; init; }

    /// <summary>Alerts on labelled vessels that no label expects or forbids: neither right nor wrong.</summary>
    public required int Unjudged { get; init; }

    /// <summary>Alerts kept for the record with the reason that held them back: not counted as raised.</summary>
    public required int HeldBack { get; init; }

    /// <summary>Alerts that were retracted: counted neither way.</summary>
    public required int Retracted { get; init; }

    /// <summary>Vessel-hours of the traffic, from the label file.</summary>
    public required double VesselHours { get; init; }

    /// <summary>Whether every label is met and nothing forbidden was raised.</summary>
    public bool IsClean => Violations.Count == 0 && Labels.All(label => label.IsMet);
}
