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
internal sealed class AlertsToBroker(SqliteAlertLog log, AlertFeed feed, FeedCursor cursor, AlertTopics topics, RetainedAlerts retained, MqttClient client, bool withAlerts, OutCounters counters, TimeProvider clock, ILogger logger)
{
    private const int UnderWay = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    private int connections;
    private readonly List<string> strangers = [];
    private bool areStrangersTold;
    private string? trouble;

    /// <summary>There is a connection: what the broker kept before may be lost.</summary>
    public void Connected() => Interlocked.Increment(ref connections);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var reached = Begin();
        var told = 0;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                using var subscription = feed.Subscribe(reached);
                while (subscription is not null && !subscription.Cut.IsCompleted)
                {
                    if (Volatile.Read(ref connections) is var connection && told != connection)
                    {
                        await TellOpenAsync(cancellation);
                        told = connection;
                        strangers.Clear();
                        areStrangersTold = false;
                    }

                    await ClearGhostsAsync(cancellation);
                    var entries = await subscription.NextAsync(Look, clock, cancellation);
                    foreach (var some in entries.Chunk(UnderWay))
                    {
                        await (withAlerts ? TellAsync(some, cancellation) : Task.CompletedTask);
                        reached = some[^1].Sequence;
                        cursor.Write(reached);
                        trouble = null;
                    }
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is MqttException or StoreException or Google.Protobuf.InvalidProtocolBufferException)
            {
                if (trouble != failure.Message)
                {
                    trouble = failure.Message;
                    logger.LogWarning("outbound: alerts after sequence {Sequence} cannot be given to the broker: {Reason}; trying again", reached, failure.Message);
                }
            }

            await Task.Delay(AfterTrouble, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Where the feed goes on. A broker that is used for the first time gets what is open and what comes, and not all that ever was.</summary>
    private long Begin()
    {
        if (cursor.Read() is not { } known)
        {
            known = feed.HighWater;
            cursor.Write(known);
        }

        // More than there is: another store than before.
        return known > feed.HighWater ? 0 : known;
    }

    /// <summary>What the broker holds as open, and has ended in the log, is taken away. What the log never heard of stays: it may be another service's, to which it is the one picture of what is open.</summary>
    private async Task ClearGhostsAsync(CancellationToken cancellation)
    {
        if (retained.TakeSeen() is not { Count: > 0 } seen)
        {
            TellStrangers();
            return;
        }

        // The open ones afterwards, so that one which opens meanwhile is no stranger.
        var ended = log.HaveEnded([.. seen.Select(topics.IdPattern)]);
        var open = log.OpenAlerts().Select(stored => topics.Of(AlertEvent.Parser.ParseFrom(stored.Payload).AlertId)).ToHashSet(StringComparer.Ordinal);
        var ghosts = seen.Where((_, index) => ended[index]).ToList();
        strangers.AddRange(seen.Where((topic, index) => !ended[index] && !open.Contains(topic)));
        foreach (var some in ghosts.Chunk(UnderWay))
        {
            await Task.WhenAll(some.Select(topic => PublishAsync(topic, [], retain: true, cancellation)));
        }

        if (ghosts.Count > 0)
        {
            logger.LogInformation("outbound: the broker held {Count} alerts as open that are not, {First} among them; they are taken away", ghosts.Count, ghosts[0]);
        }
    }

    /// <summary>Once per connection, when all has come that the broker holds.</summary>
    private void TellStrangers()
    {
        if (strangers.Count > 0 && !areStrangersTold)
        {
            areStrangersTold = true;
            logger.LogWarning(
                "outbound: the broker holds {Count} alerts of which this service's log knows nothing, {First} among them; they stay. A topic belongs to one service: does another use this one, or was the store exchanged?",
                strangers.Count, strangers[0]);
        }
    }

    /// <summary>Everything that is open, again: a broker that was restarted may have forgotten it.</summary>
    private async Task TellOpenAsync(CancellationToken cancellation)
    {
        await PublishAsync(topics.Status, "online"u8.ToArray(), retain: true, cancellation);
        if (!withAlerts)
        {
            return;
        }

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
        try
        {
            var taken = await client.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain, cancellation: cancellation);
            if (!taken.Taken)
            {
                throw new MqttException(new MqttFailure(MqttFailureKind.RequestRefused, $"the broker refuses what is published to {topic}: {taken.Words ?? taken.Code.ToString()}", taken.Code));
            }

            counters.CountSent(1);
        }
        catch (MqttException refused) when (refused.Failure is { Kind: MqttFailureKind.RequestRefused, ReasonCode: MqttReasonCode.PacketTooLarge })
        {
            // Larger than the broker takes, today and tomorrow: those behind it need not wait for it.
            counters.CountShed(1);
            logger.LogError("outbound: a message to {Topic} is left out: {Reason}", topic, refused.Failure.Words);
        }
    }

    private static byte[] Json(AlertEvent alert) => Encoding.UTF8.GetBytes(Api.Http.Representation.Formatter.Format(alert));
}
