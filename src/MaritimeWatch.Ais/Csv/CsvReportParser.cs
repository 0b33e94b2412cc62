using System.Diagnostics.CodeAnalysis;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Csv;

/// <summary>Rows of a table into reports: the Danish CSV in both column counts, and any table with time, MMSI, latitude and longitude.</summary>
/// <remarks>
/// <para>
/// Columns are found by the names in the header line, so their order and number do not matter. Times are UTC:
/// <c>dd/MM/yyyy HH:mm:ss</c>, ISO 8601, UNIX seconds or milliseconds; the event time is the whole second. Speeds are knots.
/// Empty, <c>Unknown</c>, <c>Undefined</c>, 102.3 kn, 360.0° and heading 511 are "not available".
/// </para>
/// <para>
/// The Danish columns C and D are read as starboard and port, as their README says, the reverse of ITU-R M.1371; until that has been
/// compared with decoded messages 5, rely on their sum and the largest of the four only.
/// </para>
/// <para>Allocates only when a ship's static data changes. One instance per thread; the interning may be shared.</para>
/// </remarks>
public sealed class CsvReportParser
{
    private readonly CsvRow row;
    private readonly CsvStaticReader statics;
    private readonly TimestampReader timestamps = new();
    private readonly int time;
    private readonly int mobile;
    private readonly int sender;
    private readonly int latitude;
    private readonly int longitude;
    private readonly int status;
    private readonly int rateOfTurn;
    private readonly int speed;
    private readonly int course;
    private readonly int heading;

    private CsvReportParser(CsvHeader header, StaticReportInterning interning)
    {
        row = new CsvRow(header);
        statics = new CsvStaticReader(header, interning);
        time = header.FieldOf[(int)CsvColumn.Time];
        mobile = header.FieldOf[(int)CsvColumn.TypeOfMobile];
        sender = header.FieldOf[(int)CsvColumn.Mmsi];
        latitude = header.FieldOf[(int)CsvColumn.Latitude];
        longitude = header.FieldOf[(int)CsvColumn.Longitude];
        status = header.FieldOf[(int)CsvColumn.Status];
        rateOfTurn = header.FieldOf[(int)CsvColumn.RateOfTurn];
        speed = header.FieldOf[(int)CsvColumn.Speed];
        course = header.FieldOf[(int)CsvColumn.Course];
        heading = header.FieldOf[(int)CsvColumn.Heading];
    }

    /// <summary>A parser for the table that begins with this header line.</summary>
    /// <param name="header">The first line in UTF-8; a byte order mark and a line end may be on it.</param>
    /// <param name="interning">Where unchanged static data becomes one instance.</param>
    /// <param name="parser">The parser, or null.</param>
    /// <param name="error">Empty, or what is wrong with the header, naming every mandatory column it lacks.</param>
    public static bool TryCreate(
        ReadOnlySpan<byte> header,
        StaticReportInterning interning,
        [NotNullWhen(true)] out CsvReportParser? parser,
        out string error)
    {
        parser = CsvHeader.Read(header, out error) is { } read ? new CsvReportParser(read, interning) : null;
        return parser is not null;
    }

