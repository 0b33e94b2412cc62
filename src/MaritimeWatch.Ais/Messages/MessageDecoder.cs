using System.Runtime.CompilerServices;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Stage <c>Decode</c>: the bits of a message into a report without a time. Every "not available" of the wire becomes null here.</summary>
/// <remarks>Messages 1, 2, 3, 9, 18, 19 and 27 give positions, 5, 19 and 24 static data; the others have no use for tracks.</remarks>
public sealed class MessageDecoder(StaticReportInterning interning)
{
    /// <summary>181° in 1/10,000 minute.</summary>
    private const int NoLongitude = 181 * PositionReport.RawPerDegree;

    /// <summary>91° in 1/10,000 minute.</summary>
    private const int NoLatitude = 91 * PositionReport.RawPerDegree;

    private const int MaxLatitude = 90 * PositionReport.RawPerDegree;
    private const int MaxLongitude = 180 * PositionReport.RawPerDegree;

    /// <summary>Raw units in 1/10 minute, the resolution of message 27.</summary>
    private const int RawPerTenthMinute = 1_000;

    private const int ClassABits = 168;

    /// <summary>Messages in, unusable ones dropped.</summary>
    public StageCounter Counter { get; } = new("Decode");

    /// <summary>Reads one message.</summary>
    /// <param name="bits">Its bits.</param>
    /// <param name="report">
    /// Position, static data or both, its time not set. With <see cref="DropReason.NoPosition"/> it carries sender and static data.
    /// </param>
    /// <param name="reason">
    /// <see cref="DropReason.WrongLength"/>, <see cref="DropReason.BadMmsi"/>, <see cref="DropReason.NoPosition"/>,
    /// <see cref="DropReason.NotAVessel"/> for messages 4, 11 and 21, or <see cref="DropReason.UnusedType"/>.
    /// </param>
    public bool TryDecode(in PayloadBits bits, out AisReport report, out DropReason reason) => TryDecode(bits, default, out report, out reason);

    /// <summary>Reads one message whose time is known.</summary>
    /// <param name="bits">Its bits.</param>
    /// <param name="time">Event time, a whole second.</param>
    /// <param name="report">As for the other overload, with this time.</param>
    /// <param name="reason">As for the other overload.</param>
    public bool TryDecode(in PayloadBits bits, Instant time, out AisReport report, out DropReason reason)
    {
        Counter.Received();

        // Three messages in four are class A positions of the full length, which pass every check.
        reason = bits.MessageType is 1 or 2 or 3 && bits.Count == ClassABits && bits.Mmsi is > 0 and <= 999_999_999
            ? DecodeClassA(bits, time, out report)
            : Decode(bits, time, out report);
        if (reason == DropReason.None)
        {
            return true;
        }

        Counter.Drop(reason);
        return false;
    }

    private static DropReason DecodeClassA(in PayloadBits bits, Instant time, out AisReport report)
    {
        report = new AisReport(ClassA(new ClassAPosition(bits), new Mmsi(bits.Mmsi), time), null);
        return report.Dynamic.HasPosition ? DropReason.None : DropReason.NoPosition;
    }

    private DropReason Decode(in PayloadBits bits, Instant time, out AisReport report)
    {
        report = default;
        var reason = MessageCheck.Of(bits);
        if (reason != DropReason.None)
        {
            return reason;
        }

        var mmsi = new Mmsi(bits.Mmsi);
        switch (bits.MessageType)
        {
            case 1 or 2 or 3:
                return DecodeClassA(bits, time, out report);
            case 5:
                report = new AisReport(Silent(mmsi, time, StationClass.ClassA), Static(new StaticAndVoyageData(bits), mmsi));
                return DropReason.None;
            case 9:
                report = new AisReport(SarAircraft(new SarAircraftPosition(bits), mmsi, time), null);
                break;
            case 18:
                report = new AisReport(ClassB(new ClassBPosition(bits), mmsi, time), null);
                break;
            case 19:
                report = new AisReport(ClassB(new ClassBPosition(bits), mmsi, time), Static(new ClassBExtendedPosition(bits), mmsi));
                break;
            case 24:
                var part = new StaticDataPartB(bits);
                report = new AisReport(Silent(mmsi, time, StationClass.ClassB), part.PartNumber == 0 ? Static(new StaticDataPartA(bits), mmsi) : Static(part, mmsi));
                return DropReason.None;
            case 27:
                report = new AisReport(LongRange(new LongRangePosition(bits), mmsi, time), null);
                break;
            case 4 or 11 or 21:
                return DropReason.NotAVessel;
            default:
                return DropReason.UnusedType;
        }

        return report.Dynamic.HasPosition ? DropReason.None : DropReason.NoPosition;
    }

