using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Consoles;
using MaritimeWatch.Service.Desk;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Api;

/// <summary><c>maritimewatch.v1.AlertService</c> over the feed and the desk.</summary>
internal sealed class AlertApi
{
    private const long ShortestHeartbeatSeconds = 1;
    private const long LongestHeartbeatSeconds = 60;
    private const int BytesInOnePiece = 32 * 1024;

    private readonly AlertFeed feed;
    private readonly SqliteDesk store;
    private readonly OpenConsoles consoles;
    private readonly TimeProvider clock;

    public AlertApi(AlertFeed feed, SqliteDesk store, AlertLists lists, DeskCalls calls, OpenConsoles consoles, TimeProvider clock)
    {
        this.feed = feed;
        this.store = store;
        this.consoles = consoles;
        this.clock = clock;
        Definition = new GrpcServiceDefinition(AlertServiceReflection.Descriptor.Services[0])
            .ServerStreaming<WatchAlertsRequest, WatchAlertsResponse>("WatchAlerts", WatchReadableAsync)
            .Unary<ListAlertsRequest, ListAlertsResponse>("ListAlerts", (request, _) => Task.FromResult(lists.List(request)))
            .Unary<GetAlertRequest, GetAlertResponse>("GetAlert", (request, _) => Task.FromResult(lists.Get(request)))
            .Unary<AcknowledgeAlertRequest, AcknowledgeAlertResponse>("AcknowledgeAlert", (request, context) => calls.AcknowledgeAsync(request, DeskActor.Of(context)))
            .Unary<AssignAlertRequest, AssignAlertResponse>("AssignAlert", (request, context) => calls.AssignAsync(request, DeskActor.Of(context)))
            .Unary<CommentOnAlertRequest, CommentOnAlertResponse>("CommentOnAlert", (request, context) => calls.CommentAsync(request, DeskActor.Of(context)))
            .Unary<ShelveAlertRequest, ShelveAlertResponse>("ShelveAlert", (request, context) => calls.ShelveAsync(request, DeskActor.Of(context)))
            .Unary<CloseAlertRequest, CloseAlertResponse>("CloseAlert", (request, context) => calls.CloseAsync(request, DeskActor.Of(context)));
    }

    public GrpcServiceDefinition Definition { get; }

    private async Task WatchReadableAsync(WatchAlertsRequest request, GrpcStreamWriter<WatchAlertsResponse> responses, GrpcCallContext context)
    {
        try
        {
            await WatchAsync(request, responses, context);
        }
        catch (StoreException failure)
        {
            throw Refused.Store($"{failure.Message}; resume after the last sequence seen");
        }
    }

    private async Task WatchAsync(WatchAlertsRequest request, GrpcStreamWriter<WatchAlertsResponse> responses, GrpcCallContext context)
    {
        var heartbeatInterval = HeartbeatInterval(request);
        var followed = new FollowedAlerts(new WatchFilter(request.Filter), store);
        using var open = consoles.Open(context, OpenStream.Alerts);
        await CheckResumePointAsync(request.AfterSequence, responses);
        using var subscription = feed.Subscribe(request.AfterSequence)
            ?? throw FeedRefusal.Full(feed);

        // The first heartbeat says that the stream stands, and what is still to come.
        var reached = request.AfterSequence;
        open.Reached = reached;
        var lastSent = clock.GetTimestamp();
        await SendAsync(() => responses.WriteAsync(Heartbeat(reached)), 0);
        while (true)
        {
            var left = heartbeatInterval - clock.GetElapsedTime(lastSent);
            var entries = await subscription.NextAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, context.CancellationToken);
            for (var next = 0; next < entries.Count;)
            {
                var wanted = new List<ReadOnlyMemory<byte>>();
                next = Gather(entries, next, followed, wanted);
                if (wanted.Count > 0)
                {
                    await SendAsync(() => responses.WriteSerializedAsync(wanted), entries[next - 1].Sequence);
                }

                open.Reached = reached = entries[next - 1].Sequence;
            }

            // Also while all that comes is left out: the watcher must hear that the feed is alive.
            if (entries.Count == 0 || clock.GetElapsedTime(lastSent) >= heartbeatInterval)
            {
                await SendAsync(() => responses.WriteAsync(Heartbeat(reached)), 0);
            }
        }

        async Task SendAsync(Func<Task> send, long sequence)
        {
            if (!subscription.Cut.IsCompleted)
            {
                var sending = send();

                // Under way from here on: the status that cuts the subscriber goes out behind these messages, so the resume point counts them.
                reached = Math.Max(reached, sequence);
                if (await Task.WhenAny(sending, subscription.Cut) == sending)
                {
                    await sending;
                    lastSent = clock.GetTimestamp();
                }
            }

            if (subscription.Cut.IsCompleted)
            {
                throw FeedRefusal.TooSlow(feed, reached);
            }
        }
    }

    /// <summary>Takes the next entries that may leave in one piece, those that are wanted into <paramref name="wanted"/>.</summary>
    /// <returns>The place of the first entry not taken.</returns>
    private static int Gather(IReadOnlyList<FeedEntry> entries, int from, FollowedAlerts followed, List<ReadOnlyMemory<byte>> wanted)
    {
        var next = from;
        for (var bytes = 0; next < entries.Count && bytes < BytesInOnePiece; next++)
        {
            if (followed.Wants(entries[next]))
            {
                bytes += entries[next].Response.Length;
                wanted.Add(entries[next].Response);
            }
        }

        return next;
    }

    private async Task CheckResumePointAsync(long after, GrpcStreamWriter<WatchAlertsResponse> responses)
    {
        FeedRefusal.UnlessInFeed(feed, after);
        if (FeedRefusal.IsExpired(feed, after, out var oldest))
        {
            await responses.WriteAsync(new WatchAlertsResponse { ResumeExpired = new ResumeExpired { OldestSequence = oldest } });
            throw FeedRefusal.Expired(oldest);
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
            : throw Refused.Field(
                "heartbeat_interval",
                $"heartbeat_interval is {asked.Seconds} s and {asked.Nanos} ns; it must be between {ShortestHeartbeatSeconds} s and {LongestHeartbeatSeconds} s");
    }

    private WatchAlertsResponse Heartbeat(long reached) => new()
    {
        Heartbeat = new Heartbeat
        {
            HighWaterSequence = feed.HighWater,
            OldestSequence = feed.Oldest,
            ResumeSequence = reached,
            EventTime = feed.EventTime is { } time ? WireTime.ToProto(time) : null,
        },
    };
}
