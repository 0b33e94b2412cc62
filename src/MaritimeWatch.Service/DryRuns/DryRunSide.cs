using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Comparison;

namespace MaritimeWatch.Service.DryRuns;

/// <summary>What one set of thresholds raises in a period. What it raised before, in the warm-up, is known and does not count.</summary>
/// <param name="from">First event time at which an alert counts.</param>
/// <param name="to">Just after the last.</param>
internal sealed class DryRunSide(Instant from, Instant to)
{
    /// <summary>So many alerts that nobody would want them; more are not held.</summary>
    private const int MostAlerts = 100_000;

    private readonly Dictionary<string, Followed> alerts = new(StringComparer.Ordinal);
    private readonly HashSet<string> earlier = new(StringComparer.Ordinal);

    /// <summary>The alerts by id.</summary>
    public IReadOnlyDictionary<string, AlertOutline> Alerts => alerts.ToDictionary(alert => alert.Key, alert => alert.Value.Outline, StringComparer.Ordinal);

    /// <summary>How often one of them would have sounded: raised at warning or above, or risen since.</summary>
    public int Annunciations { get; private set; }

    /// <exception cref="CommandFailedException">They are too many to be compared.</exception>
    public void Take(IReadOnlyList<AlertEvent> events)
    {
        foreach (var alert in events)
        {
            if (alert.EventTime < from)
            {
                earlier.Add(alert.AlertId);
            }
            else if (alert.EventTime < to && !earlier.Contains(alert.AlertId))
            {
                Follow(alert);
            }

            if (alerts.Count + earlier.Count > MostAlerts)
            {
                throw new CommandFailedException($"more than {MostAlerts} alerts: too many to be compared; choose a shorter period, or thresholds that raise less");
            }
        }
    }

    private void Follow(AlertEvent alert)
    {
        var line = AlertLines.Of(alert);
        if (!alerts.TryGetValue(alert.AlertId, out var known))
        {
            alerts.Add(alert.AlertId, known = new Followed(new AlertOutline(line)));
        }

        known.Outline.Add(line);
        var standing = line.IsStanding ? line.SeverityRank : 0;
        Annunciations += standing >= (int)Severity.Warning && standing > known.Standing ? 1 : 0;
        known.Standing = standing;
    }

    private sealed class Followed(AlertOutline outline)
    {
        public AlertOutline Outline => outline;

        /// <summary>The severity of its newest event, 0 where that ends it or holds it back.</summary>
        public int Standing { get; set; }
    }
}
