using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Csv;

/// <summary>Dynamic fields in every form that tables have them, read with care. Each is false where the field holds no such number.</summary>
internal static class CsvFields
{
    private const double KnotsPerMetrePerSecond = 3600 / 1852.0;

    /// <summary>Whether a time is a count of seconds or milliseconds, not a date.</summary>
    public static bool IsUnixTime(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    /// <summary>Degrees in AIS units; "no position" when empty, the sentinel or above <paramref name="max"/> AIS units.</summary>
    public static bool TryDegrees(ReadOnlySpan<byte> text, int max, out int raw) => TryPlace(text, PositionReport.RawPerDegree, max, out raw);

    /// <summary>AIS units as they are; "no position" as of <see cref="TryDegrees"/>.</summary>
    public static bool TryRawDegrees(ReadOnlySpan<byte> text, int max, out int raw) => TryPlace(text, 1, max, out raw);

    /// <summary>Tenths up to <paramref name="last"/>; -1 when not told or above it; false above <paramref name="max"/>, which is what the wire can carry.</summary>
    /// <remarks>
    /// MarineCadastre has values that were cut to a signed number of their width: 102.3 kn (not available) stands there as -0.1, 360.0° as
    /// -49.6. Adding the width gives back what was sent.
    /// </remarks>
    public static bool TryTenths(ReadOnlySpan<byte> text, int last, int max, CsvDialect dialect, out short raw)
    {
        raw = -1;
        if (!DecimalText.TryReadUnits(text, 10, out var tenths))
        {
            return CsvVocabulary.IsNothing(text);
        }

        if (tenths < 0 && tenths >= -(max + 1) / 2 && dialect == CsvDialect.MarineCadastre)
        {
            tenths += max + 1;
        }

        raw = tenths <= last ? (short)tenths : (short)-1;
        return tenths >= 0 && tenths <= max;
    }

    /// <summary>Tenths as AIS sends them.</summary>
    public static bool TryWhole(ReadOnlySpan<byte> text, int last, int max, out short raw)
    {
        raw = -1;
        if (!DecimalText.TryReadWhole(text, out var tenths))
        {
            return CsvVocabulary.IsNothing(text);
        }

        raw = tenths <= last ? (short)tenths : (short)-1;
        return tenths <= max;
    }

    /// <summary>Metres a second into tenths of a knot, rounded; -1 when not told.</summary>
    public static bool TryMetresPerSecond(ReadOnlySpan<byte> text, out short raw)
    {
        const int PerMetre = 1_000_000;
        raw = -1;
        if (!DecimalText.TryReadUnits(text, PerMetre, out var micrometres))
        {
            return CsvVocabulary.IsNothing(text);
        }

        var tenths = (int)Math.Round(micrometres * (10 * KnotsPerMetrePerSecond / PerMetre), MidpointRounding.AwayFromZero);
        raw = tenths <= CsvNumbers.LastSpeed ? (short)tenths : (short)-1;
        return tenths is >= 0 and <= CsvNumbers.MaxSpeed;
    }

    /// <summary>Sine (east) and cosine (north) of the course into tenths of a degree; -1 when not told or both are near 0.</summary>
    public static bool TryCourse(ReadOnlySpan<byte> sine, ReadOnlySpan<byte> cosine, out short raw)
    {
        const int PerOne = 1_000_000;
        raw = -1;
        if (!DecimalText.TryReadUnits(sine, PerOne, out var east) | !DecimalText.TryReadUnits(cosine, PerOne, out var north))
        {
            return CsvVocabulary.IsNothing(sine) && CsvVocabulary.IsNothing(cosine);
        }

        // An average of unlike courses has a short arrow; shorter than half it says nothing of where the ship went.
        if (Math.Abs(east) > PerOne || Math.Abs(north) > PerOne || Math.Max(Math.Abs(east), Math.Abs(north)) < PerOne / 2)
        {
            return Math.Abs(east) <= PerOne && Math.Abs(north) <= PerOne;
        }

        var tenths = (int)Math.Round(Math.Atan2(east, north) * (1800 / Math.PI), MidpointRounding.AwayFromZero);
        raw = (short)((tenths + 3600) % 3600);
        return true;
    }

    /// <summary>Whole degrees to 359; -1 when not told or above it; false above 511. Table software may write <c>241.0</c>.</summary>
    public static bool TryHeading(ReadOnlySpan<byte> text, out short raw)
    {
        raw = -1;
        if (!DecimalText.TryReadUnits(text, 1, out var degrees))
        {
            return CsvVocabulary.IsNothing(text);
        }

        raw = degrees is >= 0 and <= CsvNumbers.LastHeading ? (short)degrees : (short)-1;
        return degrees is >= 0 and <= CsvNumbers.MaxHeading;
    }

    /// <summary>Tenths of a degree a minute, or the code of messages 1 to 3 with its sign or as an unsigned byte.</summary>
    public static bool TryRateOfTurn(ReadOnlySpan<byte> text, bool isCode, out short raw)
    {
        raw = PositionReport.NoRateOfTurn;
        if (!DecimalText.TryReadUnits(text, isCode ? 1 : 10, out var value))
        {
            return CsvVocabulary.IsNothing(text);
        }

        if (isCode)
        {
            raw = value is >= -128 and <= 255 ? RateOfTurn.ToTenths((sbyte)value) : raw;
            return value is >= -128 and <= 255;
        }

        raw = Math.Abs(value) <= RateOfTurn.MaxTenths ? (short)value : PositionReport.NoRateOfTurn;
        return Math.Abs(value) <= RateOfTurn.NotAvailableTenths;
    }

    private static bool TryPlace(ReadOnlySpan<byte> text, int unitsPerOne, int max, out int raw)
    {
        if (!DecimalText.TryReadUnits(text, unitsPerOne, out raw))
        {
            raw = PositionReport.NoPosition;
            return CsvVocabulary.IsNothing(text);
        }

        if (Math.Abs(raw) > max)
        {
            raw = PositionReport.NoPosition;
        }

        return true;
    }
}
