using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>The other vessels that came near a track, each with all her positions of the period.</summary>
internal static class Neighbours
{
    /// <summary>How old the track's nearest point may be when a neighbour is measured against it: the dead time of a class B ship at anchor and more.</summary>
    private const long SecondsApart = 600;

    private const double MetresPerNauticalMile = 1852;

    /// <summary>Finds them.</summary>
    /// <param name="tracks">All positions.</param>
    /// <param name="track">The vessel's own, by time.</param>
    /// <param name="from">First event time.</param>
    /// <param name="to">Last event time.</param>
    /// <param name="nauticalMiles">How near counts.</param>
    /// <param name="most">Positions at most.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="BundleRefusedException">There are more.</exception>
    public static List<PositionReport> Find(ITrackStore tracks, List<PositionReport> track, Instant from, Instant to, double nauticalMiles, int most, CancellationToken cancellation)
    {
        var own = track.Select(point => point.Mmsi).ToHashSet();
        var seconds = track.Select(point => point.Time.UnixSeconds).ToList();

        // A box first: nearly all of a national picture lies outside it.
        var height = nauticalMiles / 60 * 1.02;
        var (south, north) = (track.Min(point => point.Latitude) - height, track.Max(point => point.Latitude) + height);
        var near = new HashSet<Mmsi>();
        var positions = new Dictionary<Mmsi, List<PositionReport>>();
        var count = 0;
        var seen = 0;
        foreach (var report in tracks.ReadFrom(from))
        {
            var point = report.Dynamic;
            if (report.Time > to)
            {
                break;
            }

            if (++seen % 10_000 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (!point.HasPosition || own.Contains(point.Mmsi) || point.Latitude < south - 1 || point.Latitude > north + 1)
            {
                continue;
            }

            if (!positions.TryGetValue(point.Mmsi, out var hers))
            {
                positions.Add(point.Mmsi, hers = []);
            }

            hers.Add(point);
            if (++count > most)
            {
                throw new BundleRefusedException(BundleRefusedException.TooMuch, $"more than {most} positions would have to be searched for neighbours; narrow the period, or export without neighbours");
            }

            if (point.Latitude >= south && point.Latitude <= north && !near.Contains(point.Mmsi) && IsNear(point, track, seconds, nauticalMiles))
            {
                near.Add(point.Mmsi);
            }
        }

        return [.. near.SelectMany(mmsi => positions[mmsi]).OrderBy(point => point.Time.UnixSeconds).ThenBy(point => point.Mmsi.Value)];
    }

    private static bool IsNear(in PositionReport point, List<PositionReport> track, List<long> seconds, double nauticalMiles)
    {
        var after = seconds.BinarySearch(point.Time.UnixSeconds);
        after = after < 0 ? ~after : after;
        foreach (var index in (int[])[after - 1, after])
        {
            if (index >= 0 && index < track.Count && Math.Abs(seconds[index] - point.Time.UnixSeconds) <= SecondsApart
                && Geodesic.DistanceMetres(point.Position, track[index].Position) <= nauticalMiles * MetresPerNauticalMile)
            {
                return true;
            }
        }

        return false;
    }
}
