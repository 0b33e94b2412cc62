namespace MaritimeWatch.Simulator.Evaluation;

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
