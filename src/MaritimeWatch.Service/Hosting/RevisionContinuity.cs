using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Hosting;

/// <summary>Keeps the revisions of alerts that were open before a restart rising, whatever the replay came to.</summary>
/// <remarks>
/// The replay of the last window gives an open alert the same id, but may have counted fewer revisions than the log holds, because its
/// window began in the middle. Published as they are, the next revisions would look like repetitions.
/// </remarks>
internal sealed class RevisionContinuity
{
    private readonly Dictionary<string, int> logged;
    private readonly Dictionary<string, int> offsets = new(StringComparer.Ordinal);

    /// <param name="logged">The latest logged revision of every alert open at the start.</param>
    public RevisionContinuity(IEnumerable<KeyValuePair<string, int>> logged) => this.logged = new Dictionary<string, int>(logged, StringComparer.Ordinal);

    /// <summary>Takes note of an event of the replay.</summary>
    public void Replayed(AlertEvent alert)
    {
        if (logged.TryGetValue(alert.AlertId, out var revision))
        {
            offsets[alert.AlertId] = Math.Max(0, revision - alert.Revision);
        }
    }

    /// <summary>The event with the revision that follows the log's.</summary>
    public AlertEvent Continued(AlertEvent alert)
    {
        if (!logged.TryGetValue(alert.AlertId, out var revision))
        {
            return alert;
        }

        if (!offsets.TryGetValue(alert.AlertId, out var offset))
        {
            offsets[alert.AlertId] = offset = Math.Max(0, revision + 1 - alert.Revision);
        }

        return offset == 0 ? alert : alert with { Revision = alert.Revision + offset };
    }
}
