using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using GeoPosition = MaritimeWatch.Contracts.V1.GeoPosition;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Cuts a line at the antimeridian (RFC 7946, section 3.1.9): a leg of more than half the earth is one that goes the short way round.</summary>
internal static class AntimeridianCut
{
    private const double HalfTurn = 180;

    /// <summary>The track in lines that stay on one side; where it was cut, both ends lie on the antimeridian, at the time between.</summary>
    public static List<List<TrackPoint>> Lines(IReadOnlyList<TrackPoint> points) => Lines(points, point => point.Position, (from, to, share, edge) =>
    {
        var (start, end) = (WireTime.ToDomain(from.Time), WireTime.ToDomain(to.Time));
        return new TrackPoint { Time = WireTime.ToProto(new Instant(start.UnixMilliseconds + (long)(share * (end.UnixMilliseconds - start.UnixMilliseconds)))), Position = edge };
    });

    /// <summary>A charted line in lines that stay on one side.</summary>
    public static List<List<GeoPosition>> Lines(IReadOnlyList<GeoPosition> positions) => Lines(positions, position => position, (_, _, _, edge) => edge);

    private static List<List<T>> Lines<T>(IReadOnlyList<T> points, Func<T, GeoPosition> position, Func<T, T, double, GeoPosition, T> cut)
    {
        List<List<T>> lines = [[]];
        for (var number = 0; number < points.Count; number++)
        {
            if (number > 0 && (position(points[number - 1]), position(points[number])) is var (from, to) && Math.Abs(to.Longitude - from.Longitude) > HalfTurn)
            {
                var (toEdge, beyond) = (HalfTurn - Math.Abs(from.Longitude), HalfTurn - Math.Abs(to.Longitude));
                var share = toEdge + beyond > 0 ? toEdge / (toEdge + beyond) : 0;
                lines[^1].Add(At(Math.CopySign(HalfTurn, from.Longitude)));
                lines.Add([At(-Math.CopySign(HalfTurn, from.Longitude))]);

                T At(double longitude) => cut(
                    points[number - 1], points[number], share, new GeoPosition { Latitude = from.Latitude + (share * (to.Latitude - from.Latitude)), Longitude = longitude });
            }

            lines[^1].Add(points[number]);
        }

        return lines;
    }
}
