using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>A piece of sea 0.1 degree of latitude by 0.15 of longitude, some 6 nm square in the North Sea: the unit in which reception is known.</summary>
/// <remarks>It is divided into 8 by 8 spots, some three quarters of a mile square, that tell where inside it anyone was ever heard.</remarks>
/// <param name="Row">Cells north of the equator.</param>
/// <param name="Column">Cells east of Greenwich.</param>
internal readonly record struct SeaCell(int Row, int Column) : IComparable<SeaCell>
{
    /// <summary>Spots along one side.</summary>
    public const int Spots = 8;

    private const int RawSpotLatitude = PositionReport.RawPerDegree / 10 / Spots;
    private const int RawSpotLongitude = PositionReport.RawPerDegree * 3 / 20 / Spots;

    /// <summary>The middle of the cell.</summary>
    public GeoPosition Centre => new((Row + 0.5) / 10, (Column + 0.5) * 0.15);

    public static SeaCell Of(int rawLatitude, int rawLongitude) => new(SpotRow(rawLatitude) >> 3, SpotColumn(rawLongitude) >> 3);

    /// <summary>Row of spots from the equator.</summary>
    public static int SpotRow(int rawLatitude) => FloorDivide(rawLatitude, RawSpotLatitude);

    /// <summary>Column of spots from Greenwich.</summary>
    public static int SpotColumn(int rawLongitude) => FloorDivide(rawLongitude, RawSpotLongitude);

    /// <summary>The cell of a spot, and the spot's bit in it.</summary>
    public static SeaCell OfSpot(int spotRow, int spotColumn, out ulong bit)
    {
        bit = 1UL << (((spotRow & 7) * Spots) + (spotColumn & 7));
        return new SeaCell(spotRow >> 3, spotColumn >> 3);
    }

    /// <summary>Cells between two, the larger of north and east; neighbours are one apart.</summary>
    public int StepsTo(SeaCell other) => Math.Max(Math.Abs(Row - other.Row), Math.Abs(Column - other.Column));

    public int CompareTo(SeaCell other) => (Row, Column).CompareTo((other.Row, other.Column));

    /// <summary>A place as an identifier, to the minute of arc: <c>5130n-00236e</c>.</summary>
    public static string Slug(GeoPosition place) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DegreesAndMinutes(place.Latitude):D4}{(place.Latitude < 0 ? 's' : 'n')}-{DegreesAndMinutes(place.Longitude):D5}{(place.Longitude < 0 ? 'w' : 'e')}");

    /// <summary>A place in words, to the minute of arc: <c>51°30'N 002°36'E</c>.</summary>
    public static string Name(GeoPosition place)
    {
        var (latitude, longitude) = (DegreesAndMinutes(place.Latitude), DegreesAndMinutes(place.Longitude));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{latitude / 100:D2}°{latitude % 100:D2}'{(place.Latitude < 0 ? 'S' : 'N')} {longitude / 100:D3}°{longitude % 100:D2}'{(place.Longitude < 0 ? 'W' : 'E')}");
    }

    private static int DegreesAndMinutes(double degrees)
    {
        var minutes = (int)Math.Round(Math.Abs(degrees) * 60, MidpointRounding.AwayFromZero);
        return (minutes / 60 * 100) + (minutes % 60);
    }

    private static int FloorDivide(int value, int by) => (value / by) - (value % by < 0 ? 1 : 0);
}
