using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Numerics;

namespace MaritimeWatch.Simulator.Motion;

/// <summary>A line of waypoints with the turns rounded as a ship rounds them.</summary>
internal sealed class Route
{
    private const double LongestPieceMetres = 3000;
    private const double ArcStepDegrees = 3;

    private readonly GeoPosition[] points;
    private readonly double[] metres;

    private Route(List<GeoPosition> line)
    {
        points = [.. line];
        metres = new double[points.Length];
        for (var i = 1; i < points.Length; i++)
        {
            metres[i] = metres[i - 1] + Earth.Distance(points[i - 1], points[i]);
        }
    }

    public double LengthMetres => metres[^1];

    public IReadOnlyList<GeoPosition> Points => points;

    public int Pieces => points.Length - 1;

    public double StartMetres(int piece) => metres[piece];

    /// <summary>Rounds the corners of a line of at least two waypoints.</summary>
    public static Route Through(IReadOnlyList<GeoPosition> waypoints, double turnRadiusMetres = 700)
    {
        var line = new List<GeoPosition> { waypoints[0] };
        for (var i = 1; i < waypoints.Count - 1; i++)
        {
            AddTurn(line, waypoints[i - 1], waypoints[i], waypoints[i + 1], turnRadiusMetres);
        }

        AddLeg(line, waypoints[^1]);
        return new Route(line);
    }

    /// <summary>The place a number of metres along, found from the piece it lies on.</summary>
    public GeoPosition At(double along, ref int piece)
    {
        while (piece < Pieces - 1 && along >= metres[piece + 1])
        {
            piece++;
        }

        while (piece > 0 && along < metres[piece])
        {
            piece--;
        }

        var share = (along - metres[piece]) / (metres[piece + 1] - metres[piece]);
        var from = points[piece];
        var to = points[piece + 1];
        return new GeoPosition(from.Latitude + ((to.Latitude - from.Latitude) * share), from.Longitude + ((to.Longitude - from.Longitude) * share));
    }

    /// <summary>The direction of a piece as a unit vector east and north.</summary>
    public (double East, double North) Direction(int piece)
    {
        var (east, north) = Earth.Offset(points[piece], points[piece + 1]);
        var length = Math.Sqrt((east * east) + (north * north));
        return (east / length, north / length);
    }

    /// <summary>Metres along the route to the point of it that is nearest to a place.</summary>
    public double MetresTo(GeoPosition place)
    {
        double best = double.MaxValue, along = 0;
        for (var piece = 0; piece < Pieces; piece++)
        {
            var (east, north) = Earth.Offset(points[piece], place);
            var (dirEast, dirNorth) = Direction(piece);
            var length = metres[piece + 1] - metres[piece];
            var foot = Math.Clamp((east * dirEast) + (north * dirNorth), 0, length);
            var (offEast, offNorth) = (east - (foot * dirEast), north - (foot * dirNorth));
            var distance = (offEast * offEast) + (offNorth * offNorth);
            if (distance < best)
            {
                (best, along) = (distance, metres[piece] + foot);
            }
        }

        return along;
    }

    private static void AddTurn(List<GeoPosition> line, GeoPosition before, GeoPosition corner, GeoPosition after, double radius)
    {
        var (inEast, inNorth) = Earth.Offset(before, corner);
        var (outEast, outNorth) = Earth.Offset(corner, after);
        var inLength = Math.Sqrt((inEast * inEast) + (inNorth * inNorth));
        var outLength = Math.Sqrt((outEast * outEast) + (outNorth * outNorth));
        (inEast, inNorth, outEast, outNorth) = (inEast / inLength, inNorth / inLength, outEast / outLength, outNorth / outLength);
        var turn = Domain.Geodesy.Angle.Turn(Trigonometry.Bearing(inEast, inNorth), Trigonometry.Bearing(outEast, outNorth));
        var cosine = Math.Clamp((inEast * outEast) + (inNorth * outNorth), -0.999, 1);
        if (Math.Abs(turn) < 1)
        {
            AddLeg(line, corner);
            return;
        }

        var tangentOfHalf = Math.Sqrt((1 - cosine) / (1 + cosine));
        var reach = Math.Min(radius * tangentOfHalf, 0.45 * Math.Min(inLength, outLength));
        radius = reach / tangentOfHalf;
        AddLeg(line, Earth.Moved(corner, -inEast * reach, -inNorth * reach));

        // The ship turns about a centre abeam; the radius vector from that centre turns with her.
        var side = Math.Sign(turn);
        var (fromCentreEast, fromCentreNorth) = (-side * inNorth * radius, side * inEast * radius);
        var (centreEast, centreNorth) = ((-inEast * reach) - fromCentreEast, (-inNorth * reach) - fromCentreNorth);
        var steps = (int)Math.Ceiling(Math.Abs(turn) / ArcStepDegrees);
        for (var step = 1; step <= steps; step++)
        {
            var (sin, cos) = Trigonometry.SinCosDegrees(turn * step / steps);
            var east = centreEast + (fromCentreEast * cos) + (fromCentreNorth * sin);
            var north = centreNorth + (fromCentreNorth * cos) - (fromCentreEast * sin);
            line.Add(Earth.Moved(corner, east, north));
        }
    }

    private static void AddLeg(List<GeoPosition> line, GeoPosition to)
    {
        var from = line[^1];
        var length = Earth.Distance(from, to);
        if (length < 0.5)
        {
            return;
        }

        var pieces = (int)Math.Ceiling(length / LongestPieceMetres);
        for (var piece = 1; piece <= pieces; piece++)
        {
            var share = (double)piece / pieces;
            line.Add(new GeoPosition(from.Latitude + ((to.Latitude - from.Latitude) * share), from.Longitude + ((to.Longitude - from.Longitude) * share)));
        }
    }
}
