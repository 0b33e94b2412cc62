using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Sealing;

/// <summary>Thins old watches and takes the oldest away, a watch at a time, each in one transaction: ended at any moment, it goes on where it was.</summary>
internal sealed class TrackRetention(TrackFile file, RetentionOptions options)
{
    /// <summary>Does what is due for one watch, the oldest first.</summary>
    /// <param name="newest">Event time of the newest position, in Unix seconds.</param>
    /// <returns>Positions given up; null where nothing was due.</returns>
    /// <exception cref="StoreException">The file cannot be read or written.</exception>
    public long? Next(long newest)
    {
        if (!file.Exists)
        {
            return null;
        }

        // Size first: what goes need not be thinned.
        return TooLarge() is { } oldest ? Drop(oldest) : Due(newest) is var (watch, seconds) ? seconds == 0 ? Drop(watch) : Thin(watch, seconds) : null;
    }

    private long? TooLarge() => options.MaxBlockBytes is not { } most ? null : file.Read((blocks, connection) =>
        (connection!.Number("PRAGMA page_count") - connection!.Number("PRAGMA freelist_count")) * connection!.Number("PRAGMA page_size") > most ? blocks!.NextWatch(BlockKey.FirstWatch) : null);

    /// <summary>The oldest watch that is not yet as coarse as its age wants it, and how coarse that is.</summary>
    private (long Watch, int Seconds)? Due(long newest)
    {
        var tiers = options.Tiers.ToList();
        if (tiers.Count == 0)
        {
            return null;
        }

        return file.Read<(long, int)?>((blocks, connection) =>
        {
            var known = BlockTiers.Read(connection!);
            foreach (var watch in blocks!.Watches(BlockKey.FirstWatch, BlockKey.WatchOf(newest)))
            {
                // The watch as a whole must be old enough; one that is not ends the search, for those behind it are younger.
                var age = TimeSpan.FromSeconds(newest - ((watch + 1) * BlockKey.WatchSeconds));
                if (age < tiers[0].Age)
                {
                    return null;
                }

                var wanted = tiers.Last(tier => age >= tier.Age).Seconds;
                if (wanted == 0 || known.GetValueOrDefault(watch) < wanted)
                {
                    return (watch, wanted);
                }
            }

            return null;
        });
    }

    private long Thin(long watch, int seconds)
    {
        var vessels = file.Read((blocks, _) => blocks!.Vessels(watch));
        var removed = 0L;
        file.Write((blocks, connection) =>
        {
            removed = 0;
            var reader = new BlockReader(connection);
            foreach (var mmsi in vessels)
            {
                try
                {
                    var held = reader.InWatch(watch, mmsi);
                    var kept = TrackThinning.Thin(held, seconds);
                    removed += held.Count - kept.Count;
                    if (kept.Count < held.Count)
                    {
                        blocks.Replace(kept);
                    }
                }
                catch (InvalidDataException damage)
                {
                    // What cannot be read cannot be thinned; it goes with its watch, and keeps no other from its turn.
                    file.Tell(damage);
                }
            }

            BlockTiers.Note(connection, watch, seconds);
        });
        return removed;
    }

    private long Drop(long watch)
    {
        var removed = 0L;
        file.Write((blocks, connection) =>
        {
            removed = blocks.Remove(watch);
            BlockTiers.Forget(connection, watch);
        });
        return removed;
    }
}
