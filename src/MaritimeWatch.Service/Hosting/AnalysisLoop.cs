using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Hosting;

/// <summary>The one loop that owns the analyser: reports in, track store fed, alert events out, event time kept moving.</summary>
internal sealed class AnalysisLoop
{
    private const int ReportsBetweenDrains = 256;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);

    private readonly ReportIntake intake;
    private readonly AnalyserPort analyser;
    private readonly ITrackStore tracks;
    private readonly AlertDelivery delivery;
    private readonly AlertFeed feed;
    private readonly StreamClock streamClock;
    private readonly TimeSpan allowedLateness;
    private readonly EventTimeSource eventTime;
    private readonly TimeProvider clock;
    private long observed;

    public AnalysisLoop(
        ReportIntake intake, AnalyserPort analyser, ITrackStore tracks, AlertDelivery delivery, AlertFeed feed, TimeSpan allowedLateness, EventTimeSource eventTime, TimeProvider clock)
    {
        this.intake = intake;
        this.analyser = analyser;
        this.tracks = tracks;
        this.delivery = delivery;
        this.feed = feed;
        this.allowedLateness = allowedLateness;
        this.eventTime = eventTime;
        this.clock = clock;
        streamClock = new StreamClock(allowedLateness);
    }

    /// <summary>Reports that the analyser has taken since the start, replayed ones not counted.</summary>
    public long Observed => Volatile.Read(ref observed);

    /// <summary>Reports in, those that cannot be true of this stream dropped.</summary>
    public StageCounter Counter { get; } = new("Stamp");

    /// <summary>Puts the analyser where it was: runs the stored traffic through it again.</summary>
    /// <param name="from">The beginning of the window.</param>
    /// <param name="lastLogged">Event time of the newest alert event in the log; only later ones are handed out, because they were lost.</param>
    /// <param name="revisions">Told of every event that is not handed out.</param>
    /// <returns>How many reports were replayed.</returns>
    public async Task<long> ReplayAsync(Instant from, Instant lastLogged, RevisionContinuity revisions, CancellationToken cancellation)
    {
        var replayed = 0L;
        foreach (var report in tracks.ReadFrom(from))
        {
            streamClock.Admit(report.Time);
            analyser.Observe(report);
            if (++replayed % ReportsBetweenDrains == 0)
            {
                await DrainReplayAsync(lastLogged, revisions, cancellation);
            }
        }

        await DrainReplayAsync(lastLogged, revisions, cancellation);
        TellEventTime();
        return replayed;
    }

    /// <summary>Runs until the intake is complete and empty, or cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var heartbeat = new PeriodicTimer(HeartbeatInterval, clock);
        var tick = heartbeat.WaitForNextTickAsync(cancellation).AsTask();
        var arrival = intake.Reader.WaitToReadAsync(cancellation).AsTask();
        while (true)
        {
            var due = await Task.WhenAny(arrival, tick);
            if (tick.IsCompleted)
            {
                await tick;
                KeepEventTimeMoving();
                tick = heartbeat.WaitForNextTickAsync(cancellation).AsTask();
            }

            if (arrival.IsCompleted)
            {
                if (!await arrival)
                {
                    break;
                }

                ObserveWaiting();
                arrival = intake.Reader.WaitToReadAsync(cancellation).AsTask();
            }

            await delivery.HandOverAsync(analyser.Drain(), cancellation);
            TellEventTime();
        }

        await delivery.HandOverAsync(analyser.Drain(), cancellation);
    }

    private void ObserveWaiting()
    {
        for (var count = 0; count < ReportsBetweenDrains && intake.Reader.TryRead(out var report); count++)
        {
            Counter.Received();
            var reason = streamClock.Admit(report.Time);
            if (reason != DropReason.None)
            {
                Counter.Drop(reason);
                continue;
            }

            Observe(report);
        }
    }

    private void Observe(in AisReport report)
    {
        // A full store queue sheds the report there and counts it; the analyser gets it all the same.
        tracks.TryAppend(report);
        analyser.Observe(report);
        Volatile.Write(ref observed, observed + 1);
    }

    private void KeepEventTimeMoving()
    {
        if (eventTime == EventTimeSource.Receipt && streamClock.Now != Instant.MinValue)
        {
            streamClock.AdvanceTo(new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        }

        // Played traffic may come at any speed, so between its reports nobody knows its time: there the watermark waits with it.
        if (streamClock.Now != Instant.MinValue)
        {
            analyser.Advance(streamClock.Watermark);
        }
    }

    /// <summary>Ends a recording: everything still waiting for company is put in order.</summary>
    public void AdvanceToEnd()
    {
        if (streamClock.Now != Instant.MinValue)
        {
            analyser.Advance(streamClock.Now + allowedLateness);
        }
    }

    private async Task DrainReplayAsync(Instant lastLogged, RevisionContinuity revisions, CancellationToken cancellation)
    {
        var lost = new List<AlertEvent>();
        foreach (var alert in analyser.Drain())
        {
            if (alert.EventTime > lastLogged)
            {
                lost.Add(alert);
            }
            else
            {
                revisions.Replayed(alert);
            }
        }

        await delivery.HandOverAsync(lost, cancellation);
    }

    private void TellEventTime() => feed.EventTime = streamClock.Now == Instant.MinValue ? null : streamClock.Now;
}
