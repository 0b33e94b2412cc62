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
    private static readonly TimeSpan ShortestHeartbeat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestHeartbeat = TimeSpan.FromSeconds(60);

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
                await SendAsync(new WatchAlertsResponse { Event = AlertEvent.Parser.ParseFrom(entry.Payload) });
                sent = entry.Sequence;
            }

            if (events.Count == 0)
            {
                await SendAsync(Heartbeat());
            }
        }

        async Task SendAsync(WatchAlertsResponse message)
        {
            var sending = responses.WriteAsync(message);
            if (await Task.WhenAny(sending, subscription.Cut) != sending || subscription.Cut.IsCompleted)
            {
                throw new GrpcStatusException(
                    StatusCode.ResourceExhausted,
                    $"more than {feed.Settings.MaxEventsBehind} events behind; resume after sequence {sent}",
                    new GrpcMetadata { { "resume-after-sequence", sent.ToString(System.Globalization.CultureInfo.InvariantCulture) } });
            }

            await sending;
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

        var interval = asked.ToTimeSpan();
        return interval >= ShortestHeartbeat && interval <= LongestHeartbeat
            ? interval
            : throw new GrpcStatusException(StatusCode.InvalidArgument, $"heartbeat_interval is {interval.TotalSeconds:0.###} s; it must be between 1 s and 60 s");
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
