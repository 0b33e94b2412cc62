using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Replay;

/// <summary>A period of the tracks in a store: what is known of each vessel, then the positions in order of time.</summary>
internal sealed class StoredTraffic(ITrackStore tracks, Instant from, Instant to) : IReplayTraffic
{
    private const int ReportsInChunk = 32_768;

    private readonly IEnumerator<AisReport> stored = tracks.ReadFrom(from).GetEnumerator();

    public long Lines { get; private set; }

    public RejectionLog Rejections { get; } = new();

    public IReadOnlyList<string> Messages => [];

    public bool IsDamaged => false;

    public double? ShareRead => null;

    public bool Fill(ReportChunk chunk)
    {
        while (chunk.Reports < ReportsInChunk && stored.MoveNext())
        {
            var report = stored.Current;
            if (report.Time >= to)
            {
                break;
            }

            // What was said before the period is known when it begins, and the period begins with a whole second.
            chunk.Add(report.Dynamic.HasPosition || report.Time > from ? report : report with { Dynamic = report.Dynamic with { Time = from.WholeSecond } }, (int)chunk.Reports + 1);
        }

        chunk.Lines = (int)chunk.Reports;
        return chunk.Reports > 0;
    }

    public void Account(ReportChunk chunk)
    {
        for (var reason = 1; reason < DropReasons.Count; reason++)
        {
            Rejections.Count((DropReason)reason, chunk.Rejections[(DropReason)reason]);
        }

        Lines += chunk.Lines;
    }

    public void Finish()
    {
    }

    public void Dispose() => stored.Dispose();
}
