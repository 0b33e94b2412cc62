using System.Collections.Immutable;
using MaritimeWatch.Domain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace MaritimeWatch.Detection.Charts;

/// <summary>Tells whether polygons are simple: no ring crosses itself or another, holes lie inside.</summary>
internal static class PolygonCheck
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>What is wrong with the polygons, each a list of closed rings with the outer one first, or null.</summary>
    public static string? Fault(ImmutableArray<ImmutableArray<ImmutableArray<GeoPosition>>> polygons)
    {
        var shapes = new List<Polygon>();
        foreach (var polygon in polygons)
        {
            var rings = new List<LinearRing>();
            foreach (var ring in polygon)
            {
                if (Unwrap(ring, rings.Count == 0 ? null : rings[0].Coordinate.X) is not { } coordinates)
                {
                    return "a ring goes round a pole";
                }

                rings.Add(Factory.CreateLinearRing(coordinates));
            }

            if (rings.Count > 0)
            {
                shapes.Add(Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]));
            }
        }

        var error = new IsValidOp(Factory.CreateMultiPolygon([.. shapes])).ValidationError;
        return error is null
            ? null
            : FormattableString.Invariant($"polygon is not simple: {error.Message.ToLowerInvariant()} at longitude {error.Coordinate.X:0.######}, latitude {error.Coordinate.Y:0.######}");
    }

    // An area across the antimeridian is checked in longitudes that run on past 180.
    private static Coordinate[]? Unwrap(ImmutableArray<GeoPosition> ring, double? outer)
    {
        var coordinates = new Coordinate[ring.Length];
        var previous = outer ?? ring[0].Longitude;
        for (var i = 0; i < ring.Length; i++)
        {
            var longitude = ring[i].Longitude;
            previous = longitude - previous > 180 ? longitude - 360 : longitude - previous < -180 ? longitude + 360 : longitude;
            coordinates[i] = new Coordinate(previous, ring[i].Latitude);
        }

        return coordinates[0].Equals2D(coordinates[^1]) ? coordinates : null;
    }
}
