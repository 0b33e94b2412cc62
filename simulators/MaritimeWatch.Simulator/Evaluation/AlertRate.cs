namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>Alerts of one kind and severity, and how often they come.</summary>
/// <param name="Kind">Kind of alert.</param>
/// <param name="Severity">Highest severity reached.</param>
/// <param name="Count">How many.</param>
/// <param name="PerThousandVesselHours">The rate; null where the vessel-hours are not known.</param>
public sealed record AlertRate(string Kind, string Severity, int Count, double? PerThousandVesselHours)
{
    internal static IReadOnlyList<AlertRate> Of(IEnumerable<JudgedAlert> alerts, double? vesselHours) =>
        Pool(alerts.Select(alert => new AlertRate(alert.First.Kind, Ranks.Severity(alert.HighestRank), 1, null)), vesselHours);

    internal static IReadOnlyList<AlertRate> Pool(IEnumerable<AlertRate> rates, double? vesselHours) =>
    [
        .. rates.GroupBy(rate => (rate.Kind, rate.Severity))
            .OrderBy(group => group.Key.Kind, StringComparer.Ordinal).ThenBy(group => Ranks.OfSeverity(group.Key.Severity))
            .Select(group => (group.Key, Count: group.Sum(rate => rate.Count)))
            .Select(rate => new AlertRate(
                rate.Key.Kind, rate.Key.Severity, rate.Count, vesselHours > 0 ? EvaluationReport.Rounded(rate.Count * 1000 / vesselHours.Value) : null)),
    ];
}
