using System.Runtime.CompilerServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>The fields that several messages share, from domain units to the numbers of the wire; null becomes "not available".</summary>
internal static class PayloadFields
{
    private const int RawPerTenthMinute = 1_000;

    /// <summary>A whole number from its range, which must fit the bits.</summary>
    public static PayloadWriter PutNumber(this PayloadWriter payload, long value, int least, int most, int bits, [CallerArgumentExpression(nameof(value))] string field = "") =>
        value >= least && value <= most ? payload.Put((int)value, bits) : throw OutOfRange(field, value, least, most);

    /// <summary>A whole number from its range, or the code for "not available".</summary>
    public static PayloadWriter PutNumber(
        this PayloadWriter payload, long? value, int least, int most, int bits, int notAvailable, [CallerArgumentExpression(nameof(value))] string field = "") =>
        value is { } known ? payload.PutNumber(known, least, most, bits, field) : payload.Put(notAvailable, bits);

    /// <summary>A number, to the nearest step of the wire, from a range in its own unit.</summary>
    public static PayloadWriter PutScaled(
        this PayloadWriter payload, double? value, int stepsPerUnit, double least, double most, int bits, int notAvailable, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is not { } known)
        {
            return payload.Put(notAvailable, bits);
        }

        // In steps: 102.2 is within its range although its double is a little more.
        var steps = Math.Round(known * stepsPerUnit, MidpointRounding.AwayFromZero);
        return steps >= Math.Round(least * stepsPerUnit) && steps <= Math.Round(most * stepsPerUnit)
            ? payload.Put((int)steps, bits)
            : throw OutOfRange(field, known, least, most);
    }

    /// <summary>A direction of 0 to below 360 degrees, to the nearest step; what rounds up to 360 is north.</summary>
    public static PayloadWriter PutDirection(
        this PayloadWriter payload, double? degrees, int stepsPerDegree, int bits, int notAvailable, [CallerArgumentExpression(nameof(degrees))] string field = "")
    {
        if (degrees is not { } known)
        {
            return payload.Put(notAvailable, bits);
        }

        return known is >= 0 and < 360
            ? payload.Put((int)Math.Round(known * stepsPerDegree, MidpointRounding.AwayFromZero) % (360 * stepsPerDegree), bits)
            : throw new ArgumentOutOfRangeException(field, known, FormattableString.Invariant($"{field} is {known}; it must be 0 or more and below 360."));
    }

    /// <summary>Longitude and latitude in 1/10,000 minute; 181 and 91 degrees where not available.</summary>
    public static PayloadWriter PutPosition(this PayloadWriter payload, GeoPosition? position, [CallerArgumentExpression(nameof(position))] string field = "")
    {
        var (longitude, latitude) = Raw(position, field);
        return payload.Put(longitude, 28).Put(latitude, 27);
    }

    /// <summary>Longitude and latitude in 1/10 minute, for message 27.</summary>
    public static PayloadWriter PutCoarsePosition(this PayloadWriter payload, GeoPosition? position, [CallerArgumentExpression(nameof(position))] string field = "")
    {
        var (longitude, latitude) = Raw(position, field);
        return payload.Put(Coarse(longitude), 18).Put(Coarse(latitude), 17);
    }

    /// <summary>A truth value that may be unknown: 0 not available, 1 no, 2 yes.</summary>
    public static PayloadWriter PutMaybe(this PayloadWriter payload, bool? value) => payload.Put(value switch { null => 0, false => 1, true => 2 }, 2);

    /// <summary>One bit.</summary>
    public static PayloadWriter PutFlag(this PayloadWriter payload, bool value) => payload.Put(value ? 1 : 0, 1);

    /// <summary>The second of the position: 0 to 59, or 61 to 63 for the mode of the device; 60 is "not available" and said with null.</summary>
    public static PayloadWriter PutSecond(this PayloadWriter payload, int? second, [CallerArgumentExpression(nameof(second))] string field = "") =>
        second == 60 ? throw OutOfRange(field, 60, 0, 63) : payload.PutNumber(second, 0, 63, 6, 60, field);

    /// <summary>Text of a fixed width; a longer one is refused.</summary>
    public static PayloadWriter PutText(this PayloadWriter payload, string? text, int characters, [CallerArgumentExpression(nameof(text))] string field = "") =>
        (text?.Length ?? 0) <= characters ? payload.Put(text, characters) : throw TooLong(field, text!, characters);

    /// <summary>The four distances from the antenna to the edges of the hull.</summary>
    public static PayloadWriter PutHull(this PayloadWriter payload, in HullDimensions hull) => payload
        .PutNumber(hull.ToBowMetres, 0, 511, 9, 0, nameof(hull.ToBowMetres))
        .PutNumber(hull.ToSternMetres, 0, 511, 9, 0, nameof(hull.ToSternMetres))
        .PutNumber(hull.ToPortMetres, 0, 63, 6, 0, nameof(hull.ToPortMetres))
        .PutNumber(hull.ToStarboardMetres, 0, 63, 6, 0, nameof(hull.ToStarboardMetres));

    public static ArgumentOutOfRangeException TooLong(string field, string text, int characters) =>
        new(field, text, $"{field} has {text.Length} characters; it holds {characters}.");

    private static ArgumentOutOfRangeException OutOfRange(string field, double value, double least, double most) =>
        new(field, value, FormattableString.Invariant($"{field} is {value}; it must be from {least} to {most}."));

    private static (int Longitude, int Latitude) Raw(GeoPosition? position, string field) => position switch
    {
        null => (181 * PositionReport.RawPerDegree, 91 * PositionReport.RawPerDegree),
        { IsValid: true } place => (PositionReport.ToRaw(place.Longitude), PositionReport.ToRaw(place.Latitude)),
        { } place => throw new ArgumentOutOfRangeException(field, place, $"{field} is {place}; latitude must be from -90 to 90 and longitude from -180 to 180."),
    };

    private static int Coarse(int raw) => (int)Math.Round(raw / (double)RawPerTenthMinute, MidpointRounding.AwayFromZero);
}
