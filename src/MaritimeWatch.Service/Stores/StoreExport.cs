using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Backup;
using MaritimeWatch.Storage.Import;

namespace MaritimeWatch.Service.Stores;

/// <summary>Positions and what vessels said of themselves out of a store, in order of time; an hour of it in memory at a time.</summary>
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
        var heard = new HashSet<Mmsi>();
        var watch = long.MinValue;
        for (var start = from; start < to;)
        {
            // Slices end on the hour, so that none lies in two watches.
            var end = Instant.Min(to, new Instant((long)(Math.Floor(start.UnixMilliseconds / Slice.TotalMilliseconds) + 1) * (long)Slice.TotalMilliseconds));
            if (TrackImport.WatchOf(start) != watch)
            {
                watch = TrackImport.WatchOf(start);
                heard.Clear();
            }

            if (interrupted.IsCancellationRequested)
            {
                return false;
            }

            var reports = Positions(store.Tracks, start, end, interrupted);
            reports.AddRange(Words(words, reports, heard, start, end));

            // Stable: within a second they stay as they are stored.
            foreach (var report in reports.OrderBy(report => report.Time))
            {
                take(report);
            }

            start = end;
            afterSlice((start - from) / (to - from));
        }

        return true;
    }

    private List<AisReport> Positions(ITrackStore tracks, Instant start, Instant end, CancellationToken interrupted)
    {
        var found = new List<AisReport>();
        TrackPlace? after = null;
        while (true)
        {
            var page = tracks.ReadArea(selection.Area, start, end, after, PageSize, interrupted);
            foreach (var position in page)
            {
                if (selection.Vessels.Count == 0 || selection.Vessels.Contains(position.Mmsi))
                {
                    found.Add(new AisReport(position, null));
                }
            }

            if (page.Count < PageSize)
            {
                return found;
            }

            after = TrackPlace.Of(page[^1]);
        }
    }

    /// <summary>Everybody's words when they were said; of a part, those of the watch of whoever appears in it for the first time, since they may have been said elsewhere.</summary>
    private List<AisReport> Words(StoredWords words, List<AisReport> reports, HashSet<Mmsi> heard, Instant start, Instant end)
    {
        if (selection.IsEverybody)
        {
            return [.. words.Read(start, end)];
        }

        var appeared = reports.Select(report => report.Mmsi).Where(heard.Add).ToHashSet();
        if (appeared.Count == 0)
        {
            return [];
        }

        var watchStart = new Instant((long)Math.Floor(start.UnixMilliseconds / Watch.TotalMilliseconds) * (long)Watch.TotalMilliseconds);
        return [.. words.Read(watchStart, watchStart + Watch).Where(word => appeared.Contains(word.Mmsi))];
    }
}
