using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Outbound;

/// <summary>Which reports came from the merged feed of a service like this one: they belong into the picture, and never out again, or two services that feed each other would do so for ever.</summary>
/// <remarks>Remembers the last of them by a hash, in a table of fixed size: the newer takes the place of the older. Safe for use by several threads at once.</remarks>
internal sealed class ForwardedReports
{
    /// <summary>Minutes of the busiest feed.</summary>
    private const int Places = 1 << 17;

    private readonly long[] hashes = new long[Places];
    private volatile bool isEmpty = true;

    /// <summary>A report came with the mark.</summary>
    public void Note(in AisReport report)
    {
        isEmpty = false;
        var hash = Hash(report);
        Volatile.Write(ref hashes[hash & (Places - 1)], hash);
    }

    /// <summary>Whether a report came with the mark.</summary>
    public bool Contains(in AisReport report)
    {
        if (isEmpty)
        {
            return false;
        }

        var hash = Hash(report);
        return Volatile.Read(ref hashes[hash & (Places - 1)]) == hash;
    }

    /// <summary>Never 0, which is an empty place.</summary>
    private static long Hash(in AisReport report)
    {
        var hash = unchecked((ulong)report.Mmsi.Value * 0x9E3779B97F4A7C15);
        hash = Mixed(hash, (ulong)report.Time.UnixSeconds);
        hash = Mixed(hash, ((ulong)(uint)report.Dynamic.RawLatitude << 32) | (uint)report.Dynamic.RawLongitude);
        hash = Mixed(hash, (ulong)(report.Static?.GetHashCode() ?? 0));
        return (long)(hash | 1);

        static ulong Mixed(ulong hash, ulong value) => unchecked(System.Numerics.BitOperations.RotateLeft(hash ^ value, 29) * 0xBF58476D1CE4E5B9);
    }
}
