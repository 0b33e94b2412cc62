namespace MaritimeWatch.Domain.Geodesy;

/// <summary>Arithmetic of courses and headings in degrees.</summary>
public static class Angle
{
    /// <summary>The same direction in 0 (inclusive) to 360 (exclusive) degrees.</summary>
    public static double Normalise(double degrees)
    {
        var rest = degrees % 360;
        return rest < 0 ? rest + 360 : rest;
    }

    /// <summary>The angle between two directions, 0 to 180 degrees.</summary>
    public static double Between(double degrees, double other)
    {
        var difference = Math.Abs(degrees - other) % 360;
        return difference > 180 ? 360 - difference : difference;
    }

    /// <summary>The turn from one direction to another, -180 (exclusive) to 180 degrees, right positive.</summary>
    public static double Turn(double from, double to)
    {
        var difference = Normalise(to - from);
        return difference > 180 ? difference - 360 : difference;
    }

    /// <summary>The direction of a vector in degrees true.</summary>
    public static double OfVector(double east, double north) => Normalise(Math.Atan2(east, north) * 180 / Math.PI);
}
