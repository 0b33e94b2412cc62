using System.Runtime.InteropServices;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>Leaves out the fixes of a track that the others tell anyhow: at any moment the simplified track is within a tolerance of the fix.</summary>
/// <remarks>
/// Top-down with the time-synchronised distance (TD-TR: N. Meratnia and R. A. de By, "Spatiotemporal compression techniques for moving point
/// objects", EDBT 2004): of a stretch the fix is kept that lies furthest from where she would have been at that moment on the straight way, and both halves
/// are looked at again. Douglas and Peucker's distance from the line is never larger, and would let a ship that stops on a straight course sail on.
/// </remarks>
public static class TrackSimplifier
{
    /// <summary>Finds the fixes that are kept.</summary>
    /// <param name="fixes">Oldest first, each with a position.</param>
    /// <param name="toleranceMetres">How far from a fix the simplified track may be at its moment, 0 or more.</param>
    /// <param name="maxGap">No stretch is taken together across a longer silence, nor across a jump that no hull makes: both its ends are kept.</param>
    /// <param name="kept">Receives the indices of those kept, ascending; the first and the last fix are always among them.</param>
    public static void Simplify(ReadOnlySpan<PositionReport> fixes, double toleranceMetres, TimeSpan maxGap, List<int> kept)
    {
        kept.Clear();
        var stretches = new Stack<(int First, int Last)>();
        for (var first = 0; first < fixes.Length;)
        {
            var last = first;
            while (last + 1 < fixes.Length && new TrackLeg(fixes[last], fixes[last + 1]).IsSailed(maxGap))
            {
                last++;
            }

            kept.Add(first);
            if (last > first)
            {
                kept.Add(last);
                stretches.Push((first, last));
            }

            first = last + 1;
        }

        while (stretches.TryPop(out var stretch))
        {
            var (furthest, metres) = Furthest(fixes, stretch.First, stretch.Last);
            if (metres > toleranceMetres)
            {
                kept.Add(furthest);
                stretches.Push((stretch.First, furthest));
                stretches.Push((furthest, stretch.Last));
            }
        }

        CollectionsMarshal.AsSpan(kept).Sort();
    }

    /// <summary>How far a fix is, in metres, from where a straight leg from one fix to another has her at its moment.</summary>
    public static double SynchronisedMetres(in PositionReport from, in PositionReport to, in PositionReport fix)
    {
        var span = to.Time.UnixMilliseconds - from.Time.UnixMilliseconds;
        var share = span == 0 ? 0 : (fix.Time.UnixMilliseconds - from.Time.UnixMilliseconds) / (double)span;
        var east = ShortWay((long)to.RawLongitude - from.RawLongitude);
        var eastOff = ShortWay((long)fix.RawLongitude - from.RawLongitude) - (share * east);
        var northOff = ((long)fix.RawLatitude - from.RawLatitude) - (share * ((long)to.RawLatitude - from.RawLatitude));
        return DegreeScale.About(fix.Latitude).DistanceMetres(ShortWay(eastOff) / PositionReport.RawPerDegree, -northOff / PositionReport.RawPerDegree);
    }

    private static (int Index, double Metres) Furthest(ReadOnlySpan<PositionReport> fixes, int first, int last)
    {
        var (furthest, most) = (first, -1.0);
        for (var number = first + 1; number < last; number++)
        {
            var metres = SynchronisedMetres(fixes[first], fixes[last], fixes[number]);
            if (metres > most)
            {
                (furthest, most) = (number, metres);
            }
        }

        return (furthest, most);
    }

    private static double ShortWay(double raw) => raw > 180L * PositionReport.RawPerDegree ? raw - (360L * PositionReport.RawPerDegree)
        : raw < -180L * PositionReport.RawPerDegree ? raw + (360L * PositionReport.RawPerDegree) : raw;
}