    private static PositionReport ClassA(ClassAPosition message, Mmsi mmsi, Instant time) => Position(
        mmsi, time, message.Latitude, message.Longitude, Speed(message.SpeedOverGroundTenths), Course(message.CourseOverGroundTenths),
        Heading(message.TrueHeadingDegrees), RateOfTurn.ToTenths(message.RateOfTurnCode), StationClass.ClassA,
        (NavigationalStatus)message.NavigationalStatus, message.HasHighAccuracy);

    private static PositionReport ClassB(ClassBPosition message, Mmsi mmsi, Instant time) => Position(
        mmsi, time, message.Latitude, message.Longitude, Speed(message.SpeedOverGroundTenths), Course(message.CourseOverGroundTenths),
        Heading(message.TrueHeadingDegrees), PositionReport.NoRateOfTurn, StationClass.ClassB, NavigationalStatus.Undefined, message.HasHighAccuracy);

    private static PositionReport SarAircraft(SarAircraftPosition message, Mmsi mmsi, Instant time) => Position(
        mmsi, time, message.Latitude, message.Longitude, message.SpeedOverGroundKnots == 1023 ? (short)-1 : (short)(message.SpeedOverGroundKnots * 10),
        Course(message.CourseOverGroundTenths), -1, PositionReport.NoRateOfTurn, StationClass.SarAircraft, NavigationalStatus.Undefined, message.HasHighAccuracy);

    private static PositionReport LongRange(LongRangePosition message, Mmsi mmsi, Instant time) => Position(
        mmsi, time, message.LatitudeTenthMinutes * RawPerTenthMinute, message.LongitudeTenthMinutes * RawPerTenthMinute,
        message.SpeedOverGroundKnots == 63 ? (short)-1 : (short)(message.SpeedOverGroundKnots * 10),
        message.CourseOverGroundDegrees > 359 ? (short)-1 : (short)(message.CourseOverGroundDegrees * 10),
        -1, PositionReport.NoRateOfTurn, StationClass.ClassA, (NavigationalStatus)message.NavigationalStatus, message.HasHighAccuracy);

    private static PositionReport Position(
        Mmsi mmsi, Instant time, int latitude, int longitude, short speed, short course, short heading, short rateOfTurn,
        StationClass stationClass, NavigationalStatus status, bool hasHighAccuracy)
    {
        // Within 90° and 180° either way, without a branch on the hemisphere.
        var isOnGlobe = ((uint)(latitude + MaxLatitude) <= 2 * MaxLatitude) & ((uint)(longitude + MaxLongitude) <= 2 * MaxLongitude);
        return new PositionReport(
            time,
            mmsi,
            isOnGlobe ? latitude : PositionReport.NoPosition,
            isOnGlobe ? longitude : PositionReport.NoPosition,
            speed,
            course,
            heading,
            rateOfTurn,
            mmsi.Kind is StationKind.SearchAndRescueTransmitter or StationKind.ManOverboardDevice or StationKind.EmergencyBeacon ? StationClass.DistressTransmitter : stationClass,
            status,
            hasHighAccuracy);
    }

    /// <summary>The dynamic half of a message that has none.</summary>
    private static PositionReport Silent(Mmsi mmsi, Instant time, StationClass stationClass) => Position(
        mmsi, time, NoLatitude, NoLongitude, -1, -1, -1, PositionReport.NoRateOfTurn, stationClass, NavigationalStatus.Undefined, hasHighAccuracy: false);

    private static short Speed(int tenths) => tenths == 1023 ? (short)-1 : (short)tenths;

    private static short Course(int tenths) => tenths > 3599 ? (short)-1 : (short)tenths;

    private static short Heading(int degrees) => degrees > 359 ? (short)-1 : (short)degrees;

