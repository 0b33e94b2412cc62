using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Details;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Replays;

/// <summary><c>maritimewatch.v1.ReplayService</c>: each caller's own replays.</summary>
internal sealed class ReplayApi
{
    private const int MostRequestIdCharacters = 64;
    private const long ShortestIntervalSeconds = 1;
    private const long LongestIntervalSeconds = 60;
    private static readonly TimeSpan RoomRetryDelay = TimeSpan.FromSeconds(10);

    private readonly ReplayRegister register;
    private readonly ReplayPlanner planner;
    private readonly AccessGate gate;
    private readonly FeedSettings feed;
    private readonly TimeProvider clock;

    public ReplayApi(ReplayRegister register, ReplayPlanner planner, AccessGate gate, FeedSettings feed, TimeProvider clock)
    {
        (this.register, this.planner, this.gate, this.feed, this.clock) = (register, planner, gate, feed, clock);
        Definition = new GrpcServiceDefinition(ReplayServiceReflection.Descriptor.Services[0])
            .Unary<StartReplayRequest, StartReplayResponse>("StartReplay", (request, context) => Task.FromResult(Start(request, Caller.Of(context))))
            .Unary<PaceReplayRequest, PaceReplayResponse>("PaceReplay", (request, context) => Task.FromResult(ChangePace(request, context)))
            .Unary<StopReplayRequest, StopReplayResponse>("StopReplay", StopAsync)
            .Unary<GetReplayRequest, GetReplayResponse>("GetReplay", (request, context) => Task.FromResult(new GetReplayResponse { Replay = Find(request.ReplayId, context).ToProto() }))
            .Unary<ListReplaysRequest, ListReplaysResponse>("ListReplays", (_, context) => Task.FromResult(new ListReplaysResponse { Replays = { register.Of(Caller.Of(context).QuotaKey).Select(replay => replay.ToProto()) } }))
            .ServerStreaming<WatchReplayRequest, WatchReplayResponse>("WatchReplay", WatchAsync);
    }

    public GrpcServiceDefinition Definition { get; }

    private StartReplayResponse Start(StartReplayRequest request, Caller caller)
    {
        Require(request.RequestId.Length <= MostRequestIdCharacters, $"request_id has {request.RequestId.Length} characters; at most {MostRequestIdCharacters} are taken");
        Require(request.Plan is not null, "plan is missing");
        if (request.Plan!.StoredTracks is not null && gate.Refuses(caller, Scope.TracksRead) is { } refusal)
        {
            throw GrpcStatusException.WithDetails(refusal.Code, $"plan.stored_tracks: {refusal.Message}", new ErrorInfo { Reason = refusal.Reason, Domain = "maritimewatch" });
        }

        var owner = caller.QuotaKey;
        if (register.FindRequest(owner, request.RequestId) is { } known)
        {
            return new StartReplayResponse { Replay = known.ToProto() };
        }

        if (!register.HasRoom)
        {
            throw Full();
        }

        var opened = planner.Open(request.Plan, owner, request.RequestId);
        if (register.TryStart(opened) is { } started)
        {
            return new StartReplayResponse { Replay = started.ToProto() };
        }

        opened.Traffic.Dispose();
        throw Full();
    }

    private PaceReplayResponse ChangePace(PaceReplayRequest request, GrpcCallContext context)
    {
        Require(request.HasSpeed || request.HasPaused, "neither speed nor paused is set");
        Require(!request.HasSpeed || ReplayPlanner.IsSpeed(request.Speed), $"speed is {request.Speed}; it must be {Replay.Pace.Slowest} to {Replay.Pace.Fastest}, or 0 for as fast as it goes");
        var replay = Find(request.ReplayId, context);
        if (replay.EndedAt is not null)
        {
            throw new GrpcStatusException(StatusCode.FailedPrecondition, $"the replay '{replay.Id}' has ended");
        }

        replay.Change(request.HasSpeed ? request.Speed : null, request.HasPaused ? request.Paused : null);
        return new PaceReplayResponse { Replay = replay.ToProto() };
    }

    private async Task<StopReplayResponse> StopAsync(StopReplayRequest request, GrpcCallContext context)
    {
        var replay = Find(request.ReplayId, context);
        replay.Stop();
        await replay.Ended.WaitAsync(context.CancellationToken);
        return new StopReplayResponse { Replay = replay.ToProto() };
    }

