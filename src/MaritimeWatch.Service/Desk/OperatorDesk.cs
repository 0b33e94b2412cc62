using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Desk;

/// <summary>Decides in the log and tells the feed.</summary>
internal sealed class OperatorDesk(SqliteDesk desk, AlertFeed feed)
{
    /// <summary>Done when what was decided is durable and published.</summary>
    /// <exception cref="StoreException">The disk refuses at present.</exception>
    public async Task<DeskAnswer> DecideAsync(DeskRequest request)
    {
        var answer = await desk.DecideAsync(request, AlertDelivery.Encoding);
        if (answer is { Outcome: DeskOutcome.Done, Transition: { } transition })
        {
            feed.Publish(transition);
        }

        return answer;
    }
}
