using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Desk;

/// <summary>Alerts as they stand: in pages, or one with its history.</summary>
internal sealed class AlertLists(SqliteDesk desk, AlertFeed feed)
{
    public ListAlertsResponse List(ListAlertsRequest request)
    {
        var size = PageSizes.Of(request.PageSize);
        var terms = ListFilter.Terms(request.Filter);
        Span<long> place = [long.MaxValue];
        PageToken.TryRead(request, place);
        var before = place[0];

        // Before the list is read: what comes while it is read is not in it, and WatchAlerts gives it.
        var response = new ListAlertsResponse { HighWaterSequence = feed.HighWater };
        var found = Refused.Read(() => desk.List(terms, before, size + 1));
        var bytes = 0;
        foreach (var standing in found.Take(size))
        {
            var alert = AlertMessages.Of(standing);
            bytes += alert.CalculateSize();
            if (bytes > PageSizes.MostAnswerBytes && response.Alerts.Count > 0)
            {
                break;
            }

            response.Alerts.Add(alert);
        }

        if (response.Alerts.Count < found.Count)
        {
            response.NextPageToken = PageToken.Make(request, found[response.Alerts.Count - 1].FirstSequence);
        }

        return response;
    }

    public GetAlertResponse Get(GetAlertRequest request)
    {
        var standing = Refused.Read(() => desk.Find(request.AlertId)) ?? throw DeskRefusal.NotFound(request.AlertId);
        var history = Refused.Read(() => desk.History(request.AlertId));
        var (bytes, leftOut) = (standing.Newest.Payload.Length, history.Count);
        while (leftOut > 0 && (bytes += history[leftOut - 1].Payload.Length) <= PageSizes.MostAnswerBytes)
        {
            leftOut--;
        }

        var kept = history.Skip(leftOut).ToList();
        var response = new GetAlertResponse { Alert = AlertMessages.Of(standing), LeftOutCount = leftOut };
        response.Events.AddRange(kept.Where(entry => !entry.IsTransition).Select(entry => AlertEvent.Parser.ParseFrom(entry.Payload)));
        response.Transitions.AddRange(kept.Where(entry => entry.IsTransition).Select(entry => AlertTransition.Parser.ParseFrom(entry.Payload)));
        return response;
    }
}
