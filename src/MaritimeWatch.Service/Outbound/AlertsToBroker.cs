using System.Text;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Mqtt;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Outbound;

/// <summary>The alert feed to a broker: every event and transition once and in order, and for each open alert its latest event, retained, so that whoever subscribes has the picture at once.</summary>
/// <remarks>At least once over crashes: the sequence in each message tells a repetition. Nothing here slows the feed; a broker that is away is caught up with from the log.</remarks>
internal sealed class AlertsToBroker(SqliteAlertLog log, AlertFeed feed, FeedCursor cursor, AlertTopics topics, MqttClient client, OutCounters counters, TimeProvider clock, ILogger logger)
{
    private const int UnderWay = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    private int connections;

    /// <summary>There is a connection: what the broker kept before may be lost.</summary>
    public void Connected() => Interlocked.Increment(ref connections);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var reached = cursor.Read();
        if (reached > feed.HighWater)
        {
            // Another store than before.
            reached = 0;
        }

        var told = 0;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                using var subscription = feed.Subscribe(reached);
                while (subscription is not null && !subscription.Cut.IsCompleted)
                {
                    if (told != Volatile.Read(ref connections))
                    {
                        told = Volatile.Read(ref connections);
                        await TellOpenAsync(cancellation);
                    }

                    var entries = await subscription.NextAsync(Look, clock, cancellation);
                    foreach (var some in entries.Chunk(UnderWay))
                    {
                        await TellAsync(some, cancellation);
                        reached = some[^1].Sequence;
                        cursor.Write(reached);
                    }
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is MqttException or StoreException or Google.Protobuf.InvalidProtocolBufferException)
            {
                logger.LogWarning("outbound: alerts after sequence {Sequence} cannot be given to the broker: {Reason}; trying again", reached, failure.Message);
            }

            await Task.Delay(AfterTrouble, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Everything that is open, again: a broker that was restarted may have forgotten it.</summary>
    private async Task TellOpenAsync(CancellationToken cancellation)
    {
        await PublishAsync(topics.Status, "online"u8.ToArray(), retain: true, cancellation);
        foreach (var some in log.OpenAlerts().Chunk(UnderWay))
        {
            await Task.WhenAll(some.Select(stored =>
            {
                var alert = AlertEvent.Parser.ParseFrom(stored.Payload);
                return PublishAsync(topics.Of(alert.AlertId), Json(alert), retain: true, cancellation);
            }));
        }
    }

    /// <summary>All under way at once; the client keeps their order.</summary>
    private Task TellAsync(FeedEntry[] entries, CancellationToken cancellation)
    {
        var sending = new List<Task>();
        foreach (var entry in entries)
        {
            if (entry.IsTransition)
            {
                sending.Add(PublishAsync(topics.Feed, Encoding.UTF8.GetBytes($"{{\"transition\":{AlertTransitionJson.ToJson(entry.Payload)}}}"), retain: false, cancellation));
                continue;
            }

            var alert = AlertEvent.Parser.ParseFrom(entry.Payload);
            var json = Json(alert);
            sending.Add(PublishAsync(topics.Feed, [.. "{\"event\":"u8, .. json, (byte)'}'], retain: false, cancellation));
            sending.Add(PublishAsync(topics.Of(alert.AlertId), alert.State is AlertState.Closed or AlertState.Retracted ? [] : json, retain: true, cancellation));
        }

        return Task.WhenAll(sending);
    }

    private async Task PublishAsync(string topic, byte[] payload, bool retain, CancellationToken cancellation)
    {
        await client.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain, cancellation: cancellation);
        counters.CountSent(1);
    }

    private static byte[] Json(AlertEvent alert) => Encoding.UTF8.GetBytes(Api.Http.Representation.Formatter.Format(alert));
}
