using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Cuts a track at the antimeridian (RFC 7946, section 3.1.9): a leg of more than half the earth is one that goes the short way round.</summary>
internal static class AntimeridianCut
{
    private const double HalfTurn = 180;

    /// <summary>The track in lines that stay on one side; where it was cut, both ends lie on the antimeridian, at the time between.</summary>
    public static List<List<TrackPoint>> Lines(IReadOnlyList<TrackPoint> points)
    {
        List<List<TrackPoint>> lines = [[]];
        for (var number = 0; number < points.Count; number++)
        {
            if (number > 0 && Math.Abs(points[number].Position.Longitude - points[number - 1].Position.Longitude) > HalfTurn)
            {
                var (before, after) = Cut(points[number - 1], points[number]);
                lines[^1].Add(before);
                lines.Add([after]);
            }

            lines[^1].Add(points[number]);
        }

        return lines;
    }

    private static (TrackPoint Before, TrackPoint After) Cut(TrackPoint from, TrackPoint to)
    {
        var side = Math.CopySign(HalfTurn, from.Position.Longitude);
        var (toEdge, beyond) = (HalfTurn - Math.Abs(from.Position.Longitude), HalfTurn - Math.Abs(to.Position.Longitude));
        var share = toEdge + beyond > 0 ? toEdge / (toEdge + beyond) : 0;
        var latitude = from.Position.Latitude + (share * (to.Position.Latitude - from.Position.Latitude));
        var (start, end) = (WireTime.ToDomain(from.Time), WireTime.ToDomain(to.Time));
        var time = WireTime.ToProto(new Instant(start.UnixMilliseconds + (long)(share * (end.UnixMilliseconds - start.UnixMilliseconds))));
        return (At(side), At(-side));

        TrackPoint At(double longitude) => new() { Time = time, Position = new Contracts.V1.GeoPosition { Latitude = latitude, Longitude = longitude } };
    }
}
