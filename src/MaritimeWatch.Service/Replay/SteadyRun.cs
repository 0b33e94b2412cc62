using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Replay;

/// <summary>Recorded traffic from its beginning to its end through an analyser on one thread.</summary>
/// <param name="analysis">The analyser.</param>
/// <param name="traffic">What is replayed.</param>
internal sealed class SteadyRun(SteadyAnalysis analysis, IReplayTraffic traffic)
{
    /// <summary>Event time reached, or <see cref="Instant.MinValue"/>.</summary>
    public Instant EventTime => analysis.EventTime;

    /// <summary>Reports passed to the analyser.</summary>
    public long Reports => analysis.Reports;

    /// <summary>Called after every piece, for progress.</summary>
    public Action? AfterPiece { get; set; }

    /// <summary>Runs to the end of the traffic, or until stopped.</summary>
    /// <returns>Whether it came to the end. A stopped run has published the first events of the whole one, and no others.</returns>
    public bool Run(CancellationToken stopped)
    {
        var chunk = new ReportChunk(1);
        while (traffic.Fill(chunk))
        {
            if (!analysis.Take(chunk, stopped))
            {
                return false;
            }

            traffic.Account(chunk);
            AfterPiece?.Invoke();
            chunk.Clear();
        }

        traffic.Finish();
        analysis.End();
        return true;
    }
}