    private async Task WatchAsync(WatchReplayRequest request, GrpcStreamWriter<WatchReplayResponse> responses, GrpcCallContext context)
    {
        var interval = Interval(request);
        var replay = Find(request.ReplayId, context);
        var reached = request.AfterSequence;
        Require(reached >= 0, $"after_sequence is {reached}; it must be 0 or more");
        if (reached > replay.Feed.HighWater)
        {
            throw new GrpcStatusException(StatusCode.OutOfRange, $"after_sequence is {reached}, but the newest event is {replay.Feed.HighWater}");
        }

        // From the oldest kept on where nothing is asked for; else nothing may be missing.
        reached = reached == 0 ? replay.Feed.Oldest - 1 : reached;
        var (hasCaughtUp, hasSent) = (false, false);
        var lastProgress = clock.GetTimestamp();
        await SendProgressAsync();
        while (true)
        {
            var (events, isEnd, changed) = replay.Feed.ReadAfter(reached);
            if (events.Count > 0 && request.AfterSequence == 0 && !hasSent)
            {
                // Nothing was asked for: what has gone meanwhile is not missing.
                reached = events[0].Sequence - 1;
            }

            hasSent |= events.Count > 0;
            if (events.Count > 0 && events[0].Sequence != reached + 1)
            {
                await SendAsync(new WatchReplayResponse { ResumeExpired = new ReplayResumeExpired { OldestSequence = events[0].Sequence } });
                throw new GrpcStatusException(StatusCode.OutOfRange, $"RESUME_TOKEN_EXPIRED: the oldest event kept is {events[0].Sequence}");
            }

            foreach (var entry in events)
            {
                await SendAsync(new WatchReplayResponse { Event = AlertEvent.Parser.ParseFrom(entry.Payload) }, entry.Sequence);
            }

            if (isEnd && events.Count == 0)
            {
                await SendProgressAsync();
                await SendAsync(new WatchReplayResponse { End = replay.End() });
                return;
            }

            hasCaughtUp |= events.Count == 0;
            var left = interval - clock.GetElapsedTime(lastProgress);
            if (left <= TimeSpan.Zero)
            {
                await SendProgressAsync();
            }
            else if (events.Count == 0)
            {
                await WaitAsync(changed, left, context.CancellationToken);
            }
        }

        Task SendProgressAsync()
        {
            lastProgress = clock.GetTimestamp();
            var progress = replay.Progress();
            progress.ResumeSequence = reached;
            return SendAsync(new WatchReplayResponse { Progress = progress });
        }

        async Task SendAsync(WatchReplayResponse message, long sequence = 0)
        {
            message.ReplayId = replay.Id;
            var sending = responses.WriteAsync(message);

            // Under way from here on: a status goes out behind this message, so the resume point counts it.
            reached = Math.Max(reached, sequence);
            while (!sending.IsCompleted)
            {
                var changed = replay.Feed.ReadAfter(long.MaxValue - 1).Changed;
                if (hasCaughtUp && replay.Feed.HighWater - reached > feed.MaxEventsBehind)
                {
                    throw new GrpcStatusException(
                        StatusCode.ResourceExhausted,
                        $"more than {feed.MaxEventsBehind} events behind; resume after sequence {reached}",
                        new GrpcMetadata { { "resume-after-sequence", reached.ToString(CultureInfo.InvariantCulture) } });
                }

                await (changed.IsCompleted ? sending : Task.WhenAny(sending, changed));
            }

            await sending;
        }
    }

    private async Task WaitAsync(Task changed, TimeSpan time, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(changed, Task.Delay(time, clock, waiting.Token));
        await waiting.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private RunningReplay Find(string id, GrpcCallContext context) => register.Find(Caller.Of(context).QuotaKey, id)
        ?? throw new GrpcStatusException(StatusCode.NotFound, "there is no such replay of this caller; a finished one is kept for a while only");

    private TimeSpan Interval(WatchReplayRequest request)
    {
        if (request.ProgressInterval is not { } asked)
        {
            return feed.HeartbeatInterval;
        }

        var isInRange = asked.Nanos is >= 0 and < 1_000_000_000 && asked.Seconds >= ShortestIntervalSeconds
            && (asked.Seconds < LongestIntervalSeconds || asked is { Seconds: LongestIntervalSeconds, Nanos: 0 });
        Require(isInRange, $"progress_interval is {asked.Seconds} s and {asked.Nanos} ns; it must be between {ShortestIntervalSeconds} s and {LongestIntervalSeconds} s");
        return asked.ToTimeSpan();
    }

    private static GrpcStatusException Full() => GrpcStatusException.WithDetails(
        StatusCode.ResourceExhausted,
        "too many replays are running; stop one, or wait for its end",
        new ErrorInfo { Reason = "TOO_MANY_REPLAYS", Domain = "maritimewatch" },
        new RetryInfo { RetryDelay = Duration.FromTimeSpan(RoomRetryDelay) });

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, problem);
        }
    }
}