    // What is known already is looked up without the room that a new report's texts need.
    private StaticReport? Static(StaticAndVoyageData message, Mmsi mmsi) => message.StaticHash is var hash && interning.TryGet(mmsi, hash, out var known) ? known : New(message, mmsi, hash);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private StaticReport? New(StaticAndVoyageData message, Mmsi mmsi, ulong hash)
    {
        Span<byte> callSign = stackalloc byte[7];
        Span<byte> name = stackalloc byte[20];
        Span<byte> destination = stackalloc byte[20];
        return interning.Add(mmsi, hash, new StaticReport(
            mmsi,
            StaticFields.ImoNumber(message.ImoNumber),
            Text(callSign[..message.CallSign(callSign)]),
            Text(name[..message.Name(name)]),
            StaticFields.ShipType(message.TypeOfShip),
            StaticFields.Metres(message.ToBowMetres),
            StaticFields.Metres(message.ToSternMetres),
            StaticFields.Metres(message.ToPortMetres),
            StaticFields.Metres(message.ToStarboardMetres),
            StaticFields.Metres(message.ToBowMetres + message.ToSternMetres),
            StaticFields.Metres(message.ToPortMetres + message.ToStarboardMetres),
            message.DraughtTenths == 0 ? null : message.DraughtTenths / 10.0,
            Text(destination[..message.Destination(destination)]),
            MessageType: 5));
    }

    private StaticReport? Static(ClassBExtendedPosition message, Mmsi mmsi) => message.StaticHash is var hash && interning.TryGet(mmsi, hash, out var known) ? known : New(message, mmsi, hash);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private StaticReport? New(ClassBExtendedPosition message, Mmsi mmsi, ulong hash)
    {
        Span<byte> name = stackalloc byte[20];
        return interning.Add(mmsi, hash, new StaticReport(
            mmsi,
            Name: Text(name[..message.Name(name)]),
            ShipType: StaticFields.ShipType(message.TypeOfShip),
            ToBow: StaticFields.Metres(message.ToBowMetres),
            ToStern: StaticFields.Metres(message.ToSternMetres),
            ToPort: StaticFields.Metres(message.ToPortMetres),
            ToStarboard: StaticFields.Metres(message.ToStarboardMetres),
            LengthMetres: StaticFields.Metres(message.ToBowMetres + message.ToSternMetres),
            BreadthMetres: StaticFields.Metres(message.ToPortMetres + message.ToStarboardMetres),
            MessageType: 19));
    }

    private StaticReport? Static(StaticDataPartA message, Mmsi mmsi) => message.StaticHash is var hash && interning.TryGet(mmsi, hash, out var known) ? known : New(message, mmsi, hash);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private StaticReport? New(StaticDataPartA message, Mmsi mmsi, ulong hash)
    {
        Span<byte> name = stackalloc byte[20];
        return interning.Add(mmsi, hash, new StaticReport(mmsi, Name: Text(name[..message.Name(name)]), MessageType: 24));
    }

    private StaticReport? Static(StaticDataPartB message, Mmsi mmsi) => message.StaticHash is var hash && interning.TryGet(mmsi, hash, out var known) ? known : New(message, mmsi, hash);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private StaticReport? New(StaticDataPartB message, Mmsi mmsi, ulong hash)
    {
        // A craft of a parent ship sends the parent's MMSI where others send their size.
        var hasSize = mmsi.Kind != StationKind.AuxiliaryCraft;
        Span<byte> callSign = stackalloc byte[7];
        return interning.Add(mmsi, hash, new StaticReport(
            mmsi,
            CallSign: Text(callSign[..message.CallSign(callSign)]),
            ShipType: StaticFields.ShipType(message.TypeOfShip),
            ToBow: hasSize ? StaticFields.Metres(message.ToBowMetres) : null,
            ToStern: hasSize ? StaticFields.Metres(message.ToSternMetres) : null,
            ToPort: hasSize ? StaticFields.Metres(message.ToPortMetres) : null,
            ToStarboard: hasSize ? StaticFields.Metres(message.ToStarboardMetres) : null,
            LengthMetres: hasSize ? StaticFields.Metres(message.ToBowMetres + message.ToSternMetres) : null,
            BreadthMetres: hasSize ? StaticFields.Metres(message.ToPortMetres + message.ToStarboardMetres) : null,
            MessageType: 24));
    }

    private static string? Text(ReadOnlySpan<byte> ascii)
    {
        ascii = ascii.Trim((byte)' ');
        return ascii.IsEmpty ? null : System.Text.Encoding.ASCII.GetString(ascii);
    }
}
