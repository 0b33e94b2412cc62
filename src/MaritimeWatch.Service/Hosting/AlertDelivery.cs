using System.Threading.Channels;
using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Hosting;

/// <summary>From the analyser to the log, and from the log to the feed: nothing is published before it is durable.</summary>
/// <remarks>While the disk refuses, events wait here; when ten thousand wait, the analyser does too.</remarks>
internal sealed class AlertDelivery(SqliteAlertLog log, AlertFeed feed, AlertContinuity continuity, TimeProvider clock)
{
    private const int EventsWaiting = 10_000;
    private const int EventsInOneCommit = 200;

    private readonly Channel<(AlertEvent Alert, long DecidedAt, bool IsLast, Instant? UpTo)> waiting =
        Channel.CreateBounded<(AlertEvent Alert, long DecidedAt, bool IsLast, Instant? UpTo)>(new BoundedChannelOptions(EventsWaiting) { SingleReader = true, SingleWriter = true });

    /// <summary>The bytes of the log: the messages that the gRPC feed streams.</summary>
    public static AlertEncoding Encoding { get; } = new(
        alert => AlertEventMapping.ToProto(alert).ToByteArray(), transition => OperatorMapping.ToProto(transition).ToByteArray());

    public AlertCounters Counters { get; } = new();

    /// <summary>Time from an event's hand-over to its publication.</summary>
    public DurationHistogram Latency { get; } = new([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60]);

    /// <summary>Events that are not yet in the log.</summary>
    public int Waiting => waiting.Reader.Count;

    /// <summary>Hands events over, in the order of publication; waits where too many are waiting.</summary>
    /// <param name="events">The events.</param>
    /// <param name="publishedUpTo">The point of the stream up to which they are all that is published; saved with the last of them. Null before the stream has begun.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async ValueTask HandOverAsync(IReadOnlyList<AlertEvent> events, Instant? publishedUpTo, CancellationToken cancellation)
    {
        var decidedAt = clock.GetTimestamp();
        for (var number = 0; number < events.Count; number++)
        {
            var isLast = number == events.Count - 1;
            await waiting.Writer.WriteAsync((continuity.Continued(events[number]), decidedAt, isLast, isLast ? publishedUpTo : null), cancellation);
        }
    }

    /// <summary>Says that no event follows.</summary>
    public void Complete() => waiting.Writer.TryComplete();

    /// <summary>Runs until <see cref="Complete"/> and everything is logged.</summary>
    public async Task RunAsync()
    {
        try
        {
            await LogAndPublishAsync();
        }
        catch (Exception failure)
        {
            // Nobody takes events any more: whoever hands them over must not wait for room that never comes.
            waiting.Writer.TryComplete(failure);
            throw;
        }
    }

    private async Task LogAndPublishAsync()
    {
        var batch = new List<AlertEvent>();
        var decidedAt = new List<long>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            // What was handed over together is committed together: only then does the log know how far it is complete.
            var (isWhole, publishedUpTo) = (false, (Instant?)null);
            do
            {
                while ((batch.Count < EventsInOneCommit || !isWhole) && waiting.Reader.TryRead(out var next))
                {
                    batch.Add(next.Alert);
                    decidedAt.Add(next.DecidedAt);
                    (isWhole, publishedUpTo) = (next.IsLast, next.UpTo);
                }
            }
            while (!isWhole && await waiting.Reader.WaitToReadAsync());

            var appended = await log.AppendAsync(batch.ToArray(), Encoding, publishedUpTo);
            feed.Publish(appended);
            decidedAt.ForEach(moment => Latency.Add(clock.GetElapsedTime(moment).TotalSeconds));
            foreach (var alert in appended)
            {
                Counters.Count(alert.Event);
            }

            batch.Clear();
            decidedAt.Clear();
        }
    }
}
