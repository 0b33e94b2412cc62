using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Storage;
using Microsoft.Extensions.Logging;
using Summary = MaritimeWatch.Service.Replay.ReplaySummary;

namespace MaritimeWatch.Service.Replays;

/// <summary>One replay on a thread of its own, with its own analyser and feed, and what is left of it when it has ended.</summary>
internal sealed class RunningReplay
{
    private const int ProblemsKept = 100;

    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly Pace pace;
    private readonly ReplayPlan plan;
    private readonly IReadOnlyList<string> chartProblems;
    private readonly string settingsHash;
    private readonly long startedAt;
    private SteadyRun? run;
    private volatile Read read = new(0, 0, null);
    private volatile Outcome? outcome;

    public RunningReplay(ReplayRequest request, long mostEventBytes, TimeProvider clock, ILogger log)
    {
        (this.clock, this.log, Owner, RequestId, plan, chartProblems) = (clock, log, request.Owner, request.RequestId, request.Plan, request.ChartProblems);
        Id = $"replay-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        Feed = new ReplayFeed(mostEventBytes);
        pace = new Pace(plan.Speed, clock);
        settingsHash = request.Analyser.SettingsHash;
        Created = clock.GetUtcNow();
        startedAt = clock.GetTimestamp();
        var thread = new Thread(() => Run(request)) { IsBackground = true, Name = Id };
        thread.Start();
    }

    public string Id { get; }

    public string Owner { get; }

    public string RequestId { get; }

    public ReplayFeed Feed { get; }

    public DateTimeOffset Created { get; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt => outcome?.At;

    /// <summary>Done when it has ended.</summary>
    public Task Ended => ended.Task;

    public ReplayState State => outcome?.State ?? (pace.IsPaused ? ReplayState.Paused : ReplayState.Running);

    /// <summary>Ends it; one that has ended is left as it is.</summary>
    public void Stop() => stopping.Cancel();

    /// <summary>Changes its pace.</summary>
    public void Change(double? speed, bool? isPaused) => pace.Change(speed, isPaused);

    /// <summary>How far it is.</summary>
    public ReplayProgress Progress()
    {
        var (rows, rejected, share) = read;
        var elapsed = (outcome is { } over ? over.Elapsed : clock.GetElapsedTime(startedAt)).TotalSeconds;
        var progress = new ReplayProgress
        {
            State = State,
            RowsRead = rows,
            RowsRejected = rejected,
            Reports = outcome?.Summary.Reports ?? run?.Reports ?? 0,
            RowsPerSecond = elapsed > 0 ? rows / elapsed : 0,
            HighWaterSequence = Feed.HighWater,
            OldestSequence = Feed.Oldest,
            EventTime = outcome is { } end ? end.Summary.LastEventTime : run?.EventTime is { } reached && reached != Instant.MinValue ? WireTime.ToProto(reached) : null,
        };
        if (share is { } known)
        {
            progress.ShareRead = known;
        }

        return progress;
    }

    /// <summary>The replay as a whole.</summary>
    public Contracts.V1.Replay ToProto()
    {
        var present = plan.Clone();
        present.Speed = pace.Speed;
        var replay = new Contracts.V1.Replay
        {
            ReplayId = Id,
            State = State,
            Plan = present,
            CreateTime = Timestamp.FromDateTimeOffset(Created),
            Progress = Progress(),
            SettingsHash = settingsHash,
        };
        replay.ChartProblems.Add(chartProblems.Take(20));
        if (outcome is { } end)
        {
            (replay.EndTime, replay.Failure, replay.Summary) = (Timestamp.FromDateTimeOffset(end.At), end.Failure, end.Summary);
        }

        return replay;
    }

    /// <summary>The last message of those who watch; once it has ended.</summary>
    public ReplayEnd End() => outcome is { } end ? new ReplayEnd { State = end.State, Failure = end.Failure, Summary = end.Summary } : new ReplayEnd { State = State };

    private void Run(ReplayRequest request)
    {
        var summary = new Summary();
        var traffic = request.Traffic;
        SteadyRun? running = null;
        var (state, failure) = (ReplayState.Failed, "");
        try
        {
            LowPriority.Take();
            running = new SteadyRun(new SteadyAnalysis(request.Analyser, pace, Publish), traffic);
            running.AfterPiece = () => read = new Read(traffic.Lines, RejectedBy(traffic), traffic.ShareRead);
            run = running;
            state = running.Run(stopping.Token) ? ReplayState.Completed : ReplayState.Stopped;
        }
        catch (Exception fault)
        {
            failure = Told(fault);
        }

        // Nothing may leave this thread: it would take the service with it.
        Contracts.V1.ReplaySummary? told = null;
        try
        {
            summary.Take(request.Analyser, running?.Reports ?? 0, [traffic]);
            read = new Read(traffic.Lines, RejectedBy(traffic), state == ReplayState.Completed && traffic.ShareRead is not null ? 1 : traffic.ShareRead);
            traffic.Dispose();
            told = ToProto(summary, traffic, clock.GetElapsedTime(startedAt));
        }
        catch (Exception fault)
        {
            (state, failure) = (ReplayState.Failed, Told(fault));
        }

        // In this order: whoever finds the feed at its end finds the outcome too.
        outcome = new Outcome(state, failure, clock.GetUtcNow(), clock.GetElapsedTime(startedAt), told ?? new Contracts.V1.ReplaySummary());
        run = null;
        Feed.End();
        ended.SetResult();

        void Publish(IReadOnlyList<Domain.Alerts.AlertEvent> events)
        {
            Feed.Publish(events);
            foreach (var alert in events)
            {
                summary.Count(alert);
            }
        }
    }

    private string Told(Exception fault)
    {
        log.LogError(fault, "{Replay} failed", Id);
        return fault is CommandFailedException or StoreException ? fault.Message : "internal error";
    }

    private static long RejectedBy(IReplayTraffic traffic)
    {
        var rejected = 0L;
        for (var reason = 1; reason < DropReasons.Count; reason++)
        {
            rejected += ((DropReason)reason).IsRejection() ? traffic.Rejections[(DropReason)reason] : 0;
        }

        return rejected;
    }

    private static Contracts.V1.ReplaySummary ToProto(Summary summary, IReplayTraffic traffic, TimeSpan elapsed)
    {
        var message = new Contracts.V1.ReplaySummary
        {
            RowsRead = summary.Lines,
            Reports = summary.Reports,
            Vessels = summary.Vessels,
            Alerts = summary.Alerts,
            Events = summary.Events,
            Elapsed = Duration.FromTimeSpan(elapsed),
            IsDamaged = summary.IsDamaged,
            HeldBack = summary.HeldBackTotal,
        };
        if (!summary.Extent.IsNone)
        {
            (message.FirstEventTime, message.LastEventTime) = (WireTime.ToProto(summary.Extent.First), WireTime.ToProto(summary.Extent.Last));
        }

        message.Dropped.Add(summary.Dropped.Select(entry => new ReplayDrops { Reason = (ReportDropReason)entry.Key, Count = entry.Value }));
        message.Problems.Add(traffic.Messages.Take(ProblemsKept));
        return message;
    }

    private sealed record Read(long Rows, long Rejected, double? Share);

    private sealed record Outcome(ReplayState State, string Failure, DateTimeOffset At, TimeSpan Elapsed, Contracts.V1.ReplaySummary Summary);
}
