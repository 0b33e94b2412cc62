using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>Holds an alert log against the labels of its traffic.</summary>
/// <remarks>
/// A label is met when an alert of its kind (or of a kind its detectors raise) about its vessel, and its asset where one is given, first
/// reaches the minimum severity within [start, end + grace]. A forbidden alert is a violation when any of its events, closing and retracting
/// aside, has the severity or more within [start, end]. Notices kept with a reason that held them back count as not raised, retracted alerts not at all.
/// </remarks>
public static class Evaluator
{
    /// <summary>Judges.</summary>
    /// <param name="events">Alert events in the order of the log.</param>
    /// <param name="labels">The labels of the same traffic.</param>
    /// <param name="grace">How much later than the end of a label an alert still meets it.</param>
    public static EvaluationReport Evaluate(IEnumerable<AlertLine> events, LabelSet labels, TimeSpan grace)
    {
        var all = events.GroupBy(line => line.AlertId).Select(group => new Alert([.. group])).ToList();
        var retracted = all.Count(alert => alert.IsRetracted);
        var raised = all.Where(alert => !alert.IsRetracted && !alert.IsHeldBack).ToList();
        var labelled = labels.Labels.Select(label => label.Mmsi).ToHashSet();
        var expecting = labels.Labels.Where(label => label.Kind is not null).ToList();

        var violations = labels.Labels.SelectMany(label => Violations(label, raised)).DistinctBy(violation => (violation.AlertId, violation.Kind)).ToList();
        var violating = violations.Select(violation => violation.AlertId).ToHashSet();
        var expected = raised.Where(alert => !violating.Contains(alert.First.AlertId) && expecting.Any(label => label.Mmsi == alert.First.Mmsi && Kinds(label).Contains(alert.First.Kind))).ToList();
        var strangers = raised.Where(alert => alert.First.Mmsi is not { } mmsi || !labelled.Contains(mmsi)).ToList();
        var wrong = strangers.Concat(raised.Where(alert => violating.Contains(alert.First.AlertId))).ToList();
        var results = expecting.Select(label => Judge(label, raised, grace)).ToList();
        var judged = expected.Count + wrong.Count;
        return new EvaluationReport
        {
            Labels = results,
            Violations = violations,
            FalseAlarms = [.. strangers.Select(alert => new FalseAlarm(
                alert.First.AlertId, alert.First.Kind, Ranks.Severity(alert.HighestRank), alert.First.Mmsi, alert.First.VesselName, alert.First.EventTime))],
            Rates =
            [
                .. wrong.GroupBy(alert => (alert.First.Kind, alert.HighestRank))
                    .OrderBy(group => group.Key.Kind, StringComparer.Ordinal).ThenBy(group => group.Key.HighestRank)
                    .Select(group => new FalseAlarmRate(
                        group.Key.Kind, Ranks.Severity(group.Key.HighestRank), group.Count(), Rounded(group.Count() * 1000 / labels.Header.VesselHours))),
            ],
            Recall = results.Count == 0 ? null : Rounded((double)results.Count(result => result.IsMet) / results.Count),
            Precision = judged == 0 ? null : Rounded((double)expected.Count / judged),
            Alerts = all.Count,
            Unjudged = raised.Count - judged,
            HeldBack = all.Count - retracted - raised.Count,
            Retracted = retracted,
            VesselHours = labels.Header.VesselHours,
        };
    }

    private static LabelResult Judge(Label label, List<Alert> raised, TimeSpan grace)
    {
        var minimum = Ranks.OfSeverity(label.MinimumSeverity ?? "SEVERITY_NOTICE");
        var kinds = Kinds(label);
        var fitting = raised
            .Where(alert => alert.First.Mmsi == label.Mmsi && kinds.Contains(alert.First.Kind) && (label.AssetId is null || alert.First.AssetId == label.AssetId))
            .ToList();
        var reached = fitting.Select(alert => (AlertId: (string?)alert.First.AlertId, Time: alert.Reached(minimum))).Where(alert => alert.Time is not null).OrderBy(alert => alert.Time).ToList();
        var inTime = reached.Where(alert => alert.Time >= label.Start && alert.Time <= label.End + grace).ToList();
        var (outcome, best) = (inTime, reached, fitting) switch
        {
            ({ Count: > 0 }, _, _) => ("met", inTime[0]),
            (_, { Count: > 0 }, _) when reached.Any(alert => alert.Time > label.End + grace) => ("late", reached.First(alert => alert.Time > label.End + grace)),
            (_, { Count: > 0 }, _) => ("early", reached[^1]),
            (_, _, { Count: > 0 }) => ("too low", (AlertId: (string?)fitting[0].First.AlertId, Time: fitting[0].Reached(fitting[0].HighestRank))),
            _ => ("missed", (AlertId: (string?)null, Time: (Instant?)null)),
        };
        return new LabelResult(
            label.Recipe, label.Mmsi, label.Kind!, Ranks.Severity(minimum), outcome, best.AlertId, best.Time,
            best.Time is { } time && label.CrossingTime is { } crossing ? Rounded((crossing - time).TotalMinutes) : null);
    }

    private static IEnumerable<Violation> Violations(Label label, List<Alert> raised) =>
        from forbidden in label.NotExpected
        let minimum = Ranks.OfSeverity(forbidden.MinimumSeverity)
        from alert in raised
        where alert.First.Mmsi == label.Mmsi && (forbidden.Kind is null || forbidden.Kind == alert.First.Kind)
        let line = alert.Events.FirstOrDefault(line =>
            line.State != "ALERT_STATE_CLOSED" && !line.IsHeldBack && line.SeverityRank >= minimum && line.EventTime >= forbidden.Start && line.EventTime <= forbidden.End)
        where line is not null
        select new Violation(label.Recipe, label.Mmsi, line.AlertId, line.Kind, Ranks.Severity(line.SeverityRank), line.EventTime);

    private static HashSet<string> Kinds(Label label) =>
        [label.Kind!, .. label.ExpectedDetectors.Select(Ranks.KindOf).OfType<string>()];

    private static double Rounded(double number) => Math.Round(number, 3);

    private sealed record Alert(IReadOnlyList<AlertLine> Events)
    {
        public AlertLine First => Events[0];

        public bool IsRetracted => Events.Any(line => line.State == "ALERT_STATE_RETRACTED");

        /// <summary>Whether it never was more than a notice on the record.</summary>
        public bool IsHeldBack => Events.All(line => line.IsHeldBack || line.State == "ALERT_STATE_CLOSED");

        public int HighestRank => Events.Where(line => line.State != "ALERT_STATE_CLOSED").Select(line => line.SeverityRank).DefaultIfEmpty(First.SeverityRank).Max();

        /// <summary>When it first was at or above a severity, or null.</summary>
        public Instant? Reached(int rank) =>
            Events.FirstOrDefault(line => line.State != "ALERT_STATE_CLOSED" && !line.IsHeldBack && line.SeverityRank >= rank)?.EventTime;
    }
}
