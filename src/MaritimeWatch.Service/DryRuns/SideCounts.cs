using MaritimeWatch.Service.Comparison;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.DryRuns;

/// <summary>How much one set of thresholds raised in a period.</summary>
/// <param name="Raised">Alerts.</param>
/// <param name="ByKind">The same by kind, the most first.</param>
/// <param name="BySeverity">The same by the highest severity reached in the period, the least first.</param>
/// <param name="Annunciations">How often one would have sounded.</param>
/// <param name="PerDay">Alerts a day.</param>
internal sealed record SideCounts(int Raised, IReadOnlyDictionary<string, int> ByKind, IReadOnlyDictionary<string, int> BySeverity, int Annunciations, double PerDay)
{
    /// <param name="alerts">The alerts.</param>
    /// <param name="annunciations">How often one sounded.</param>
    /// <param name="days">The length of the period in days.</param>
    public static SideCounts Of(IReadOnlyCollection<AlertOutline> alerts, int annunciations, double days) => new(
        alerts.Count,
        alerts.CountBy(alert => alert.Kind).OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).ToDictionary(),
        alerts.CountBy(alert => alert.HighestRank).OrderBy(rank => rank.Key).ToDictionary(rank => Ranks.Severity(rank.Key), rank => rank.Value),
        annunciations,
        Math.Round(alerts.Count / days, 2));
}
