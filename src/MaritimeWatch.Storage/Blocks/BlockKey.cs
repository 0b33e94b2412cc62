using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>Which block: the watch of six hours, the vessel, and the part of what she sent in it, since a block holds <see cref="PositionBlock.MostPositions"/> at most.</summary>
/// <param name="Watch">Watches since 1970.</param>
/// <param name="Mmsi">Whose.</param>
/// <param name="Part">From 0.</param>
internal readonly record struct BlockKey(long Watch, Mmsi Mmsi, int Part)
{
    /// <summary>Long enough that a block has hundreds of positions, short enough that a ship is not all over the chart in it.</summary>
    public const int WatchSeconds = 6 * 3_600;

    /// <summary>Hours of the rows in a watch.</summary>
    public const int WatchHours = WatchSeconds / SqliteTrackWriter.SecondsPerHour;

    /// <summary>Parts of one vessel in one watch: a position in every second, and as many again of a second hull.</summary>
    public const int MostParts = 1 << PartBits;

    /// <summary>The first watch that has a number; long before 1970.</summary>
    public const long FirstWatch = -LastWatch;

    /// <summary>The last watch that has a number.</summary>
    public const long LastWatch = 1L << 24;

    private const int PartBits = 8;
    private const int MmsiBits = 30;

    /// <summary>The row's number: in order of watch, vessel, part.</summary>
    public long Id => (((Watch << MmsiBits) | Mmsi.Value) << PartBits) | (long)Part;

    /// <summary>The block of a row.</summary>
    public static BlockKey Of(long id) => new(id >> (MmsiBits + PartBits), new Mmsi((uint)(id >> PartBits) & ((1u << MmsiBits) - 1)), (int)(id & (MostParts - 1)));

    /// <summary>The watch of an hour since 1970.</summary>
    public static long WatchOfHour(long hour) => (long)Math.Floor(hour / (double)WatchHours);

    /// <summary>The watch of a time.</summary>
    public static long WatchOf(long unixSeconds) => (long)Math.Floor(unixSeconds / (double)WatchSeconds);
}
