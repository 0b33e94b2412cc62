using MaritimeWatch.Detection;
using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Replay;

/// <summary>An analyser of one shard that is given recorded traffic piece by piece, at any pace; with the events of <see cref="ReplayRun"/>, byte for byte.</summary>
/// <remarks>
/// The same pieces are admitted to the clock in the same order, and each report is judged at the same watermark; when the findings up to a watermark are
/// collected changes nothing. So the pace decides when events come, never which.
/// </remarks>
/// <param name="analyser">An analyser of one shard.</param>
/// <param name="pace">How fast.</param>
/// <param name="deliver">Gets the events.</param>
internal sealed class SteadyAnalysis(Analyser analyser, Pace pace, Action<IReadOnlyList<AlertEvent>> deliver)
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

    /// <summary>Judges a piece.</summary>
    /// <param name="piece">The next of the traffic; what cannot be true is taken out of it.</param>
    /// <param name="stopped">Ends it.</param>
    /// <returns>False where it was stopped. Then it has published the first events of the whole traffic, and no others.</returns>
    public bool Take(ReportChunk piece, CancellationToken stopped)
    {
        var watermark = piece.AdmitTo(analyser);
        if (!Judge(piece, watermark, stopped))
        {
            return false;
        }

        Advance(analyser.Clock.Watermark);
        return true;
    }

    /// <summary>Judges what still waits: no more comes.</summary>
    public void End()
    {
        analyser.Complete();
        deliver(analyser.Drain());
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
