using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Csv;

/// <summary>The fields of one row into a report.</summary>
/// <remarks>The numbers are tried in the shape of the Danish files first (<see cref="FixedShape"/>) and read with care (<see cref="CsvFields"/>) when one of them has another.</remarks>
internal sealed class CsvRowReader
{
    private readonly CsvStaticReader statics;
    private readonly CsvTimeReader times = new();
    private readonly StatusWords statusWords = new();
    private readonly CsvNumberReader numberReader;
    private readonly bool mayHaveAisUnits;
    private readonly bool hasUsualNumbers;
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
    private readonly int highAccuracy;

    public CsvRowReader(CsvHeader header, StaticReportInterning interning)
    {
        statics = new CsvStaticReader(header, interning);
        numberReader = new CsvNumberReader(header);
        mayHaveAisUnits = header.Dialect == CsvDialect.AisHub;
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
        highAccuracy = header.FieldOf[(int)CsvColumn.HighAccuracy];
        hasUsualNumbers = header.Dialect is not (CsvDialect.MarineCadastre or CsvDialect.AisHub)
            && rateOfTurn >= 0 && speed >= 0 && course >= 0 && heading >= 0;
    }

    /// <summary>Reads a row that has as many fields as the header.</summary>
    /// <param name="row">The row.</param>
    /// <param name="report">As of <see cref="CsvReportParser.TryParse"/>.</param>
    /// <returns>As the reason of <see cref="CsvReportParser.TryParse"/>.</returns>
    public DropReason Read(in CsvRow row, out AisReport report)
    {
        if (!TryMobile(row, out var stationClass))
        {
            return Refused(DropReason.NotAVessel, out report);
        }

        if (!times.TryRead(row, time, out var eventTime))
        {
            return Refused(DropReason.BadTimestamp, out report);
        }

        if (!TrySender(row, out var mmsi))
        {
            return Refused(DropReason.BadMmsi, out report);
        }

        if (mobile < 0 && !CsvVocabulary.IsVessel(mmsi, out stationClass))
        {
            return Refused(DropReason.NotAVessel, out report);
        }

        // The look-up comes before the numbers, which do not need it: its way to memory and back is theirs to be read in.
        var inAisUnits = mayHaveAisUnits && CsvFields.IsUnixTime(row.Field(time));
        var isKnown = statics.TryFind(row, mmsi, inAisUnits, out var hash, out var staticReport);
        if (!TryUsualNumbers(row, out var numbers) && !numberReader.TryRead(row, inAisUnits, stationClass == StationClass.SarAircraft, out numbers))
        {
            return Refused(DropReason.BadNumber, out report);
        }

        if (!isKnown && statics.Read(row, mmsi, inAisUnits, hash, out staticReport) is not DropReason.None and var problem)
        {
            return Refused(problem, out report);
        }

        var hasPosition = numbers.Latitude != PositionReport.NoPosition & numbers.Longitude != PositionReport.NoPosition;
        report = new AisReport(
            new PositionReport(
                eventTime,
                mmsi,
                hasPosition ? numbers.Latitude : PositionReport.NoPosition,
                hasPosition ? numbers.Longitude : PositionReport.NoPosition,
                numbers.Speed,
                numbers.Course,
                numbers.Heading,
                numbers.RateOfTurn,
                stationClass,
                Status(row),
                highAccuracy >= 0 && row.Field(highAccuracy) is [(byte)'1']),
            staticReport);
        return hasPosition ? DropReason.None : DropReason.NoPosition;
    }

    private static DropReason Refused(DropReason reason, out AisReport report)
    {
        report = default;
        return reason;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryMobile(in CsvRow row, out StationClass stationClass)
    {
        if (mobile >= 0)
        {
            // "Class A" and "Class B", the letter the highest byte, the delimiter before it the lowest.
            const ulong Class = 0x0020_7373_616C_4300;
            var end = row.End(mobile);
            if (end - row.Start(mobile) == 7 && end >= sizeof(ulong))
            {
                var text = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(row.Block), end - 8));
                var letter = (uint)(text >> 56) - 'A';
                if ((text & 0x00FF_FFFF_FFFF_FF00) == Class && letter <= 1)
                {
                    stationClass = letter == 0 ? StationClass.ClassA : StationClass.ClassB;
                    return true;
                }
            }
        }

        return CsvVocabulary.IsVessel(row.Field(mobile), out stationClass);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TrySender(in CsvRow row, out Mmsi mmsi)
    {
        var end = row.End(sender);
        if (end < FixedShape.BytesBefore || !FixedShape.TryNineDigits(ref MemoryMarshal.GetReference(row.Block), row.Start(sender), end, out var value))
        {
            return TryRareSender(row, out mmsi);
        }

        mmsi = new Mmsi(value);
        return value != 0;
    }

    private bool TryRareSender(in CsvRow row, out Mmsi mmsi)
    {
        var isRead = DecimalText.TryReadWhole(row.Field(sender), out var value);
        mmsi = new Mmsi(value);
        return isRead && value != 0;
    }

    /// <summary>All numbers of a row in the Danish shape; asked once whether all of them had it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryUsualNumbers(in CsvRow row, out CsvNumbers numbers)
    {
        Unsafe.SkipInit(out numbers);

        // Each is loaded as the bytes before its end: no field of the table may stand at the very beginning of the block.
        if (!hasUsualNumbers || row.Start(0) < FixedShape.BytesBefore)
        {
            return false;
        }

        ref var bytes = ref MemoryMarshal.GetReference(row.Block);
        var strange = 0UL;
        var north = FixedShape.Coordinate(ref bytes, row.Start(latitude), row.End(latitude), ref strange);
        var east = FixedShape.Coordinate(ref bytes, row.Start(longitude), row.End(longitude), ref strange);
        var turn = FixedShape.SignedTenths(ref bytes, row.Start(rateOfTurn), row.End(rateOfTurn), ref strange);
        var knots = FixedShape.Tenths(ref bytes, row.Start(speed), row.End(speed), ref strange);
        var degrees = FixedShape.Tenths(ref bytes, row.Start(course), row.End(course), ref strange);
        var bow = FixedShape.Small(ref bytes, row.Start(heading), row.End(heading), ref strange);
        numbers.Latitude = Math.Abs(north) > CsvNumbers.NorthPole ? PositionReport.NoPosition : north;
        numbers.Longitude = Math.Abs(east) > CsvNumbers.DateLine ? PositionReport.NoPosition : east;
        numbers.Speed = row.Start(speed) == row.End(speed) | knots > CsvNumbers.LastSpeed ? CsvNumbers.NotTold : (short)knots;
        numbers.Course = row.Start(course) == row.End(course) | degrees > CsvNumbers.LastCourse ? CsvNumbers.NotTold : (short)degrees;
        numbers.Heading = row.Start(heading) == row.End(heading) | bow > CsvNumbers.LastHeading ? CsvNumbers.NotTold : (short)bow;
        numbers.RateOfTurn = row.Start(rateOfTurn) == row.End(rateOfTurn) | Math.Abs(turn) > RateOfTurn.MaxTenths ? PositionReport.NoRateOfTurn : (short)turn;
        return strange == 0 && Math.Abs(turn) <= CsvNumbers.MaxRateOfTurn && knots <= CsvNumbers.MaxSpeed && degrees <= CsvNumbers.MaxCourse && bow <= CsvNumbers.MaxHeading;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private NavigationalStatus Status(in CsvRow row) =>
        status < 0 ? NavigationalStatus.Undefined
        : statusWords.TryRead(row.Block, row.Start(status), row.End(status), out var read) ? read
        : CsvVocabulary.Status(row.Field(status));
}
