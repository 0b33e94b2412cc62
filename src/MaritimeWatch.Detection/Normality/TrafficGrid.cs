using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Normality;

/// <summary>The cells that traffic is learned by: 0.05° of latitude by 0.08° of longitude, about 3 by 3 nautical miles in the North Sea.</summary>
internal static class TrafficGrid
{
    public const int RawLatitude = PositionReport.RawPerDegree / 20;
    public const int RawLongitude = PositionReport.RawPerDegree * 2 / 25;
    public const int Rows = 180 * 20;
    public const int Columns = 360 * 25 / 2;
    public const int Cells = Rows * Columns;

    /// <summary>The cell of an AIS position in 1/600,000 degree.</summary>
    public static int CellOf(int rawLatitude, int rawLongitude)
    {
        var row = Math.Clamp((rawLatitude + (90 * PositionReport.RawPerDegree)) / RawLatitude, 0, Rows - 1);
        var column = Math.Clamp((rawLongitude + (180 * PositionReport.RawPerDegree)) / RawLongitude, 0, Columns - 1);
        return (row * Columns) + column;
    }

    /// <summary>The cell of a position in degrees.</summary>
    public static int CellOf(GeoPosition position) => CellOf(PositionReport.ToRaw(position.Latitude), PositionReport.ToRaw(position.Longitude));

    /// <summary>The cell some rows and columns away, round the antimeridian, or -1 beyond a pole.</summary>
    public static int Neighbour(int cell, int rows, int columns)
    {
        var row = (cell / Columns) + rows;
        return row < 0 || row >= Rows ? -1 : (row * Columns) + ((((cell % Columns) + columns) % Columns) + Columns) % Columns;
    }
}
