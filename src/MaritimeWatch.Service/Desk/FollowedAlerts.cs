using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Desk;

/// <summary>Applies a watcher's filter to alerts rather than to events: what once came into it is followed to its end.</summary>
/// <remarks>What it remembers is a cache; the log knows what an alert was like before the watcher came, so a resumed stream goes on as the first one would have.</remarks>
internal sealed class FollowedAlerts(WatchFilter filter, SqliteDesk desk)
{
    private readonly Dictionary<string, bool> known = new(StringComparer.Ordinal);

    /// <summary>Whether an event or transition is wanted.</summary>
    /// <exception cref="StoreException">The log cannot be read.</exception>
    public bool Wants(FeedEntry entry) =>
        filter.WantsAll || (entry.IsTransition ? Wants(AlertTransition.Parser.ParseFrom(entry.Payload)) : Wants(AlertEvent.Parser.ParseFrom(entry.Payload)));

    private bool Wants(AlertEvent alert)
    {
        var isWanted = filter.Matches(alert) || (alert.Revision > 1 && IsFollowed(alert.AlertId, alert.Sequence));
        Remember(alert.AlertId, isWanted, alert.State is AlertState.Closed or AlertState.Retracted);
        return isWanted;
    }

    private bool Wants(AlertTransition transition)
    {
        var isWanted = IsFollowed(transition.AlertId, transition.Sequence);
        Remember(transition.AlertId, isWanted, transition.Status.State is OperatorState.ClearedUnacknowledged or OperatorState.Closed);
        return isWanted;
    }

    private bool IsFollowed(string alertId, long sequence) => known.TryGetValue(alertId, out var isFollowed)
        ? isFollowed
        : desk.History(alertId, sequence - 1).Any(entry => !entry.IsTransition && filter.Matches(AlertEvent.Parser.ParseFrom(entry.Payload)));

    private void Remember(string alertId, bool isFollowed, bool isOver)
    {
        if (isOver)
        {
            known.Remove(alertId);
        }
        else
        {
            known[alertId] = isFollowed;
        }
    }
}
