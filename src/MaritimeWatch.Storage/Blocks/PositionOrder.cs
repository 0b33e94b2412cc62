using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>The order of one vessel's positions, and what makes two of them the same: second, latitude, longitude.</summary>
internal static class PositionOrder
{
    /// <summary>For searches.</summary>
    public static readonly Comparer<PositionReport> Comparer = Comparer<PositionReport>.Create((one, other) => Compare(one, other));

    public static int Compare(in PositionReport one, in PositionReport other)
    {
        var byTime = one.Time.UnixSeconds.CompareTo(other.Time.UnixSeconds);
        var byLatitude = byTime != 0 ? byTime : one.RawLatitude.CompareTo(other.RawLatitude);
        return byLatitude != 0 ? byLatitude : one.RawLongitude.CompareTo(other.RawLongitude);
    }

    /// <summary>Puts positions in this order; of those that are the same the first stays.</summary>
    public static void Sort(List<PositionReport> positions)
    {
        // Stable, so that the first is the one that came first.
        var sorted = positions.Select((position, number) => (position, number)).ToArray();
        Array.Sort(sorted, static (one, other) => Compare(one.position, other.position) is var order and not 0 ? order : one.number.CompareTo(other.number));
        positions.Clear();
        foreach (var (position, _) in sorted)
        {
            if (positions.Count == 0 || Compare(positions[^1], position) != 0)
            {
                positions.Add(position);
            }
        }
    }
}
