namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>What an alert log, or several, is worth against its labels.</summary>
public sealed record EvaluationReport
{
    /// <summary>What is judged: the name of the alert file.</summary>
    public required string Name { get; init; }

    /// <summary>Every label that expects something, in the order of the file.</summary>
    public IReadOnlyList<LabelResult> Labels { get; init; } = [];

    /// <summary>Must-not-fire labels that fired.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>Alerts beyond the one of their kind that a label accounts for.</summary>
    public IReadOnlyList<Duplicate> Duplicates { get; init; } = [];

    /// <summary>Alerts on vessels without a label; without labels at all none: nothing tells false from right.</summary>
    public IReadOnlyList<FalseAlarm> FalseAlarms { get; init; } = [];

    /// <summary>The same and the violations, counted; without labels, every alert.</summary>
    public required IReadOnlyList<AlertRate> Rates { get; init; }

    /// <summary>Alerts by recipe.</summary>
    public IReadOnlyList<RecipeCount> Counts { get; init; } = [];

    /// <summary>Labels met over labels that expect something; null where none does.</summary>
    public double? Recall => Labels.Count == 0 ? null : Rounded((double)Labels.Count(label => label.IsMet) / Labels.Count);

    /// <summary>Alerts of an expected kind on a labelled vessel over those, the false alarms and the violating alerts; null without any.</summary>
    public double? Precision => Right + Wrong == 0 ? null : Rounded((double)Right / (Right + Wrong));

    /// <summary>Alerts of an expected kind about whom a label expects one.</summary>
    public int Right { get; init; }

    /// <summary>Alerts on vessels without a label, and those that a label forbids.</summary>
    public int Wrong { get; init; }

    /// <summary>Those of <see cref="Wrong"/> that reached warning or worse.</summary>
    public int FalseWarnings { get; init; }

    /// <summary>The same per 1,000 vessel-hours; null where there are no labels or no vessel-hours.</summary>
    public double? FalseWarningsPerThousandVesselHours => HasLabels && VesselHours > 0 ? Rounded(FalseWarnings * 1000 / VesselHours.Value) : null;

    /// <summary>Distinct alerts in the log.</summary>
    public required int Alerts { get; init; }

    /// <summary>Alerts on labelled vessels that no label expects or forbids: neither right nor wrong.</summary>
    public int Unjudged { get; init; }

    /// <summary>Alerts kept for the record with the reason that held them back: not counted as raised.</summary>
    public required int HeldBack { get; init; }

    /// <summary>Alerts that were retracted: counted neither way, but for the load.</summary>
    public required int Retracted { get; init; }

    /// <summary>Vessel-hours of the traffic; null where nobody said.</summary>
    public required double? VesselHours { get; init; }

    /// <summary>Whether there were labels to judge by.</summary>
    public required bool HasLabels { get; init; }

    /// <summary>How much sounds at warning or worse.</summary>
    public required AlertLoad WarningLoad { get; init; }

    /// <summary>How much sounds at alarm or worse.</summary>
    public required AlertLoad AlarmLoad { get; init; }

    /// <summary>The same by recipe.</summary>
    public IReadOnlyList<RecipeResult> Recipes => RecipeResult.Of(this);

    /// <summary>Whether every label is met and nothing forbidden was raised.</summary>
    public bool IsClean => Violations.Count == 0 && Labels.All(label => label.IsMet);

    /// <summary>Several reports as one: the figures over all of their labels, alerts and hours.</summary>
    public static EvaluationReport Pool(string name, IReadOnlyList<EvaluationReport> reports)
    {
        double? hours = reports.All(report => report.VesselHours is not null) ? reports.Sum(report => report.VesselHours!.Value) : null;
        return new EvaluationReport
        {
            Name = name,
            Labels = [.. reports.SelectMany(report => report.Labels)],
            Violations = [.. reports.SelectMany(report => report.Violations)],
            Duplicates = [.. reports.SelectMany(report => report.Duplicates)],
            FalseAlarms = [.. reports.SelectMany(report => report.FalseAlarms)],
            Rates = AlertRate.Pool(reports.SelectMany(report => report.Rates), hours),
            Counts =
            [
                .. reports.SelectMany(report => report.Counts).GroupBy(count => count.Recipe)
                    .Select(group => new RecipeCount(group.Key, group.Sum(count => count.Labels), group.Sum(count => count.Right), group.Sum(count => count.Wrong))),
            ],
            Right = reports.Sum(report => report.Right),
            Wrong = reports.Sum(report => report.Wrong),
            FalseWarnings = reports.Sum(report => report.FalseWarnings),
            Alerts = reports.Sum(report => report.Alerts),
            Unjudged = reports.Sum(report => report.Unjudged),
            HeldBack = reports.Sum(report => report.HeldBack),
            Retracted = reports.Sum(report => report.Retracted),
            VesselHours = hours,
            HasLabels = reports.Any(report => report.HasLabels),
            WarningLoad = AlertLoad.Pool([.. reports.Select(report => report.WarningLoad)]),
            AlarmLoad = AlertLoad.Pool([.. reports.Select(report => report.AlarmLoad)]),
        };
    }

    internal static double Rounded(double number) => Math.Round(number, 3);
}
