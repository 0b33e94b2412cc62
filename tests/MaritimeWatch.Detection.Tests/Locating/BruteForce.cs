using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Tests.Locating;

/// <summary>The slow and plain answers that the index is held against: every leg of every asset, no index.</summary>
internal static class BruteForce
{
    /// <summary>Distance by a plane at the position, every charted leg whole; good enough to rank, exact enough to bound.</summary>
    public static double PlaneDistanceMetres(ChartedAsset asset, GeoPosition position)
    {
        var plane = new LocalPlane(position);
        var best = double.PositiveInfinity;
        foreach (var part in asset.Parts)
        {
            for (var i = 1; i < part.Length; i++)
            {
                var (ax, ay) = plane.ToPlane(part[i - 1]);
                var (bx, by) = plane.ToPlane(part[i]);
                var (dx, dy) = (bx - ax, by - ay);
                var square = (dx * dx) + (dy * dy);
                var t = square == 0 ? 0 : Math.Clamp(-((ax * dx) + (ay * dy)) / square, 0, 1);
                best = Math.Min(best, Math.Sqrt(Math.Pow(ax + (t * dx), 2) + Math.Pow(ay + (t * dy), 2)));
            }
        }

        return best;
    }

    /// <summary>Distance by geodesics: each leg is straight in longitude and latitude; the nearest point on it by golden section.</summary>
    public static double GeodesicDistanceMetres(ChartedAsset asset, GeoPosition position)
    {
        var best = double.PositiveInfinity;
        foreach (var part in asset.Parts)
        {
            for (var i = 1; i < part.Length; i++)
            {
                best = Math.Min(best, GeodesicDistanceMetres(part[i - 1], part[i], position));
            }
        }

        return best;
    }

    /// <summary>The ids of the assets whose line properly crosses a leg, with the fraction, in the order sailed.</summary>
    public static List<(string Id, double Fraction)> Crossings(Chart chart, GeoPosition from, GeoPosition to)
    {
        var found = new List<(string, double)>();
        foreach (var asset in chart.Assets)
        {
            foreach (var part in asset.Parts)
            {
                for (var i = 1; i < part.Length; i++)
                {
                    if (Meet(from, to, part[i - 1], part[i]) is { } fraction)
                    {
                        found.Add((asset.Id, fraction));
                    }
                }
            }
        }

        return [.. found.OrderBy(f => f.Item2).ThenBy(f => f.Item1, StringComparer.Ordinal)];
    }

    private static double GeodesicDistanceMetres(GeoPosition a, GeoPosition b, GeoPosition position)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 45; i++)
        {
            var (left, right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            (low, high) = At(left) < At(right) ? (low, right) : (left, high);
        }

        return Math.Min(At((low + high) / 2), Math.Min(At(0), At(1)));

        double At(double t) => Geodesic.DistanceMetres(
            position, new GeoPosition(a.Latitude + (t * (b.Latitude - a.Latitude)), a.Longitude + (t * (b.Longitude - a.Longitude))));
    }

    // Solves from + s (to - from) = a + t (b - a) as two linear equations: another way than the signs of cross products.
    private static double? Meet(GeoPosition from, GeoPosition to, GeoPosition a, GeoPosition b)
    {
        var (p, q) = (to.Longitude - from.Longitude, to.Latitude - from.Latitude);
        var (u, v) = (b.Longitude - a.Longitude, b.Latitude - a.Latitude);
        var determinant = (p * -v) + (u * q);
        if (determinant == 0)
        {
            return null;
        }

        var (x, y) = (a.Longitude - from.Longitude, a.Latitude - from.Latitude);
        var s = ((x * -v) + (u * y)) / determinant;
        var t = ((p * y) - (q * x)) / determinant;
        return s is >= 0 and < 1 && t is >= 0 and < 1 ? s : null;
    }
}
