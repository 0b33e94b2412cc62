using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>Holds an alert log against the labels of its traffic.</summary>
/// <remarks>
/// A label is met when an alert of its kind (or of a kind its detectors raise) about its vessel, and its asset where one is given, first
/// reaches the minimum severity within [start, end + grace]. An area label is met by an alert without a vessel whose position lies within the radius of its
/// place. A forbidden alert is a violation when any of its events, closing and retracting
/// aside, has the severity or more within [start, end]. Notices kept with a reason that held them back count as not raised, retracted alerts not at all.
/// </remarks>
public static class Evaluator
{
    private const int Warning = 2;
    private const int Alarm = 3;

    /// <summary>Judges.</summary>
    /// <param name="name">What is judged.</param>
    /// <param name="events">Alert events in the order of the log.</param>
    /// <param name="labels">The labels of the same traffic.</param>
    /// <param name="grace">How much later than the end of a label an alert still meets it.</param>
    public static EvaluationReport Evaluate(string name, IEnumerable<AlertLine> events, LabelSet labels, TimeSpan grace)
    {
        var all = JudgedAlert.Of(events);
        var raised = Raised(all);
        var retracted = all.Where(alert => alert.IsRetracted).ToList();
        var labelled = labels.Labels.SelectMany(Subjects).ToHashSet();
        var expecting = labels.Labels.Where(label => label.Kind is not null).ToList();

        var violations = labels.Labels.SelectMany(label => Violations(label, raised)).DistinctBy(violation => (violation.AlertId, violation.Recipe)).ToList();
        var violating = violations.Select(violation => violation.AlertId).ToHashSet();
        var obedient = raised.Where(alert => !violating.Contains(alert.First.AlertId)).ToList();
        var expected = obedient.Where(alert => expecting.Any(label => Serves(label, alert, grace))).ToList();
        var strangers = obedient.Except(expected).Where(alert => alert.First.Mmsi is not { } mmsi || !labelled.Contains(mmsi)).ToList();
        var wrong = strangers.Concat(raised.Where(alert => violating.Contains(alert.First.AlertId))).ToList();
        var header = labels.Header;
        return Basic(name, all, raised, wrong, header.VesselHours, header.Start, header.End) with
        {
            HasLabels = true,
            Labels = [.. expecting.Select(label => LabelJudge.Judge(label, raised, retracted, grace))],
            Violations = violations,
            Duplicates = [.. expecting.SelectMany(label => Duplicates(label, raised, grace)).DistinctBy(duplicate => duplicate.AlertId)],
            FalseAlarms = [.. strangers.Select(alert => new FalseAlarm(
                alert.First.AlertId, alert.First.Kind, Ranks.Severity(alert.HighestRank), alert.First.Mmsi, alert.First.VesselName, alert.First.EventTime))],
            Counts =
            [
                .. labels.Labels.GroupBy(label => label.Recipe).Select(recipe => new RecipeCount(
                    recipe.Key,
                    recipe.Count(),
                    obedient.Count(alert => recipe.Any(label => label.Kind is not null && Serves(label, alert, grace))),
                    violations.Where(violation => violation.Recipe == recipe.Key).DistinctBy(violation => violation.AlertId).Count())),
            ],
            Right = expected.Count,
            Wrong = wrong.Count,
            FalseWarnings = wrong.Count(alert => alert.HighestRank >= Warning),
            Unjudged = raised.Count - expected.Count - wrong.Count,
        };
    }

    /// <summary>Counts what an alert log without labels asks of the person who watches.</summary>
    /// <param name="name">What is judged.</param>
    /// <param name="events">Alert events in the order of the log.</param>
    /// <param name="vesselHours">Vessel-hours of the traffic, or null: then there are no rates.</param>
    /// <param name="start">First event time of the traffic, or null: of the log.</param>
    /// <param name="end">End of the traffic, or null: of the log.</param>
    public static EvaluationReport Unlabelled(string name, IEnumerable<AlertLine> events, double? vesselHours, Instant? start, Instant? end)
    {
        var all = JudgedAlert.Of(events);
        var raised = Raised(all);
        var times = all.SelectMany(alert => alert.Events).Select(line => line.EventTime).DefaultIfEmpty().ToList();
        return Basic(name, all, raised, raised, vesselHours, start ?? times.Min(), end ?? times.Max());
    }

    private static EvaluationReport Basic(string name, List<JudgedAlert> all, List<JudgedAlert> raised, IEnumerable<JudgedAlert> counted, double? hours, Instant start, Instant end) => new()
    {
        Name = name,
        HasLabels = false,
        Rates = AlertRate.Of(counted, hours),
        Alerts = all.Count,
        HeldBack = all.Count(alert => !alert.IsRetracted && alert.IsHeldBack),
        Retracted = all.Count(alert => alert.IsRetracted),
        VesselHours = hours,
        WarningLoad = AlertLoad.Of(all, Warning, start, end),
        AlarmLoad = AlertLoad.Of(all, Alarm, start, end),
    };

    private static List<JudgedAlert> Raised(List<JudgedAlert> all) => [.. all.Where(alert => !alert.IsRetracted && !alert.IsHeldBack)];

    private static IEnumerable<uint> Subjects(Label label) => label.Mmsi is { } mmsi ? [mmsi, .. label.Members] : label.Members;

    /// <summary>Whether an alert is of a kind that a label expects to last, and about it; an area's also while it happens, since the same place sees others on other days.</summary>
    private static bool Serves(Label label, JudgedAlert alert, TimeSpan grace) =>
        !label.IsRetracted && LabelJudge.Kinds(label).Contains(alert.First.Kind) && alert.IsAbout(label) && (label.Mmsi is not null || alert.StoodWithin(label.Start, label.End + grace));

    private static IEnumerable<Duplicate> Duplicates(Label label, List<JudgedAlert> raised, TimeSpan grace) =>
        from alerts in raised.Where(alert => Serves(label, alert, grace) && alert.StoodWithin(label.Start, label.End + grace)).GroupBy(alert => alert.First.Kind)
        let first = alerts.First()
        from further in alerts.Skip(1)
        select new Duplicate(label.Recipe, label.Mmsi, further.First.AlertId, further.First.Kind, further.First.EventTime, first.First.AlertId);

    private static IEnumerable<Violation> Violations(Label label, List<JudgedAlert> raised)
    {
        var subjects = Subjects(label).ToHashSet();
        return from forbidden in label.NotExpected
               let minimum = Ranks.OfSeverity(forbidden.MinimumSeverity)
               from alert in raised
               where forbidden.Kind is null || forbidden.Kind == alert.First.Kind
               where subjects.Count == 0 ? alert.IsAbout(label) : alert.First.Mmsi is { } mmsi && subjects.Contains(mmsi)
               let line = alert.Events.FirstOrDefault(line =>
                   !line.IsClosing && !line.IsHeldBack && line.SeverityRank >= minimum && line.EventTime >= forbidden.Start && line.EventTime <= forbidden.End)
               where line is not null
               select new Violation(label.Recipe, line.Mmsi, line.AlertId, line.Kind, Ranks.Severity(line.SeverityRank), line.EventTime);
    }
}
