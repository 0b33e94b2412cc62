using MaritimeWatch.Detection;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Outbound;
using MaritimeWatch.Service.Picture;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Hosting;

/// <summary>The one loop that owns the analyser: reports in, track store fed, alert events out, event time kept moving.</summary>
internal sealed class AnalysisLoop(
    ReportIntake intake, Analyser analyser, ITrackStore tracks, AlertDelivery delivery, AlertContinuity continuity, AlertFeed feed, EventTimeSource eventTime, TimeProvider clock,
    Func<IReadOnlyList<AlertEvent>>? further = null, MergedFeed? merged = null, Func<AisReport, bool>? isKnown = null, CrossingLog? crossings = null, LivePicture? picture = null)
{
    private const int ReportsBetweenDrains = 256;

    /// <summary>The stream is never left further behind than this, whatever looking at every vessel costs.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(10);

    /// <summary>Looking at every vessel takes at most one part in so many of the loop's time.</summary>
    private const int ShareOfTime = 10;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);

    private readonly StoreAdmission storing = new(tracks, shed: item => intake.ShedFurtherOn(item));
    private Instant advancedTo = Instant.MinValue;
    private long advancedAt;
    private TimeSpan restAfterAdvance;
    private Instant mutedUpTo = Instant.MinValue;
    private volatile bool endsWithRecording;

    private bool IsMuted => mutedUpTo > Instant.MinValue;

    /// <summary>Says that the traffic is a recording with an end: when the intake is complete, everything still waiting is judged.</summary>
    public void EndWithRecording() => endsWithRecording = true;

    /// <summary>Puts the analyser where it was: runs the stored traffic through it again.</summary>
    /// <param name="from">The beginning of the window.</param>
    /// <param name="earlier">Vessels whose part begins earlier.</param>
    /// <param name="until">Later positions are left out.</param>
    /// <param name="publishedUpTo">How far the log is complete: what is published before it, here or when traffic goes on, is in the log already and is not handed out again.</param>
    /// <param name="cancellation">Stops it between reports.</param>
    /// <returns>How many reports were replayed.</returns>
    public async Task<long> ReplayAsync(Instant from, IReadOnlyDictionary<Mmsi, Instant> earlier, Instant until, Instant publishedUpTo, CancellationToken cancellation)
    {
        var replayed = 0L;
        mutedUpTo = publishedUpTo;
        crossings?.ReplayedFrom(from);
        foreach (var report in tracks.ReadFrom(from, earlier).TakeWhile(report => report.Time <= until))
        {
            if (eventTime == EventTimeSource.Receipt)
            {
                // It was admitted once; what lies between the parts of single vessels and the window of all is no leap between recordings.
                analyser.Clock.AdvanceTo(report.Time);
            }

            analyser.Observe(report);
            if (++replayed % ReportsBetweenDrains == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                AdvanceWithStream();
                await HandOverAsync(cancellation);
            }
        }

        AdvanceWithStream();
        await HandOverAsync(cancellation);
        TellEventTime();
        return replayed;
    }

    /// <summary>Where the stored traffic cannot be read: what comes is told, and the log leaves out what it holds already.</summary>
    public void GiveUpReplay()
    {
        if (analyser.Clock.Now == Instant.MinValue)
        {
            mutedUpTo = Instant.MinValue;
        }
    }

    /// <summary>Runs until the intake is complete and empty, or cancelled: then what waits is shed.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await AnalyseAsync(cancellation);
        }
        finally
        {
            storing.GiveUp();
            intake.GiveUp();
        }
    }

    private async Task AnalyseAsync(CancellationToken cancellation)
    {
        using var heartbeat = new PeriodicTimer(HeartbeatInterval, clock);
        var tick = heartbeat.WaitForNextTickAsync(cancellation).AsTask();
        var arrival = intake.WaitToReadAsync(cancellation);
        while (true)
        {
            await Task.WhenAny(arrival, tick);
            if (tick.IsCompleted)
            {
                await tick;
                storing.TryAgain();
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
                arrival = intake.WaitToReadAsync(cancellation);
            }

            AdvanceWithStream();
            await HandOverAsync(cancellation);
            TellEventTime();
        }

        if (endsWithRecording)
        {
            Unmute(Instant.MaxValue);
            analyser.Complete();
        }

        await HandOverAsync(cancellation);
    }

    private void ObserveWaiting()
    {
        storing.TryAgain();
        for (var count = 0; count < ReportsBetweenDrains && intake.TryRead(out var item); count++)
        {
            // The first of a copy has been here by now, or had to give way: then the copy is the first.
            var reason = item.IsCopy && isKnown?.Invoke(item.Report) != false ? DropReason.Duplicate : analyser.Observe(item.Report);
            if (reason == DropReason.None)
            {
                picture?.Take(item.Report);
            }

            if (reason == DropReason.None && item.GoesOut)
            {
                merged?.Offer(item.Report);
            }

            if (item.Receipt is { } receipt)
            {
                // Whoever waits for the outcome has the report stored, and waits for the disk, so that nobody else has to.
                receipt.Take(item.Number, reason);
            }
            else if (reason != DropReason.None)
            {
                item.Balance?.Refused(item.Report, reason);
            }
            else
            {
                storing.Add(item);
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

        var target = watermark.WholeSecond;
        var hasRested = clock.GetElapsedTime(advancedAt) >= restAfterAdvance;
        if (target <= advancedTo || (!hasRested && target - advancedTo < LongestStep))
        {
            return;
        }

        advancedTo = target;
        advancedAt = clock.GetTimestamp();
        Unmute(target);
        analyser.Advance(target);
        restAfterAdvance = clock.GetElapsedTime(advancedAt) * ShareOfTime;
    }

    /// <summary>
    /// Before the stream passes the point up to which the log is complete: judges what lies before it, and hands nothing of that out. Events are published in
    /// the order of the stream, so that point, saved with each of them, tells exactly what was lost.
    /// </summary>
    private void Unmute(Instant watermark)
    {
        if (IsMuted && watermark >= mutedUpTo)
        {
            analyser.Advance(mutedUpTo);
            DropPublished();
            mutedUpTo = Instant.MinValue;
        }
    }

    private void DropPublished()
    {
        foreach (var alert in analyser.Drain())
        {
            continuity.Replayed(alert);
        }
    }

    private async ValueTask HandOverAsync(CancellationToken cancellation)
    {
        if (advancedTo != Instant.MinValue)
        {
            crossings?.HandOver(advancedTo);
        }

        if (IsMuted)
        {
            DropPublished();
        }
        else
        {
            await delivery.HandOverAsync(InOrder(analyser.Drain(), further?.Invoke() ?? []), advancedTo == Instant.MinValue ? null : advancedTo, cancellation);
        }
    }

    /// <summary>Both together, each in its own order, by event time where that leaves a choice.</summary>
    private static IReadOnlyList<AlertEvent> InOrder(IReadOnlyList<AlertEvent> some, IReadOnlyList<AlertEvent> others)
    {
        if (some.Count == 0 || others.Count == 0)
        {
            return some.Count == 0 ? others : some;
        }

        var all = new List<AlertEvent>(some.Count + others.Count);
        for (var (one, other) = (0, 0); all.Count < all.Capacity;)
        {
            all.Add(other == others.Count || (one < some.Count && some[one].EventTime <= others[other].EventTime) ? some[one++] : others[other++]);
        }

        return all;
    }

    private void TellEventTime() => feed.EventTime = analyser.Clock.Now == Instant.MinValue ? null : analyser.Clock.Now;
}
