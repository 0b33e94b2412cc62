using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Commands;

/// <summary>What the alerts so far come to, and which of their events a person needs to see.</summary>
internal sealed class AlertDigest
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (AlertKind Kind, Severity Now, Severity Highest)> alerts = new(StringComparer.Ordinal);

    /// <summary>The sequence of the last event seen.</summary>
    public long LastSequence { get; private set; }

    /// <summary>How many alerts there were.</summary>
    public int Count => alerts.Count;

    /// <summary>Takes an event; says whether it is news: anything but the same alert at the same severity again.</summary>
    public bool IsNews(AlertEvent alert)
    {
        lock (gate)
        {
            LastSequence = alert.Sequence;
            var isKnown = alerts.TryGetValue(alert.AlertId, out var before);
            alerts[alert.AlertId] = (alert.Kind, alert.Severity, alert.Severity > before.Highest ? alert.Severity : before.Highest);
            return !isKnown || alert.State != AlertState.Maintained || alert.Severity != before.Now;
        }
    }

    /// <summary>Alerts by kind, the most urgent first.</summary>
    public IReadOnlyList<(AlertKind Kind, int Count, Severity Highest)> Raised()
    {
        lock (gate)
        {
            return
            [
                .. alerts.Values.GroupBy(alert => alert.Kind)
                    .Select(group => (group.Key, group.Count(), group.Max(alert => alert.Highest)))
                    .OrderByDescending(group => group.Item3).ThenBy(group => group.Key),
            ];
        }
    }
}
