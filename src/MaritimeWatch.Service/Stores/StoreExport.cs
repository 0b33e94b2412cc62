using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Backup;
using MaritimeWatch.Storage.Import;

namespace MaritimeWatch.Service.Stores;

/// <summary>Positions and what vessels said of themselves out of a store, in order of time throughout; an hour of it in memory at a time.</summary>
/// <remarks>
/// Who replays it gets every word when it was said, so nothing is late, and nothing known earlier than it was. An export that begins within a watch of six hours begins with what was said in the
/// watch until then: a vessel says who she is every six minutes, and of an old watch the first and the last time are kept. Of an area the watch is read twice, first for who was there.
/// </remarks>
internal sealed class StoreExport(string path, ExportSelection selection)
{
    private const int PageSize = 200_000;
    private static readonly TimeSpan Slice = TimeSpan.FromHours(1);
    private static readonly TimeSpan Watch = TimeSpan.FromHours(6);

    /// <summary>Takes everything selected.</summary>
    /// <param name="take">Gets the reports.</param>
    /// <param name="afterSlice">Is told how much is done, 0 to 1.</param>
    /// <param name="interrupted">Ends it.</param>
    /// <returns>Whether it came to the end.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public bool Run(Action<AisReport> take, Action<double> afterSlice, CancellationToken interrupted)
    {
        var span = StoreReading.SpanOf(path);
        if (span is not var (oldest, newest))
        {
            return true;
        }

        using var store = SqliteStore.OpenForReading(path);
        using var words = new StoredWords(path);
        var from = Instant.Max(selection.From ?? oldest, oldest);
        var to = Instant.Min(selection.To ?? Instant.MaxValue, newest + TimeSpan.FromSeconds(1));
        if (from >= to)
        {
            return true;
        }

        var begin = Floor(from, Watch);
        for (var watch = begin; watch < to; watch += Watch)
        {
            if (interrupted.IsCancellationRequested)
            {
                return false;
            }

            var ends = Instant.Min(to, watch + Watch);
            var speaking = Speaking(store.Tracks, Instant.Max(watch, from), ends, interrupted);
            for (var start = watch; start < ends; start += Slice)
            {
                var end = Instant.Min(ends, start + Slice);
                var reports = words.Read(start, end).Where(word => speaking is null || speaking.Contains(word.Mmsi)).ToList();
                if (end > from)
                {
                    reports.AddRange(Positions(store.Tracks, Instant.Max(start, from), end, interrupted).Select(position => new AisReport(position, null)));
                }

                // Stable: of one second the words come first, then positions as they are stored.
                foreach (var report in reports.OrderBy(report => report.Time))
                {
                    take(report);
                }

                afterSlice((end - begin) / (to - begin));
            }
        }

        return true;
    }

    /// <summary>Whose words of a watch belong to it: those of the vessels asked for, or of who was in the area, whether she spoke there or not; null for everybody's.</summary>
    private IReadOnlySet<Mmsi>? Speaking(ITrackStore tracks, Instant from, Instant to, CancellationToken interrupted) =>
        selection.HasArea ? Positions(tracks, from, to, interrupted).Select(position => position.Mmsi).ToHashSet()
        : selection.Vessels.Count > 0 ? selection.Vessels
        : null;

    private IEnumerable<PositionReport> Positions(ITrackStore tracks, Instant start, Instant end, CancellationToken interrupted) =>
        tracks.ReadPages(selection.Around, start, end, PageSize, interrupted).SelectMany(page => page).Where(position => selection.Holds(position));

    private static Instant Floor(Instant time, TimeSpan step) => new((long)Math.Floor(time.UnixMilliseconds / step.TotalMilliseconds) * (long)step.TotalMilliseconds);
}
