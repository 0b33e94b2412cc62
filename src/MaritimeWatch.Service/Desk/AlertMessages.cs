using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Desk;

/// <summary>Alerts as they stand, as messages.</summary>
internal static class AlertMessages
{
    /// <summary>An alert as it stands now.</summary>
    public static Alert Of(StoredStanding standing) => new()
    {
        AlertId = standing.AlertId,
        LatestEvent = AlertEvent.Parser.ParseFrom(standing.Newest.Payload),
        OperatorStatus = OperatorMapping.ToProto(standing.Status),
        UpdateCount = standing.Updates,
    };

    /// <summary>An alert as it stood with a transition: a repeated request gets the same answer, whatever has happened since.</summary>
    public static Alert AsOf(AppendedTransition appended, SqliteDesk desk)
    {
        var transition = AlertTransition.Parser.ParseFrom(appended.Payload);
        var (newest, updates) = desk.AsOf(transition.AlertId, transition.Sequence);
        return new Alert
        {
            AlertId = transition.AlertId,
            LatestEvent = AlertEvent.Parser.ParseFrom(newest.Payload),
            OperatorStatus = transition.Status,
            UpdateCount = updates,
        };
    }
}
