using System.Threading.Channels;
using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Hosting;

/// <summary>From the analyser to the log, and from the log to the feed: nothing is published before it is durable.</summary>
/// <remarks>While the disk refuses, events wait here; when ten thousand wait, the analyser does too.</remarks>
internal sealed class AlertDelivery(SqliteAlertLog log, AlertFeed feed, AlertContinuity continuity)
{
    private const int EventsWaiting = 10_000;
    private const int EventsInOneCommit = 200;

    private readonly Channel<AlertEvent> waiting = Channel.CreateBounded<AlertEvent>(new BoundedChannelOptions(EventsWaiting) { SingleReader = true, SingleWriter = true });

    /// <summary>The bytes of the log: the messages that the gRPC feed streams.</summary>
    public static AlertEncoding Encoding { get; } = new(
        alert => AlertEventMapping.ToProto(alert).ToByteArray(), transition => OperatorMapping.ToProto(transition).ToByteArray());

    public AlertCounters Counters { get; } = new();

    /// <summary>Events that are not yet in the log.</summary>
    public int Waiting => waiting.Reader.Count;

    /// <summary>Hands events over, in the order of publication; waits where too many are waiting.</summary>
    public async ValueTask HandOverAsync(IReadOnlyList<AlertEvent> events, CancellationToken cancellation)
    {
        foreach (var alert in events)
        {
            await waiting.Writer.WriteAsync(continuity.Continued(alert), cancellation);
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
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < EventsInOneCommit && waiting.Reader.TryRead(out var alert))
            {
                batch.Add(alert);
            }

            var appended = await log.AppendAsync(batch.ToArray(), Encoding);
            feed.Publish(appended);
            foreach (var alert in appended)
            {
                Counters.Count(alert.Event);
            }

            batch.Clear();
        }
    }
}
