using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Simulator.Numerics;

namespace MaritimeWatch.Simulator.Sea;

/// <summary>A place on an asset, and the direction in which the asset runs there.</summary>
internal readonly record struct PlaceOnAsset(ChartedAsset Asset, GeoPosition Place, double BearingDegrees, double Metres);

/// <summary>The charted lines as the scenarios need them: nearest point, clearance, crossings of a leg.</summary>
internal sealed class AssetLines
{
    private const double LongestPieceDegrees = 0.05;
    private readonly List<(ChartedAsset Asset, GeoPosition From, GeoPosition To)> pieces = [];

    public AssetLines(IEnumerable<ChartedAsset> assets)
    {
        foreach (var asset in assets.Where(asset => !asset.IsArea && asset.Status is AssetStatus.InService or AssetStatus.Unknown))
        {
            foreach (var part in asset.Parts)
            {
                for (var i = 1; i < part.Length; i++)
                {
                    Split(asset, part[i - 1], part[i]);
                }
            }
        }
    }

    public bool IsEmpty => pieces.Count == 0;

    /// <summary>The point nearest to a place on any asset that fits, or null where there is none.</summary>
    public PlaceOnAsset? Nearest(GeoPosition place, Func<ChartedAsset, bool>? fits = null)
    {
        PlaceOnAsset? best = null;
        foreach (var (asset, from, to) in pieces)
        {
            if (fits is not null && !fits(asset))
            {
                continue;
            }

            var (east, north) = Earth.Offset(from, to);
            var (placeEast, placeNorth) = Earth.Offset(from, place);
            var length2 = (east * east) + (north * north);
            var share = length2 == 0 ? 0 : Math.Clamp(((placeEast * east) + (placeNorth * north)) / length2, 0, 1);
            var foot = new GeoPosition(from.Latitude + ((to.Latitude - from.Latitude) * share), from.Longitude + ((to.Longitude - from.Longitude) * share));
            var metres = Earth.Distance(place, foot);
            if (best is null || metres < best.Value.Metres)
            {
                best = new PlaceOnAsset(asset, foot, Trigonometry.Bearing(east, north), metres);
            }
        }

        return best;
    }

    /// <summary>Metres to the nearest asset.</summary>
    public double Clearance(GeoPosition place) => Nearest(place)?.Metres ?? double.PositiveInfinity;

    /// <summary>Every asset that the leg crosses, with the share of the leg (0 to 1) at which it does, in the order of the leg.</summary>
    public List<(ChartedAsset Asset, double Share)> Crossings(GeoPosition from, GeoPosition to)
    {
        var found = new List<(ChartedAsset Asset, double Share)>();
        var (legEast, legNorth) = (to.Longitude - from.Longitude, to.Latitude - from.Latitude);
        foreach (var (asset, start, end) in pieces)
        {
            if (Math.Max(start.Latitude, end.Latitude) < Math.Min(from.Latitude, to.Latitude) || Math.Min(start.Latitude, end.Latitude) > Math.Max(from.Latitude, to.Latitude)
                || Math.Max(start.Longitude, end.Longitude) < Math.Min(from.Longitude, to.Longitude) || Math.Min(start.Longitude, end.Longitude) > Math.Max(from.Longitude, to.Longitude))
            {
                continue;
            }

            var (east, north) = (end.Longitude - start.Longitude, end.Latitude - start.Latitude);
            var (gapEast, gapNorth) = (start.Longitude - from.Longitude, start.Latitude - from.Latitude);
            var area = (legEast * north) - (legNorth * east);
            if (area == 0)
            {
                continue;
            }

            var share = ((gapEast * north) - (gapNorth * east)) / area;
            var onAsset = ((gapEast * legNorth) - (gapNorth * legEast)) / area;
            if (share is >= 0 and < 1 && onAsset is >= 0 and < 1)
            {
                found.Add((asset, share));
            }
        }

        found.Sort((left, right) => left.Share.CompareTo(right.Share) is not 0 and var order ? order : string.CompareOrdinal(left.Asset.Id, right.Asset.Id));
        return found;
    }

    private void Split(ChartedAsset asset, GeoPosition from, GeoPosition to)
    {
        var span = Math.Max(Math.Abs(to.Latitude - from.Latitude), Math.Abs(to.Longitude - from.Longitude));
        var count = Math.Max(1, (int)Math.Ceiling(span / LongestPieceDegrees));
        for (var i = 0; i < count; i++)
        {
            pieces.Add((asset, Between(from, to, (double)i / count), Between(from, to, (double)(i + 1) / count)));
        }
    }

    private static GeoPosition Between(GeoPosition from, GeoPosition to, double share) =>
        new(from.Latitude + ((to.Latitude - from.Latitude) * share), from.Longitude + ((to.Longitude - from.Longitude) * share));
}
