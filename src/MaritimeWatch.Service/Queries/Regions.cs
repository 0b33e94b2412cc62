using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Service.Queries;

/// <summary>Areas as requests have them.</summary>
internal static class Regions
{
    public const double MostRadiusMetres = 100_000;
    private const int MostCorners = 1_000;
    private const double MostLatitude = 85;

    /// <summary>How far an edge of a polygon may go over the antimeridian.</summary>
    private const double MostDegreesAcross = 90;

    /// <summary>The area of a request, or null where it has none.</summary>
    /// <exception cref="Grpc.GrpcStatusException">There are several, or it is no area.</exception>
    public static ITrackRegion? Of(AreaFilter? area, PositionSequence? polygon, CircleFilter? circle)
    {
        Refused.Unless((area is null ? 0 : 1) + (polygon is null ? 0 : 1) + (circle is null ? 0 : 1) <= 1, "area", "area, polygon and circle are given together; one of them is enough");
        return area is not null ? new BoxRegion(Boxes.Of(area, "area"))
            : polygon is not null ? Polygon(polygon)
            : circle is not null ? Circle(circle)
            : null;
    }

    /// <summary>A box about another, so much wider on each side.</summary>
    public static GeoBox Widened(GeoBox box, double metres) => CircleRegion.Around(new GeoPosition(box.South, box.West), new GeoPosition(box.North, box.East), metres);

    private static PolygonRegion Polygon(PositionSequence polygon)
    {
        var corners = polygon.Positions.Select(position => new GeoPosition(position.Latitude, position.Longitude)).ToList();
        Refused.Unless(corners.Count is >= 3 and <= MostCorners && corners.Distinct().Count() >= 3, "polygon", $"polygon has {corners.Count} corners; it must have from 3 to {MostCorners}, three of them different");
        Refused.Unless(corners.All(corner => corner.IsValid), "polygon", "a corner of polygon is no place: latitudes from -90 to 90, longitudes from -180 to 180");
        var turned = 0.0;
        for (var number = 0; number < corners.Count; number++)
        {
            var (one, other) = (corners[number], corners[(number + 1) % corners.Count]);
            var across = Math.IEEERemainder(other.Longitude - one.Longitude, 360);

            // Nobody can tell which way round such an edge is meant: over the antimeridian it is the short way, on a flat map the long one.
            Refused.Unless(
                Math.Abs(other.Longitude - one.Longitude) < 180 || Math.Abs(across) <= MostDegreesAcross,
                "polygon",
                FormattableString.Invariant($"the edge of polygon from longitude {one.Longitude} to {other.Longitude} may go either way round: put a corner between"));
            turned += across;
        }

        Refused.Unless(Math.Abs(turned) < 180, "polygon", "polygon goes round a pole, so that it has no inside: use a box from -180 to 180 degrees of longitude");
        return new PolygonRegion([[.. corners]]);
    }

    private static CircleRegion Circle(CircleFilter circle)
    {
        Refused.Unless(circle.Centre is not null, "circle", "circle has no centre");
        var centre = new GeoPosition(circle.Centre!.Latitude, circle.Centre.Longitude);
        Refused.Unless(centre.IsValid && Math.Abs(centre.Latitude) <= MostLatitude, "circle", $"the centre of circle is no place from -{MostLatitude} to {MostLatitude} degrees of latitude and -180 to 180 of longitude");
        Refused.Unless(circle.RadiusMetres is > 0 and <= MostRadiusMetres, "circle", $"the radius of circle is {circle.RadiusMetres} m; it must be above 0, up to {MostRadiusMetres}");
        return new CircleRegion(centre, circle.RadiusMetres);
    }
}
