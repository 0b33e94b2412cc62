using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Hosting;

/// <summary>Alert events by kind, severity and state since the start.</summary>
internal sealed class AlertCounters
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<(AlertKind Kind, Severity Severity, AlertState State), long> counts = [];

    public void Count(AlertEvent alert)
    {
        lock (gate)
        {
            var key = (alert.Kind, alert.Severity, alert.State);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
    }

    public IReadOnlyList<(AlertKind Kind, Severity Severity, AlertState State, long Count)> All()
    {
        lock (gate)
        {
            return [.. counts.Select(pair => (pair.Key.Kind, pair.Key.Severity, pair.Key.State, pair.Value))];
        }
    }
}
