using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Desk;

/// <summary>Alerts as they stand: in pages, or one with its history.</summary>
internal sealed class AlertLists(SqliteDesk desk, AlertFeed feed)
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    /// <summary>Clients take 4 MiB unless they are told otherwise.</summary>
    private const int MostAnswerBytes = 3 << 20;

    public ListAlertsResponse List(ListAlertsRequest request)
    {
        Require(request.PageSize >= 0, $"page_size is {request.PageSize}; it must be 0 or more");
        if (!ListFilter.TryParse(request.Filter, out var terms, out var problem))
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, problem);
        }

        var before = long.MaxValue;
        Require(
            request.PageToken.Length == 0 || PageToken.TryRead(request.PageToken, request.Filter, request.PageSize, out before),
            "page_token is none of this list: every other field must be as it was when the token was given");

        // Before the list is read: what comes while it is read is not in it, and WatchAlerts gives it.
        var response = new ListAlertsResponse { HighWaterSequence = feed.HighWater };
        var size = request.PageSize == 0 ? UsualPage : Math.Min(request.PageSize, LargestPage);
        var found = Read(() => desk.List(terms, before, size + 1));
        var bytes = 0;
        foreach (var standing in found.Take(size))
        {
            var alert = AlertMessages.Of(standing);
            bytes += alert.CalculateSize();
            if (bytes > MostAnswerBytes && response.Alerts.Count > 0)
            {
                break;
            }

            response.Alerts.Add(alert);
        }

        if (response.Alerts.Count < found.Count)
        {
            response.NextPageToken = PageToken.Make(found[response.Alerts.Count - 1].FirstSequence, request.Filter, request.PageSize);
        }

        return response;
    }

    public GetAlertResponse Get(GetAlertRequest request)
    {
        var standing = Read(() => desk.Find(request.AlertId)) ?? throw new GrpcStatusException(StatusCode.NotFound, $"there is no alert '{request.AlertId}'");
        var history = Read(() => desk.History(request.AlertId));
        var (bytes, leftOut) = (standing.Newest.Payload.Length, history.Count);
        while (leftOut > 0 && (bytes += history[leftOut - 1].Payload.Length) <= MostAnswerBytes)
        {
            leftOut--;
        }

        var kept = history.Skip(leftOut).ToList();
        var response = new GetAlertResponse { Alert = AlertMessages.Of(standing), LeftOutCount = leftOut };
        response.Events.AddRange(kept.Where(entry => !entry.IsTransition).Select(entry => AlertEvent.Parser.ParseFrom(entry.Payload)));
        response.Transitions.AddRange(kept.Where(entry => entry.IsTransition).Select(entry => AlertTransition.Parser.ParseFrom(entry.Payload)));
        return response;
    }

    private static T Read<T>(Func<T> query)
    {
        try
        {
            return query();
        }
        catch (StoreException failure)
        {
            throw new GrpcStatusException(StatusCode.Unavailable, failure.Message, innerException: failure);
        }
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, problem);
        }
    }
}
