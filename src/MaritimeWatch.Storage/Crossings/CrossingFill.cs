using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using MaritimeWatch.Storage.Positions;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Crossings;

/// <summary>Fills the table of crossings from blocks wherever it does not cover an asset yet. What is in rows is left to the service that writes it.</summary>
/// <remarks>What is covered already is left alone: it was found as it happened, and may know more than tracks that were thinned since.</remarks>
internal sealed class CrossingFill(SqliteConnection store, TrackFile file)
{
    /// <summary>Watches filled in one transaction: a week.</summary>
    private const int WatchesAtOnce = 28;

    /// <summary>Fills what is missing.</summary>
    /// <param name="shapes">The assets of the chart.</param>
    /// <param name="search">Finds crossings of any of them.</param>
    /// <param name="progress">Is told how much is done, 0 to 1, and how many positions were read.</param>
    /// <param name="cancellation">Ends it between two weeks; what was filled stays.</param>
    /// <returns>How many crossings were written.</returns>
    public long Run(IReadOnlyList<(string Asset, string Shape)> shapes, TrackSearch search, Action<double, long> progress, CancellationToken cancellation)
    {
        if (shapes.Count == 0 || Span() is not var (oldest, newest))
        {
            return 0;
        }

        using var writer = new CrossingWriter(store);
        var (written, read) = (0L, 0L);
        for (var first = oldest; first <= newest; first += WatchesAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(first + WatchesAtOnce, newest + 1);
            var span = new CoveredSpan(Begin(first), Begin(end));
            var missing = shapes.Select(shape => (shape, Holes: Holes(shape, span))).Where(one => one.Holes.Count > 0).ToDictionary(one => one.shape, one => one.Holes);
            if (missing.Count > 0)
            {
                store.Run("BEGIN IMMEDIATE");
                foreach (var ((asset, shape), holes) in missing)
                {
                    foreach (var hole in holes)
                    {
                        writer.Forget(asset, shape, hole);
                    }
                }

                var (watch, decoded) = (first, 0L);
                written += file.Read((_, blocks) => Fill(blocks!, watch, end, missing, search, writer, out decoded));
                read += decoded;
                foreach (var (asset, shape) in missing.Keys)
                {
                    writer.Cover(asset, shape, span);
                }

                store.Run("COMMIT");
            }

            progress((end - oldest) / (double)(newest + 1 - oldest), read);
        }

        return written;
    }

    /// <summary>A leg may begin in the watch before, or end in the one behind: both are read, and what was crossed where something is missing is written.</summary>
    private static long Fill(
        SqliteConnection blocks, long first, long end, Dictionary<(string Asset, string Shape), List<CoveredSpan>> missing, TrackSearch search, CrossingWriter writer, out long read)
    {
        var (written, decoded) = (0L, 0L);
        var tails = new TrackTails();
        using var find = blocks.Prepared("SELECT id, payload FROM block WHERE id >= $1 AND id < $2 ORDER BY id", SqliteType.Integer, SqliteType.Integer);
        var positions = new List<PositionReport>();
        for (var watch = first - 1; watch <= end; watch++)
        {
            find.Set(0, new BlockKey(watch, default, 0).Id);
            find.Set(1, new BlockKey(watch + 1, default, 0).Id);
            using var row = find.ExecuteReader();
            var mmsi = default(Mmsi);
            while (row.Read())
            {
                var key = BlockKey.Of(row.GetInt64(0));
                if (key.Mmsi != mmsi)
                {
                    Take(mmsi, isWanted: watch >= first);
                }

                mmsi = key.Mmsi;
                PositionBlock.Decode((byte[])row.GetValue(1), mmsi, positions);
            }

            Take(mmsi, isWanted: watch >= first);
            tails.NextWatch();
        }

        read = decoded;
        return written;

        void Take(Mmsi mmsi, bool isWanted)
        {
            if (positions.Count == 0)
            {
                return;
            }

            var piece = CollectionsMarshal.AsSpan(positions);
            foreach (var crossing in isWanted ? search(tails.Before(mmsi), piece) : [])
            {
                if (missing.TryGetValue((crossing.AssetId, crossing.Shape), out var holes) && IsIn(holes, crossing.Time))
                {
                    writer.Write(crossing);
                    written++;
                }
            }

            tails.Note(mmsi, piece);
            decoded += positions.Count;
            positions.Clear();
        }
    }

    private static bool IsIn(List<CoveredSpan> holes, Instant time)
    {
        foreach (var hole in holes)
        {
            if (time >= hole.From && time < hole.To)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What of a span is not covered of a shape, oldest first.</summary>
    private List<CoveredSpan> Holes((string Asset, string Shape) shape, CoveredSpan span)
    {
        using var find = store.CreateCommand();
        find.CommandText = "SELECT v.since, v.until FROM crossing_cover v JOIN charted_shape s ON s.number = v.shape WHERE s.asset_id = $asset AND s.hash = $shape AND v.since < $to AND v.until > $from ORDER BY v.since";
        find.Parameters.AddWithValue("$asset", shape.Asset);
        find.Parameters.AddWithValue("$shape", shape.Shape);
        find.Parameters.AddWithValue("$from", span.From.UnixMilliseconds);
        find.Parameters.AddWithValue("$to", span.To.UnixMilliseconds);
        using var row = find.ExecuteReader();
        var holes = new List<CoveredSpan>();
        var reached = span.From;
        while (row.Read())
        {
            var (since, until) = (new Instant(row.GetInt64(0)), new Instant(row.GetInt64(1)));
            if (since > reached)
            {
                holes.Add(new CoveredSpan(reached, since));
            }

            reached = Instant.Max(reached, until);
        }

        if (reached < span.To)
        {
            holes.Add(new CoveredSpan(reached, span.To));
        }

        return holes;
    }

    /// <summary>The watches that are in blocks alone, and out of which no leg leads into rows: the one just before the oldest rows may have begun what ends in them.</summary>
    private (long Oldest, long Newest)? Span()
    {
        var oldestRows = new RowReader(store).NextWatch(BlockKey.FirstWatch) ?? BlockKey.LastWatch;
        return file.Read<(long, long)?>((blocks, _) => blocks?.NextWatch(BlockKey.FirstWatch) is { } oldest && blocks.NewestTime() is { } newest
            ? (oldest, Math.Min(BlockKey.WatchOf(newest), oldestRows - 2))
            : null);
    }

    private static Instant Begin(long watch) => Instant.FromUnixSeconds(watch * BlockKey.WatchSeconds);
}
