using System.Text.Unicode;
using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>The values of a record's members as the domain has them; every "not available" of the dialects becomes that of the domain here.</summary>
internal readonly ref struct JsonView(JsonRecord record, ReadOnlySpan<byte> bytes)
{
    /// <summary>Longer than any name, call sign or destination on the air (34 characters); what is longer is no traffic and must not fill the memory.</summary>
    private const int MaxTextBytes = 255;

    /// <summary>Raw units in 1/10 minute, the resolution of message 27.</summary>
    private const int RawPerTenthMinute = 1_000;

    private readonly JsonRecord record = record;
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public ReadOnlySpan<byte> this[JsonField field] => record.Bytes(bytes, field);

    public bool Has(JsonField field) => record.Has(field);

    public bool IsText(JsonField field) => record.IsText(field);

    public bool IsNumber(JsonField field) => record.IsNumber(field);

    /// <summary>Whether it is false, as opposed to true, absent or anything else.</summary>
    public bool IsFalse(JsonField field) => record.IsFalse(field);

    /// <summary>Whether it is true, or 1 where a dialect has numbers for it.</summary>
    public bool IsTrue(JsonField field) => record.IsTrue(field) || (Has(field) && this[field] is [(byte)'1']);

    /// <summary>A whole number of at most nine digits; false when absent or anything else.</summary>
    public bool TryWhole(JsonField field, out uint value)
    {
        value = 0;
        return Has(field) && DecimalText.TryReadWhole(this[field], out value);
    }

    /// <summary>The sender; false when absent, 0 or more than nine digits.</summary>
    public bool TryMmsi(JsonField field, out Mmsi mmsi)
    {
        var isOne = TryWhole(field, out var value) && value != 0;
        mmsi = new Mmsi(value);
        return isOne;
    }

    /// <summary>A coordinate in AIS units; "no position" when absent or off the globe; false when not a number.</summary>
    public bool TryDegrees(JsonField field, int maxDegrees, WireScale scale, out int raw)
    {
        raw = PositionReport.NoPosition;
        if (!Has(field))
        {
            return true;
        }

        var (unitsPerOne, rawPerUnit) = scale switch
        {
            WireScale.Scaled or WireScale.Exact or WireScale.ScaledAircraft => (PositionReport.RawPerDegree, 1),
            WireScale.ScaledLongRange => (PositionReport.RawPerDegree / RawPerTenthMinute, RawPerTenthMinute),
            WireScale.UnscaledLongRange => (1, RawPerTenthMinute),
            _ => (1, 1),
        };
        if (!DecimalText.TryReadUnits(this[field], unitsPerOne, out var units))
        {
            return false;
        }

        raw = Math.Abs((long)units) <= (long)maxDegrees * PositionReport.RawPerDegree / rawPerUnit ? units * rawPerUnit : PositionReport.NoPosition;
        return true;
    }

    /// <summary>Speed in 1/10 knot; -1 when absent or not available; false when no number of the wire.</summary>
    public bool TrySpeed(JsonField field, WireScale scale, out short raw)
    {
        raw = -1;
        if (!Has(field))
        {
            return true;
        }

        var (unitsPerOne, last, tenthsPerUnit) = scale switch
        {
            WireScale.Scaled => (10, 1022, 1),
            WireScale.Exact => (10, 10_220, 1),
            WireScale.Unscaled => (1, 1022, 1),
            WireScale.ScaledAircraft or WireScale.UnscaledAircraft => (1, 1022, 10),
            _ => (1, 62, 10),
        };
        if (!DecimalText.TryReadUnits(this[field], unitsPerOne, out var units))
        {
            // gpsd's word for the last value of the wire, "or more".
            var isFast = this[field].SequenceEqual("fast"u8);
            raw = isFast ? (short)(last * tenthsPerUnit) : (short)-1;
            return isFast || IsNothing(this[field]);
        }

        raw = units <= last ? (short)(units * tenthsPerUnit) : (short)-1;
        return units >= 0 && units <= last + 1;
    }

    /// <summary>Course in 1/10 degree; -1 when absent or not available; false when no number of the wire.</summary>
    public bool TryCourse(JsonField field, WireScale scale, out short raw)
    {
        raw = -1;
        if (!Has(field))
        {
            return true;
        }

        var isLongRange = scale is WireScale.ScaledLongRange or WireScale.UnscaledLongRange;
        var isScaled = scale is WireScale.Scaled or WireScale.Exact or WireScale.ScaledAircraft;
        if (!DecimalText.TryReadUnits(this[field], isScaled ? 10 : 1, out var units))
        {
            return IsNothing(this[field]);
        }

        var tenths = isLongRange ? (long)units * 10 : units;
        raw = tenths <= 3599 ? (short)tenths : (short)-1;
        return tenths >= 0 && tenths <= (isLongRange ? 5110 : 4095);
    }

    /// <summary>Heading in whole degrees; -1 when absent or above 359; false above 511 or when no number.</summary>
    public bool TryHeading(JsonField field, out short raw)
    {
        raw = -1;
        if (!Has(field))
        {
            return true;
        }

        if (!DecimalText.TryReadUnits(this[field], 1, out var degrees))
        {
            return IsNothing(this[field]);
        }

        raw = degrees <= 359 ? (short)degrees : (short)-1;
        return degrees is >= 0 and <= 511;
    }

    /// <summary>Rate of turn from the code of the wire; ±128 and absent are "not available"; false when no byte, with or without a sign.</summary>
    public bool TryRateOfTurnCode(JsonField field, out short raw)
    {
        raw = PositionReport.NoRateOfTurn;
        if (!Has(field))
        {
            return true;
        }

        if (!DecimalText.TryReadUnits(this[field], 1, out var code))
        {
            return IsNothing(this[field]);
        }

        // Digitraffic once printed the eight bits without their sign: 245 is -11, 128 is -128.
        code = code is > 127 and <= 255 ? code - 256 : code;
        raw = Math.Abs(code) <= 127 ? RateOfTurn.ToTenths(code) : PositionReport.NoRateOfTurn;
        return code is >= -128 and <= 255;
    }

    /// <summary>Rate of turn in degrees a minute, or gpsd's words for the ends of the scale.</summary>
    public bool TryRateOfTurn(JsonField field, out short raw)
    {
        raw = PositionReport.NoRateOfTurn;
        if (!Has(field))
        {
            return true;
        }

        var text = this[field];
        if (DecimalText.TryReadUnits(text, 10, out var tenths))
        {
            raw = Math.Abs(tenths) <= RateOfTurn.MaxTenths ? (short)tenths : PositionReport.NoRateOfTurn;
            return Math.Abs(tenths) <= RateOfTurn.NotAvailableTenths;
        }

        if (text.SequenceEqual("fastright"u8) || text.SequenceEqual("fastleft"u8))
        {
            raw = RateOfTurn.ToTenths(text[4] == 'r' ? 127 : -127);
            return true;
        }

        return IsNothing(text);
    }

    /// <summary>The status code; what is not known counts as not told.</summary>
    public NavigationalStatus Status(JsonField field) => !Has(field)
        ? NavigationalStatus.Undefined
        : TryWhole(field, out var code)
            ? code <= 15 ? (NavigationalStatus)code : NavigationalStatus.Undefined
            : CsvVocabulary.Status(this[field]);

    /// <summary>Whole metres up to a limit; null for 0 and absent; false beyond it or when no number.</summary>
    public bool TryMetres(JsonField field, int max, out ushort? metres)
    {
        metres = null;
        if (!Has(field))
        {
            return true;
        }

        if (!DecimalText.TryReadUnits(this[field], 1, out var value) || value < 0 || value > max)
        {
            return IsNothing(this[field]);
        }

        metres = StaticFields.Metres((uint)value);
        return true;
    }

    /// <summary>Draught in metres to a decimal; null for 0 and absent; false above 25.5.</summary>
    /// <param name="field">The member.</param>
    /// <param name="unitsPerOne">10 where it is written in metres, 1 where it is in decimetres.</param>
    /// <param name="metres">The draught.</param>
    public bool TryDraught(JsonField field, int unitsPerOne, out double? metres)
    {
        metres = null;
        if (!Has(field))
        {
            return true;
        }

        if (!DecimalText.TryReadUnits(this[field], unitsPerOne, out var tenths) || tenths is < 0 or > 255)
        {
            return IsNothing(this[field]);
        }

        metres = tenths == 0 ? null : tenths / 10.0;
        return true;
    }

    /// <summary>A text up to the first <c>@</c> of its six-bit form, trimmed; null when nothing is left; false when it is too long or not UTF-8.</summary>
    public bool TryText(JsonField field, bool isExact, out string? text)
    {
        text = null;
        if (!IsText(field))
        {
            return true;
        }

        var said = this[field];
        if (!isExact)
        {
            var end = said.IndexOf((byte)'@');
            said = (end < 0 ? said : said[..end]).Trim((byte)' ');
        }

        if (said.Length > MaxTextBytes || !Utf8.IsValid(said))
        {
            return false;
        }

        text = said.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(said);
        return true;
    }

    /// <summary>The words for "not available": <c>nan</c>, <c>n/a</c>, nothing at all.</summary>
    private static bool IsNothing(ReadOnlySpan<byte> text) => text.IsEmpty || text.SequenceEqual("nan"u8) || text.SequenceEqual("n/a"u8);
}
