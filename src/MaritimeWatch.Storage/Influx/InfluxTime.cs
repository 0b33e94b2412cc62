using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>Time stamps of points: the second of the report, and within it a place that its content decides.</summary>
/// <remarks>
/// A point is overwritten by another of the same series and time. So that two reports of one second are both kept, the nanoseconds are a digest of the report: the same report again
/// is the same point. Positions lie in the first 2^29 ns of the second, static data in the rest. Two different positions of one vessel and second meet once in 5·10⁸.
/// </remarks>
internal static class InfluxTime
{
    public const long PerSecond = 1_000_000_000;
    public const long PositionSpan = 1 << 29;

    /// <summary>The first second that can be stored: in 1677.</summary>
    public const long FirstSecond = (LineWriter.EarliestNanoseconds / PerSecond) + 1;

    /// <summary>The last second that can be stored: in 2262.</summary>
    public const long LastSecond = (LineWriter.LatestNanoseconds / PerSecond) - 1;

    public static bool IsStorable(long unixSeconds) => unixSeconds is >= FirstSecond and <= LastSecond;

    /// <summary>The beginning of a second, or the end of all time.</summary>
    public static long OfSecond(long unixSeconds) => Math.Clamp(unixSeconds, FirstSecond, LastSecond + 1) * PerSecond;

    public static long Of(in PositionReport report)
    {
        var digest = Mixed((uint)report.RawLatitude, 0x9E3779B97F4A7C15UL);
        digest = Mixed((uint)report.RawLongitude, digest);
        digest = Mixed((uint)(ushort)report.RawSpeed | ((uint)(ushort)report.RawCourse << 16), digest);
        digest = Mixed((uint)(ushort)report.RawHeading | ((uint)(ushort)report.RawRateOfTurn << 16), digest);
        digest = Mixed((uint)report.StationClass | ((uint)report.Status << 8) | (report.HasHighAccuracy ? 1U << 16 : 0), digest);
        return (report.Time.UnixSeconds * PerSecond) + (long)(digest >> 35);
    }

    /// <summary>The time stamp of static data that was heard in a second.</summary>
    /// <param name="unixSeconds">When.</param>
    /// <param name="word">The digest of what was said.</param>
    public static long OfWord(long unixSeconds, long word) => (unixSeconds * PerSecond) + PositionSpan + (long)(Mixed(0, (ulong)word) % (PerSecond - PositionSpan));

    public static long SecondOf(long nanoseconds) => nanoseconds >= 0 ? nanoseconds / PerSecond : ((nanoseconds + 1) / PerSecond) - 1;

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private static ulong Mixed(uint value, ulong state)
    {
        var mixed = unchecked(state + value + 0x9E3779B97F4A7C15UL);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return mixed ^ (mixed >> 31);
    }
}
