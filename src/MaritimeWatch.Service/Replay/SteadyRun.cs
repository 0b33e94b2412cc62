using MaritimeWatch.Detection;
using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Replay;

/// <summary>Recorded traffic through an analyser on one thread, at any pace; with the events of <see cref="ReplayRun"/>, byte for byte.</summary>
/// <remarks>
/// The same pieces are admitted to the clock in the same order, and each report is judged at the same watermark; when the findings up to a watermark are
/// collected changes nothing. So the pace decides when events come, never which.
/// </remarks>
/// <param name="analyser">An analyser of one shard.</param>
/// <param name="traffic">What is replayed.</param>
/// <param name="pace">How fast.</param>
/// <param name="deliver">Gets the events.</param>
internal sealed class SteadyRun(Analyser analyser, IReplayTraffic traffic, Pace pace, Action<IReadOnlyList<AlertEvent>> deliver)
{
    /// <summary>Every vessel is looked at when time is advanced, so not at every report; as in the live analysis.</summary>
    private static readonly TimeSpan AdvanceEvery = TimeSpan.FromSeconds(10);

    private Instant newest = Instant.MinValue;
    private Instant advanced = Instant.MinValue;
    private long eventTime = Instant.MinValue.UnixMilliseconds;
    private long reports;

    /// <summary>Event time reached, or <see cref="Instant.MinValue"/>.</summary>
    public Instant EventTime => new(Volatile.Read(ref eventTime));

    /// <summary>Reports passed to the analyser.</summary>
    public long Reports => Volatile.Read(ref reports);

    /// <summary>Called after every piece, for progress.</summary>
    public Action? AfterPiece { get; set; }

    /// <summary>Runs to the end of the traffic, or until stopped.</summary>
    /// <returns>Whether it came to the end. A stopped run has published the first events of the whole one, and no others.</returns>
    public bool Run(CancellationToken stopped)
    {
        var chunk = new ReportChunk(1);
        while (traffic.Fill(chunk))
        {
            var watermark = chunk.AdmitTo(analyser);
            if (!Judge(chunk, watermark, stopped))
            {
                return false;
            }

            Advance(analyser.Clock.Watermark);
            traffic.Account(chunk);
            AfterPiece?.Invoke();
            chunk.Clear();
        }

        traffic.Finish();
        analyser.Complete();
        deliver(analyser.Drain());
        return true;
    }

    private bool Judge(ReportChunk chunk, Instant watermark, CancellationToken stopped)
    {
        var lateness = analyser.Settings.Order.AllowedLateness;
        var entries = chunk.Of(0);
        for (var number = 0; number < entries.Count; number++)
        {
            ref readonly var entry = ref entries[number];
            if (entry.Report.Time > pace.AllowedUntil && !Wait(entry.Report.Time, lateness, stopped))
            {
                return false;
            }

            analyser.ObserveIn(0, entry.Report, entry.NewestBefore == Instant.MinValue ? watermark : Instant.Max(watermark, entry.NewestBefore - lateness));
            newest = Instant.Max(newest, entry.Report.Time);
            Volatile.Write(ref reports, reports + 1);
        }

        Volatile.Write(ref eventTime, newest.UnixMilliseconds);
        return !stopped.IsCancellationRequested;
    }

    /// <summary>Says first what is known by then. A leap to another recording is not waited out.</summary>
    private bool Wait(Instant next, TimeSpan lateness, CancellationToken stopped)
    {
        if (newest != Instant.MinValue)
        {
            Volatile.Write(ref eventTime, newest.UnixMilliseconds);
            if (newest - lateness >= (advanced == Instant.MinValue ? advanced : advanced + AdvanceEvery))
            {
                Advance(newest - lateness);
            }
        }

        var isLeap = newest == Instant.MinValue || next - newest > StreamClock.MaxLead;
        if (isLeap)
        {
            pace.Change(null, null);
        }

        return pace.WaitFor(next, isLeap ? next : newest, stopped);
    }

    private void Advance(Instant watermark)
    {
        if (watermark > advanced)
        {
            advanced = watermark;
            analyser.AdvanceShard(0, watermark);
            analyser.Collect(watermark);
            deliver(analyser.Drain());
        }
    }
}
