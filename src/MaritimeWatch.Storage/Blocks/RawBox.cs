using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>A box in the unit of stored coordinates, 1/600,000 degree; its edges belong to it. Across the antimeridian where west is greater than east.</summary>
/// <param name="South">Southern edge.</param>
/// <param name="West">Western edge.</param>
/// <param name="North">Northern edge.</param>
/// <param name="East">Eastern edge.</param>
internal readonly record struct RawBox(int South, int West, int North, int East)
{
    /// <summary>Makes a number that was rounded on the way through degrees the whole one that it stands for.</summary>
    private const double Rounding = 1e-6;

    /// <summary>What of the stored coordinates lies in a box of degrees.</summary>
    /// <remarks>A box between two meridians of the grid of stored coordinates holds nothing; it must not become one across the antimeridian.</remarks>
    public static RawBox Of(GeoBox box) => new RawBox(Up(box.South), Up(box.West), Down(box.North), Down(box.East)) is var raw && raw.West > raw.East && !box.CrossesAntimeridian ? Empty : raw;

    private static RawBox Empty => new(int.MaxValue, 0, int.MinValue, 0);

    /// <summary>Whether a place lies in it.</summary>
    public bool Contains(int latitude, int longitude) =>
        latitude >= South && latitude <= North && (West <= East ? longitude >= West && longitude <= East : longitude >= West || longitude <= East);

    private static int Up(double degrees) => (int)Math.Ceiling((degrees * PositionReport.RawPerDegree) - Rounding);

    private static int Down(double degrees) => (int)Math.Floor((degrees * PositionReport.RawPerDegree) + Rounding);
}
