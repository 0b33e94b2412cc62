using MaritimeWatch.Storage.Blocks;
using MaritimeWatch.Storage.Positions;

namespace MaritimeWatch.Storage.Sealing;

/// <summary>The event time from which ages count: that of the newest traffic, unless it cannot be.</summary>
/// <remarks>
/// A clock that is years ahead for a minute stamps positions of a time to come, and by that time everything there is would be old enough to be given up. So no time counts that the machine's clock has not come to, and none in a watch before
/// which nothing was heard: where the clock itself is wrong, six hours of traffic have to say the same.
/// </remarks>
internal static class PresentTime
{
    /// <summary>Watches looked at, the newest first, for one that follows another.</summary>
    private const int MostLooks = 64;

    /// <summary>That time in Unix seconds; null where there is no such watch.</summary>
    /// <param name="rows">The last hours.</param>
    /// <param name="blocks">What is older; null where there is none.</param>
    /// <param name="now">What the machine's clock says, in Unix seconds.</param>
    public static long? Of(RowReader rows, BlockReader? blocks, long now)
    {
        var watch = Before(rows, blocks, BlockKey.WatchOf(now));
        for (var look = 0; look < MostLooks && watch is { } found; look++)
        {
            var before = Before(rows, blocks, found - 1);
            if (before == found - 1)
            {
                var end = ((found + 1) * BlockKey.WatchSeconds) - 1;
                return Math.Min(now, NewestTime(rows, blocks) is { } newest && newest <= end ? newest : end);
            }

            watch = before;
        }

        return null;
    }

    private static long? Before(RowReader rows, BlockReader? blocks, long last) => (rows.WatchBefore(last), blocks?.WatchBefore(last)) switch
    {
        ({ } row, { } block) => Math.Max(row, block),
        var (row, block) => row ?? block,
    };

    private static long? NewestTime(RowReader rows, BlockReader? blocks) => (rows.NewestTime(), blocks?.NewestTime()) switch
    {
        ({ } row, { } block) => Math.Max(row, block),
        var (row, block) => row ?? block,
    };
}
