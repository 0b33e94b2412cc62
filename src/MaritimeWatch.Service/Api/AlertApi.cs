using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Hosting;

namespace MaritimeWatch.Service.Api;

/// <summary><c>maritimewatch.v1.AlertService</c> over the feed.</summary>
internal sealed class AlertApi
{
    private const long ShortestHeartbeatSeconds = 1;
    private const long LongestHeartbeatSeconds = 60;

    private readonly AlertFeed feed;
    private readonly TimeProvider clock;

    public AlertApi(AlertFeed feed, TimeProvider clock)
    {
        this.feed = feed;
        this.clock = clock;
        Definition = new GrpcServiceDefinition(AlertServiceReflection.Descriptor.Services[0])
            .ServerStreaming<WatchAlertsRequest, WatchAlertsResponse>("WatchAlerts", WatchAsync);
    }

    public GrpcServiceDefinition Definition { get; }

    private async Task WatchAsync(WatchAlertsRequest request, GrpcStreamWriter<WatchAlertsResponse> responses, GrpcCallContext context)
    {
        var heartbeatInterval = HeartbeatInterval(request);
        await CheckResumePointAsync(request.AfterSequence, responses);
        using var subscription = feed.Subscribe(request.AfterSequence)
            ?? throw new GrpcStatusException(StatusCode.ResourceExhausted, $"there are {feed.Settings.MaxSubscribers} subscribers already; try again later");

        // The first heartbeat says that the stream stands, and what is still to come.
        var sent = request.AfterSequence;
        await SendAsync(Heartbeat());
        while (true)
        {
            var events = await subscription.NextAsync(heartbeatInterval, clock, context.CancellationToken);
            foreach (var entry in events)
            {
                await SendAsync(new WatchAlertsResponse { Event = AlertEvent.Parser.ParseFrom(entry.Payload) }, entry.Sequence);
            }

            if (events.Count == 0)
            {
                await SendAsync(Heartbeat());
            }
        }

        async Task SendAsync(WatchAlertsResponse message, long sequence = 0)
        {
            if (!subscription.Cut.IsCompleted)
            {
                var sending = responses.WriteAsync(message);

                // Under way from here on: the status that cuts the subscriber goes out behind this message, so the resume point counts it.
                sent = Math.Max(sent, sequence);
                if (await Task.WhenAny(sending, subscription.Cut) == sending)
                {
                    await sending;
                }
            }

            if (subscription.Cut.IsCompleted)
            {
                throw new GrpcStatusException(
                    StatusCode.ResourceExhausted,
                    $"more than {feed.Settings.MaxEventsBehind} events behind; resume after sequence {sent}",
                    new GrpcMetadata { { "resume-after-sequence", sent.ToString(System.Globalization.CultureInfo.InvariantCulture) } });
            }
        }
    }

    private async Task CheckResumePointAsync(long after, GrpcStreamWriter<WatchAlertsResponse> responses)
    {
        if (after < 0)
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, $"after_sequence is {after}; it must be 0 or more");
        }

        if (after > feed.HighWater)
        {
            throw new GrpcStatusException(StatusCode.OutOfRange, $"after_sequence is {after}, but the newest event is {feed.HighWater}");
        }

        if (after + 1 < feed.Oldest && after != 0)
        {
            await responses.WriteAsync(new WatchAlertsResponse { ResumeExpired = new ResumeExpired { OldestSequence = feed.Oldest } });
            throw new GrpcStatusException(StatusCode.OutOfRange, $"RESUME_TOKEN_EXPIRED: the oldest event kept is {feed.Oldest}");
        }
    }

    private TimeSpan HeartbeatInterval(WatchAlertsRequest request)
    {
        if (request.HeartbeatInterval is not { } asked)
        {
            return feed.Settings.HeartbeatInterval;
        }

        // Held against the limits as it came: a TimeSpan would cut off what is below its tick, and refuse some messages with an exception.
        var isInRange = asked.Nanos is >= 0 and < 1_000_000_000 && asked.Seconds >= ShortestHeartbeatSeconds
            && (asked.Seconds < LongestHeartbeatSeconds || asked is { Seconds: LongestHeartbeatSeconds, Nanos: 0 });
        return isInRange
            ? asked.ToTimeSpan()
            : throw new GrpcStatusException(
                StatusCode.InvalidArgument,
                $"heartbeat_interval is {asked.Seconds} s and {asked.Nanos} ns; it must be between {ShortestHeartbeatSeconds} s and {LongestHeartbeatSeconds} s");
    }

    private WatchAlertsResponse Heartbeat() => new()
    {
        Heartbeat = new Heartbeat
        {
            HighWaterSequence = feed.HighWater,
            OldestSequence = feed.Oldest,
            EventTime = feed.EventTime is { } time ? WireTime.ToProto(time) : null,
        },
    };
}
