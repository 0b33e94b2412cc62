using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Influx;

/// <summary>The sides of a box in the units of AIS.</summary>
internal readonly record struct RawSides
{
    /// <summary>Makes a number that was rounded on the way through degrees the whole one that it stands for.</summary>
    private const double Rounding = 1e-6;

    public RawSides(GeoBox box)
    {
        (South, North) = (Upper(box.South), Lower(box.North));
        (West, East) = (Upper(box.West), Lower(box.East));
        Crosses = box.CrossesAntimeridian;
    }

    public long South { get; }

    public long West { get; }

    public long North { get; }

    public long East { get; }

    /// <summary>Whether it reaches over the antimeridian: then <see cref="West"/> is greater than <see cref="East"/>.</summary>
    public bool Crosses { get; }

    /// <summary>Itself in InfluxQL.</summary>
    public string Condition => FormattableString.Invariant($"(lat >= {South} AND lat <= {North} AND {Between(West, East, Crosses)})");

    /// <summary>A condition that all that lies in any of some boxes meets.</summary>
    public static string Around(IReadOnlyCollection<RawSides> boxes) => FormattableString.Invariant(
        $"lat >= {boxes.Min(box => box.South)} AND lat <= {boxes.Max(box => box.North)}")
        + (boxes.Any(box => box.Crosses) ? "" : " AND " + Between(boxes.Min(box => box.West), boxes.Max(box => box.East), crosses: false));

    public bool Holds(in PositionReport position) => position.RawLatitude >= South && position.RawLatitude <= North
        && (Crosses ? position.RawLongitude >= West || position.RawLongitude <= East : position.RawLongitude >= West && position.RawLongitude <= East);

    private static string Between(long west, long east, bool crosses) => FormattableString.Invariant($"(lon >= {west} {(crosses ? "OR" : "AND")} lon <= {east})");

    private static long Upper(double degrees) => (long)Math.Ceiling((degrees * PositionReport.RawPerDegree) - Rounding);

    private static long Lower(double degrees) => (long)Math.Floor((degrees * PositionReport.RawPerDegree) + Rounding);
}
