using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>Holds the raised alerts against one label.</summary>
internal static class LabelJudge
{
    /// <param name="label">A label that expects something.</param>
    /// <param name="raised">Alerts that were raised and not retracted.</param>
    /// <param name="retracted">Those that were retracted.</param>
    /// <param name="grace">How much later than the end of the label an alert still meets it.</param>
    public static LabelResult Judge(Label label, List<JudgedAlert> raised, List<JudgedAlert> retracted, TimeSpan grace)
    {
        if (!label.IsRetracted)
        {
            return Judge(label, raised, grace);
        }

        // First whether it was raised at all, retracted or not; then whether it was taken back.
        var result = Judge(label, [.. raised, .. retracted], grace);
        var takenBack = retracted.Find(alert => alert.First.AlertId == result.AlertId)?.Ended;
        var isInTime = label.Deadline is { } deadline ? takenBack <= deadline : takenBack is not null;
        return result with
        {
            Outcome = result.IsMet && !isInTime ? "not retracted" : result.Outcome,
            DeadlineKept = label.Deadline is null ? null : isInTime,
        };
    }

    private static LabelResult Judge(Label label, List<JudgedAlert> raised, TimeSpan grace)
    {
        var minimum = Ranks.OfSeverity(label.MinimumSeverity ?? "SEVERITY_NOTICE");
        var kinds = Kinds(label);
        var fitting = raised
            .Where(alert => alert.IsAbout(label) && kinds.Contains(alert.First.Kind) && (label.AssetId is null || alert.First.AssetId == label.AssetId))
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
        var crossings = label.Crossings.OrderBy(ahead => ahead.CrossingTime).Select(ahead => Foreseen(label, ahead, raised)).ToList();
        var hasReached = outcome is "met" or "late" or "early";
        return new LabelResult(
            label.Recipe, label.Mmsi, label.Kind!, Ranks.Severity(minimum), outcome, best.AlertId, best.Time,
            best.Time is { } time && label.CrossingTime is { } crossing ? Minutes(crossing - time) : null)
        {
            LatencyMinutes = hasReached ? Minutes(best.Time!.Value - label.Start) : null,
            SeverityReached = fitting.Count == 0 ? null : Ranks.Severity(fitting.Max(alert => alert.HighestRank)),
            DeadlineKept = label.Deadline is { } deadline ? hasReached && best.Time <= deadline : null,
            Crossings = crossings,
            NextAssetMinutes = crossings.Find(ahead => label.CrossingTime is null || ahead.CrossingTime >= label.CrossingTime)?.LeadMinutes,
        };
    }

    /// <summary>The kinds that meet a label.</summary>
    public static HashSet<string> Kinds(Label label) =>
        [label.Kind!, .. label.ExpectedDetectors.Select(Ranks.KindOf).OfType<string>()];

    private static CrossingResult Foreseen(Label label, LabelCrossing crossing, List<JudgedAlert> raised)
    {
        var naming = raised.Where(alert => alert.First.Mmsi == label.Mmsi)
            .SelectMany(alert => alert.Events)
            .Where(line => line.IsStanding && line.EventTime <= crossing.CrossingTime && line.NextAssets.Any(ahead => ahead.AssetId == crossing.AssetId))
            .MinBy(line => line.EventTime);
        var eta = naming?.NextAssets.First(ahead => ahead.AssetId == crossing.AssetId).Eta;
        return new CrossingResult(
            crossing.AssetId,
            crossing.CrossingTime,
            naming?.EventTime,
            naming is null ? null : Minutes(crossing.CrossingTime - naming.EventTime),
            eta is null ? null : Minutes(eta.Value - crossing.CrossingTime));
    }

    private static double Minutes(TimeSpan time) => EvaluationReport.Rounded(time.TotalMinutes);
}