    /// <summary>Reads one row.</summary>
    /// <param name="row">The row in UTF-8, with or without its line end.</param>
    /// <param name="report">
    /// The report; its <see cref="AisReport.Static"/> is null when the static columns say nothing. With
    /// <see cref="DropReason.NoPosition"/> it still carries time, sender and static data; with every other reason it is empty.
    /// </param>
    /// <param name="reason">
    /// <see cref="DropReason.None"/>; <see cref="DropReason.NotAis"/> for an empty line or a repeated header;
    /// <see cref="DropReason.WrongColumnCount"/>; <see cref="DropReason.NotAVessel"/> for base stations and aids to navigation;
    /// <see cref="DropReason.BadTimestamp"/>; <see cref="DropReason.BadMmsi"/>; <see cref="DropReason.BadNumber"/>;
    /// <see cref="DropReason.Malformed"/> for text that is not UTF-8;
    /// <see cref="DropReason.NoPosition"/> for 91/181, an empty or an impossible position.
    /// </param>
    /// <returns>Whether the row holds a position.</returns>
    public bool TryParse(ReadOnlySpan<byte> row, out AisReport report, out DropReason reason)
    {
        report = default;
        row = WithoutLineEnd(row);
        if (row.IsEmpty || row[0] == '#')
        {
            reason = DropReason.NotAis;
            return false;
        }

        if (!this.row.TrySplit(row))
        {
            reason = DropReason.WrongColumnCount;
            return false;
        }

        if (!CsvVocabulary.IsVessel(Field(row, mobile), out var stationClass))
        {
            reason = DropReason.NotAVessel;
            return false;
        }

        if (!timestamps.TryRead(Field(row, time), out var eventTime))
        {
            reason = DropReason.BadTimestamp;
            return false;
        }

        if (!DecimalText.TryReadWhole(Field(row, sender), out var mmsiValue) || mmsiValue == 0)
        {
            reason = DropReason.BadMmsi;
            return false;
        }

        if (!TryDegrees(Field(row, latitude), 90, out var rawLatitude)
            || !TryDegrees(Field(row, longitude), 180, out var rawLongitude)
            || !TryTenths(Field(row, speed), 1022, 1023, out var rawSpeed)
            || !TryTenths(Field(row, course), 3599, 4095, out var rawCourse)
            || !TryHeading(Field(row, heading), out var rawHeading)
            || !TryRateOfTurn(Field(row, rateOfTurn), out var rawRateOfTurn))
        {
            reason = DropReason.BadNumber;
            return false;
        }

        var mmsi = new Mmsi(mmsiValue);
        reason = statics.Read(row, this.row, mmsi, out var staticReport);
        if (reason != DropReason.None)
        {
            return false;
        }

        var hasPosition = rawLatitude != PositionReport.NoPosition && rawLongitude != PositionReport.NoPosition;
        report = new AisReport(
            new PositionReport(
                eventTime,
                mmsi,
                hasPosition ? rawLatitude : PositionReport.NoPosition,
                hasPosition ? rawLongitude : PositionReport.NoPosition,
                rawSpeed,
                rawCourse,
                rawHeading,
                rawRateOfTurn,
                stationClass,
                CsvVocabulary.Status(Field(row, status)),
                HasHighAccuracy: false),
            staticReport);
        reason = hasPosition ? DropReason.None : DropReason.NoPosition;
        return hasPosition;
    }

    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> bytes, int field) => row.Field(bytes, field);

    private static ReadOnlySpan<byte> WithoutLineEnd(ReadOnlySpan<byte> row)
    {
        var length = row.Length;
        while (length > 0 && row[length - 1] is (byte)'\n' or (byte)'\r')
        {
            length--;
        }

        return row[..length];
    }

    /// <summary>Degrees in AIS units; "no position" when empty, the sentinel or off the globe; false when not a number.</summary>
    private static bool TryDegrees(ReadOnlySpan<byte> text, int maxDegrees, out int raw)
    {
        if (!DecimalText.TryReadUnits(text, PositionReport.RawPerDegree, out raw))
        {
            raw = PositionReport.NoPosition;
            return CsvVocabulary.IsNothing(text);
        }

        if (Math.Abs(raw) > maxDegrees * PositionReport.RawPerDegree)
        {
            raw = PositionReport.NoPosition;
        }

        return true;
    }

    /// <summary>Tenths up to <paramref name="last"/>; -1 when not told or above it; false above what the wire can carry.</summary>
    private static bool TryTenths(ReadOnlySpan<byte> text, int last, int max, out short raw)
    {
        raw = -1;
        if (text.IsEmpty)
        {
            return true;
        }

        if (!DecimalText.TryReadTenths(text, out var tenths))
        {
            return CsvVocabulary.IsNothing(text);
        }

        raw = tenths <= last ? (short)tenths : (short)-1;
        return tenths >= 0 && tenths <= max;
    }

    /// <summary>Whole degrees to 359; -1 when not told or above it; false above 511. Table software may write <c>241.0</c>.</summary>
    private static bool TryHeading(ReadOnlySpan<byte> text, out short raw)
    {
        raw = -1;
        if (text.IsEmpty)
        {
            return true;
        }

        if (!DecimalText.TryReadWhole(text, out var degrees))
        {
            if (!DecimalText.TryReadUnits(text, 1, out var rounded))
            {
                return CsvVocabulary.IsNothing(text);
            }

            degrees = (uint)rounded;
        }

        raw = degrees <= 359 ? (short)degrees : (short)-1;
        return degrees <= 511;
    }

    private static bool TryRateOfTurn(ReadOnlySpan<byte> text, out short raw)
    {
        raw = PositionReport.NoRateOfTurn;
        if (text.IsEmpty)
        {
            return true;
        }

        if (!DecimalText.TryReadTenths(text, out var tenths))
        {
            return CsvVocabulary.IsNothing(text);
        }

        raw = Math.Abs(tenths) <= RateOfTurn.MaxTenths ? (short)tenths : PositionReport.NoRateOfTurn;
        return Math.Abs(tenths) <= RateOfTurn.NotAvailableTenths;
    }
}
