using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Hosting;

/// <summary>Keeps the alerts that were open before a restart one alert each, whatever the replay came to.</summary>
/// <remarks>
/// The replay of the last window may begin in the middle of an episode. Then the analyser counts fewer revisions than the log holds, or
/// dates the episode later and so gives it another id. Both are mended here: while the log has an alert of a kind open for a vessel, what the
/// analyser raises of that kind for her is that alert. One that begins well after the restart is a new one.
/// </remarks>
internal sealed class AlertContinuity
{
    /// <summary>What begins this long after the last stored report is a new episode: every detector has judged an old one again by then. Design value.</summary>
    private static readonly TimeSpan Adoption = TimeSpan.FromHours(1);

    private readonly Dictionary<(uint Mmsi, AlertKind Kind), Logged> open = [];
    private readonly Dictionary<string, Logged> byId = new(StringComparer.Ordinal);
    private readonly Instant adoptUntil;

    /// <param name="openAlerts">The latest logged event of every alert open at the start.</param>
    /// <param name="lastStored">Event time of the newest stored position.</param>
    public AlertContinuity(IEnumerable<AlertEvent> openAlerts, Instant lastStored)
    {
        adoptUntil = lastStored + Adoption;
        foreach (var alert in openAlerts)
        {
            var logged = new Logged(alert);
            byId[alert.AlertId] = logged;
            if (alert.Vessel is { } vessel)
            {
                open[(vessel.Mmsi.Value, alert.Kind)] = logged;
            }
        }
    }

    /// <summary>Takes note of an event of the replay, which is not published.</summary>
    public void Replayed(AlertEvent alert)
    {
        if (Find(alert) is not { } logged)
        {
            return;
        }

        logged.RevisionOffset = Math.Max(0, logged.Revision - alert.Revision);
        if (IsEnd(alert))
        {
            // The log knows better: it was open. The analyser may raise it again under another id.
            byId.Remove(alert.AlertId);
        }
    }

    /// <summary>The event as it continues what the log holds.</summary>
    public AlertEvent Continued(AlertEvent alert)
    {
        if (Find(alert) is not { } logged)
        {
            return alert;
        }

        logged.RevisionOffset ??= Math.Max(0, logged.Revision + 1 - alert.Revision);
        if (IsEnd(alert))
        {
            byId.Remove(alert.AlertId);
            open.Remove((alert.Vessel?.Mmsi.Value ?? 0, alert.Kind));
        }

        return alert with
        {
            AlertId = logged.Id,
            Revision = alert.Revision + logged.RevisionOffset.Value,
            Since = logged.Since,
            State = alert.State == AlertState.Raised ? AlertState.Maintained : alert.State,
        };
    }

    private static bool IsEnd(AlertEvent alert) => alert.State is AlertState.Closed or AlertState.Retracted;

    private Logged? Find(AlertEvent alert)
    {
        if (byId.TryGetValue(alert.AlertId, out var known))
        {
            return known;
        }

        var isAdopted = alert.State == AlertState.Raised && alert.Since <= adoptUntil && alert.Vessel is not null;
        if (!isAdopted || !open.TryGetValue((alert.Vessel!.Mmsi.Value, alert.Kind), out var logged))
        {
            return null;
        }

        // Another id counts its revisions from one again.
        logged.RevisionOffset = null;
        byId[alert.AlertId] = logged;
        return logged;
    }

    private sealed class Logged(AlertEvent latest)
    {
        public string Id => latest.AlertId;

        public int Revision => latest.Revision;

        public Instant Since => latest.Since;

        public int? RevisionOffset { get; set; }
    }
}
