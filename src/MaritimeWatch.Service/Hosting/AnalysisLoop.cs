using MaritimeWatch.Detection;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Hosting;

/// <summary>The one loop that owns the analyser: reports in, track store fed, alert events out, event time kept moving.</summary>
internal sealed class AnalysisLoop(
    ReportIntake intake, Analyser analyser, ITrackStore tracks, AlertDelivery delivery, AlertFeed feed, EventTimeSource eventTime, TimeProvider clock)
{
    private const int ReportsBetweenDrains = 256;

    /// <summary>The stream is never left further behind than this, whatever looking at every vessel costs.</summary>
    private const long LongestStepSeconds = 10;

    /// <summary>Looking at every vessel takes at most one part in so many of the loop's time.</summary>
    private const int ShareOfTime = 10;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);

    private long advancedSeconds = long.MinValue;
    private long advancedAt;
    private TimeSpan restAfterAdvance;
    private volatile bool endsWithRecording;

    /// <summary>Says that the traffic is a recording with an end: when the intake is complete, everything still waiting is judged.</summary>
    public void EndWithRecording() => endsWithRecording = true;

    /// <summary>Puts the analyser where it was: runs the stored traffic through it again.</summary>
    /// <param name="from">The beginning of the window.</param>
    /// <param name="until">Later positions are left out.</param>
    /// <param name="lastLogged">Event time of the newest alert event in the log; only later ones are handed out, because they were lost.</param>
    /// <param name="continuity">Told of every event that is not handed out.</param>
    /// <param name="cancellation">Stops it between reports.</param>
    /// <returns>How many reports were replayed.</returns>
    public async Task<long> ReplayAsync(Instant from, Instant until, Instant lastLogged, AlertContinuity continuity, CancellationToken cancellation)
    {
        var replayed = 0L;
        foreach (var report in tracks.ReadFrom(from).TakeWhile(report => report.Time <= until))
        {
            analyser.Observe(report);
            if (++replayed % ReportsBetweenDrains == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                AdvanceWithStream();
                await delivery.HandOverAsync(Lost(lastLogged, continuity), cancellation);
            }
        }

        AdvanceWithStream();
        await delivery.HandOverAsync(Lost(lastLogged, continuity), cancellation);
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
            await Task.WhenAny(arrival, tick);
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

            AdvanceWithStream();
            await delivery.HandOverAsync(analyser.Drain(), cancellation);
            TellEventTime();
        }

        if (endsWithRecording)
        {
            analyser.Complete();
        }

        await delivery.HandOverAsync(analyser.Drain(), cancellation);
    }

    private void ObserveWaiting()
    {
        for (var count = 0; count < ReportsBetweenDrains && intake.Reader.TryRead(out var item); count++)
        {
            var reason = analyser.Observe(item.Report);
            if (item.Receipt is { } receipt)
            {
                // Whoever waits for the outcome has the report stored, and waits for the disk, so that nobody else has to.
                receipt.Take(item.Number, reason);
            }
            else if (reason == DropReason.None)
            {
                // A full store queue sheds the report and counts it there; the analyser has it all the same.
                tracks.TryAppend(item.Report);
            }
        }
    }

    /// <summary>On a live feed the host's clock moves event time on, so that silence is noticed. Played traffic may come at any speed: there it waits.</summary>
    private void KeepEventTimeMoving()
    {
        if (eventTime == EventTimeSource.Receipt && analyser.Clock.Now != Instant.MinValue)
        {
            analyser.Clock.AdvanceTo(new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        }
    }

    /// <summary>
    /// Judges what the stream has passed. Every vessel is looked at, so not at every report: the more it takes, the rarer it is. How often changes nothing but
    /// how soon an alert comes.
    /// </summary>
    private void AdvanceWithStream()
    {
        var watermark = analyser.Clock.Watermark;
        if (watermark == Instant.MinValue)
        {
            return;
        }

        var seconds = watermark.UnixSeconds;
        var hasRested = clock.GetElapsedTime(advancedAt) >= restAfterAdvance;
        if (seconds <= advancedSeconds || (!hasRested && advancedSeconds > seconds - LongestStepSeconds))
        {
            return;
        }

        advancedSeconds = seconds;
        advancedAt = clock.GetTimestamp();
        analyser.Advance(Instant.FromUnixSeconds(seconds));
        restAfterAdvance = clock.GetElapsedTime(advancedAt) * ShareOfTime;
    }

    private List<AlertEvent> Lost(Instant lastLogged, AlertContinuity continuity)
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
                continuity.Replayed(alert);
            }
        }

        return lost;
    }

    private void TellEventTime() => feed.EventTime = analyser.Clock.Now == Instant.MinValue ? null : analyser.Clock.Now;
}
