using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Locating;

/// <summary>How far along an asset a place on it lies: over its parts in the order of the chart, between two parts the metres stand still.</summary>
internal sealed class AssetLine
{
    // On a plane at its middle a leg of this length is measured within a metre; longer ones in pieces.
    private const double PieceMetres = 8_000;

    private readonly ChartedAsset asset;
    private readonly double[] metresBefore;

    public AssetLine(ChartedAsset asset)
    {
        this.asset = asset;
        Shape = AssetShapeHash.Of(asset);
        var metres = 0.0;
        var before = new List<double>();
        foreach (var part in asset.Parts)
        {
            for (var i = 0; i + 1 < part.Length; i++)
            {
                before.Add(metres);
                metres += Length(part[i], part[i + 1]);
            }
        }

        before.Add(metres);
        metresBefore = [.. before];
    }

    /// <summary>What is charted of it.</summary>
    public string Shape { get; }

    /// <summary>Metres from the beginning to the place on the line that is nearest; 0 for an area.</summary>
    public double MetresAlong(GeoPosition place)
    {
        if (asset.IsArea)
        {
            return 0;
        }

        var plane = new LocalPlane(place);
        var (nearest, along) = (double.PositiveInfinity, 0.0);
        var number = 0;
        foreach (var part in asset.Parts)
        {
            for (var i = 0; i + 1 < part.Length; i++, number++)
            {
                var (fromEast, fromNorth) = plane.ToPlane(part[i]);
                var (toEast, toNorth) = plane.ToPlane(part[i + 1]);
                var (east, north) = (toEast - fromEast, toNorth - fromNorth);
                var square = (east * east) + (north * north);
                var share = square > 0 ? Math.Clamp(-((fromEast * east) + (fromNorth * north)) / square, 0, 1) : 0;
                var (offEast, offNorth) = (fromEast + (share * east), fromNorth + (share * north));
                var off = (offEast * offEast) + (offNorth * offNorth);
                if (off < nearest)
                {
                    nearest = off;
                    along = metresBefore[number] + (share * (metresBefore[number + 1] - metresBefore[number]));
                }
            }
        }

        return along;
    }

    private static double Length(GeoPosition from, GeoPosition to)
    {
        var rough = new LocalPlane(from).DistanceTo(to);
        var pieces = (int)Math.Max(1, Math.Ceiling(rough / PieceMetres));
        var (east, north) = (to.Longitude - from.Longitude, to.Latitude - from.Latitude);
        east = east > 180 ? east - 360 : east < -180 ? east + 360 : east;
        var metres = 0.0;
        for (var piece = 0; piece < pieces; piece++)
        {
            var middle = new LocalPlane(new GeoPosition(from.Latitude + (north * (piece + 0.5) / pieces), from.Longitude));
            var (pieceEast, pieceNorth) = (east / pieces * middle.MetresPerDegreeLongitude, north / pieces * middle.MetresPerDegreeLatitude);
            metres += Math.Sqrt((pieceEast * pieceEast) + (pieceNorth * pieceNorth));
        }

        return metres;
    }
}
