using System.Buffers;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Every field at its limit is written, one step beyond it is refused by name, and then nothing is written.</summary>
public sealed class SentMessageLimitTests
{
    private static readonly Mmsi Ship = new(219_000_606);
    private static readonly Mmsi Craft = new(982_190_001);

    /// <summary>Field, and the message with it at a limit.</summary>
    private static readonly (string Field, IAisMessage Message)[] AtTheLimit =
    [
        (nameof(IAisMessage.RepeatIndicator), new ClassAPositionMessage(Ship) { RepeatIndicator = 3 }),
        (nameof(IAisMessage.Mmsi), new ClassAPositionMessage(new Mmsi(999_999_999))),
        ("Status", new ClassAPositionMessage(Ship) { Status = (NavigationalStatus)15 }),
        ("RateOfTurnDegreesPerMinute", new ClassAPositionMessage(Ship) { RateOfTurnDegreesPerMinute = 720 }),
        ("RateOfTurnDegreesPerMinute", new ClassAPositionMessage(Ship) { RateOfTurnDegreesPerMinute = -720 }),
        ("SpeedOverGroundKnots", new ClassAPositionMessage(Ship) { SpeedOverGroundKnots = 102.2 }),
        ("SpeedOverGroundKnots", new ClassAPositionMessage(Ship) { SpeedOverGroundKnots = 0 }),
        ("Position", new ClassAPositionMessage(Ship) { Position = new GeoPosition(90, 180) }),
        ("Position", new ClassAPositionMessage(Ship) { Position = new GeoPosition(-90, -180) }),
        ("CourseOverGroundDegrees", new ClassAPositionMessage(Ship) { CourseOverGroundDegrees = 359.99 }),
        ("TrueHeadingDegrees", new ClassAPositionMessage(Ship) { TrueHeadingDegrees = 359 }),
        ("UtcSecond", new ClassAPositionMessage(Ship) { UtcSecond = 63 }),
        ("UtcSecond", new ClassAPositionMessage(Ship) { UtcSecond = 59 }),
        ("CommunicationState", new ClassAPositionMessage(Ship) { CommunicationState = (1 << 19) - 1 }),
        ("UtcTime", new BaseStationMessage(Ship) { UtcTime = Instant.FromUtc(1, 1, 1) }),
        ("UtcTime", new BaseStationMessage(Ship) { UtcTime = Instant.FromUtc(9999, 12, 31, 23, 59, 59, 999) }),
        ("PositionFixingDevice", new BaseStationMessage(Ship) { PositionFixingDevice = 15 }),
        ("CommunicationState", new BaseStationMessage(Ship) { CommunicationState = (1 << 19) - 1 }),
        ("AisVersion", new StaticAndVoyageMessage(Ship) { AisVersion = 3 }),
        ("ImoNumber", new StaticAndVoyageMessage(Ship) { ImoNumber = (1u << 30) - 1 }),
        ("ImoNumber", new StaticAndVoyageMessage(Ship) { ImoNumber = 1 }),
        ("CallSign", new StaticAndVoyageMessage(Ship) { CallSign = Of(7) }),
        ("Name", new StaticAndVoyageMessage(Ship) { Name = Of(20) }),
        ("ShipType", new StaticAndVoyageMessage(Ship) { ShipType = new ShipType(99) }),
        ("ToBowMetres", new StaticAndVoyageMessage(Ship) { Hull = new HullDimensions(ToBowMetres: 511) }),
        ("ToSternMetres", new StaticAndVoyageMessage(Ship) { Hull = new HullDimensions(ToSternMetres: 511) }),
        ("ToPortMetres", new StaticAndVoyageMessage(Ship) { Hull = new HullDimensions(ToPortMetres: 63) }),
        ("ToStarboardMetres", new StaticAndVoyageMessage(Ship) { Hull = new HullDimensions(ToStarboardMetres: 63) }),
        ("PositionFixingDevice", new StaticAndVoyageMessage(Ship) { PositionFixingDevice = 15 }),
        ("Month", new StaticAndVoyageMessage(Ship) { Arrival = new EstimatedArrival(Month: 12) }),
        ("Month", new StaticAndVoyageMessage(Ship) { Arrival = new EstimatedArrival(Month: 1) }),
        ("Day", new StaticAndVoyageMessage(Ship) { Arrival = new EstimatedArrival(Day: 31) }),
        ("Hour", new StaticAndVoyageMessage(Ship) { Arrival = new EstimatedArrival(Hour: 23) }),
        ("Minute", new StaticAndVoyageMessage(Ship) { Arrival = new EstimatedArrival(Minute: 59) }),
        ("DraughtMetres", new StaticAndVoyageMessage(Ship) { DraughtMetres = 25.5 }),
        ("DraughtMetres", new StaticAndVoyageMessage(Ship) { DraughtMetres = 0.1 }),
        ("Destination", new StaticAndVoyageMessage(Ship) { Destination = Of(20) }),
        ("AltitudeMetres", new SarAircraftMessage(Ship) { AltitudeMetres = 4094 }),
        ("SpeedOverGroundKnots", new SarAircraftMessage(Ship) { SpeedOverGroundKnots = 1022 }),
        ("CommunicationState", new SarAircraftMessage(Ship) { CommunicationState = (1 << 20) - 1 }),
        ("Text", new SafetyBroadcastMessage(Ship, "X")),
        ("Text", new SafetyBroadcastMessage(Ship, Of(161))),
        ("SpeedOverGroundKnots", new ClassBPositionMessage(Ship) { SpeedOverGroundKnots = 102.2 }),
        ("CommunicationState", new ClassBPositionMessage(Ship) { CommunicationState = (1 << 20) - 1 }),
        ("Name", new ClassBExtendedMessage(Ship) { Name = Of(20) }),
        ("PositionFixingDevice", new ClassBExtendedMessage(Ship) { PositionFixingDevice = 15 }),
        ("TypeOfAid", new AidToNavigationMessage(Ship) { TypeOfAid = 31 }),
        ("Name", new AidToNavigationMessage(Ship) { Name = Of(34) }),
        ("Status", new AidToNavigationMessage(Ship) { Status = 255 }),
        ("Name", new StaticDataPartAMessage(Ship) { Name = Of(20) }),
        ("VendorId", new StaticDataPartBMessage(Ship) { VendorId = Of(3) }),
        ("UnitModel", new StaticDataPartBMessage(Ship) { UnitModel = 15 }),
        ("SerialNumber", new StaticDataPartBMessage(Ship) { SerialNumber = (1 << 20) - 1 }),
        ("MotherShipMmsi", new StaticDataPartBMessage(Craft) { MotherShipMmsi = new Mmsi(999_999_999) }),
        ("Hull", new StaticDataPartBMessage(Ship) { Hull = new HullDimensions(1) }),
        ("SpeedOverGroundKnots", new LongRangePositionMessage(Ship) { SpeedOverGroundKnots = 62 }),
        ("CourseOverGroundDegrees", new LongRangePositionMessage(Ship) { CourseOverGroundDegrees = 359.99 }),
        ("Position", new LongRangePositionMessage(Ship) { Position = new GeoPosition(-90, 180) }),
    ];

    /// <summary>Field, and the message with it one step beyond.</summary>
    private static readonly (string Field, IAisMessage Message)[] OneBeyond =
    [
        ("MessageType", new ClassAPositionMessage(Ship) { MessageType = 4 }),
        ("MessageType", new ClassAPositionMessage(Ship) { MessageType = 0 }),
        ("RepeatIndicator", new ClassAPositionMessage(Ship) { RepeatIndicator = 4 }),
        ("RepeatIndicator", new LongRangePositionMessage(Ship) { RepeatIndicator = -1 }),
        ("Mmsi", new ClassAPositionMessage(new Mmsi(1_000_000_000))),
        ("Status", new ClassAPositionMessage(Ship) { Status = (NavigationalStatus)16 }),
        ("RateOfTurnDegreesPerMinute", new ClassAPositionMessage(Ship) { RateOfTurnDegreesPerMinute = 720.1 }),
        ("RateOfTurnDegreesPerMinute", new ClassAPositionMessage(Ship) { RateOfTurnDegreesPerMinute = -720.1 }),
        ("RateOfTurnDegreesPerMinute", new ClassAPositionMessage(Ship) { RateOfTurnDegreesPerMinute = double.NaN }),
        ("SpeedOverGroundKnots", new ClassAPositionMessage(Ship) { SpeedOverGroundKnots = 102.3 }),
        ("SpeedOverGroundKnots", new ClassAPositionMessage(Ship) { SpeedOverGroundKnots = -0.1 }),
        ("SpeedOverGroundKnots", new ClassAPositionMessage(Ship) { SpeedOverGroundKnots = double.NaN }),
        ("Position", new ClassAPositionMessage(Ship) { Position = new GeoPosition(90.000_001, 0) }),
        ("Position", new ClassAPositionMessage(Ship) { Position = new GeoPosition(0, -180.000_001) }),
        ("Position", new ClassAPositionMessage(Ship) { Position = new GeoPosition(double.NaN, 0) }),
        ("CourseOverGroundDegrees", new ClassAPositionMessage(Ship) { CourseOverGroundDegrees = 360 }),
        ("CourseOverGroundDegrees", new ClassAPositionMessage(Ship) { CourseOverGroundDegrees = -0.1 }),
        ("TrueHeadingDegrees", new ClassAPositionMessage(Ship) { TrueHeadingDegrees = 360 }),
        ("TrueHeadingDegrees", new ClassAPositionMessage(Ship) { TrueHeadingDegrees = -1 }),
        ("UtcSecond", new ClassAPositionMessage(Ship) { UtcSecond = 64 }),
        ("UtcSecond", new ClassAPositionMessage(Ship) { UtcSecond = 60 }),
        ("CommunicationState", new ClassAPositionMessage(Ship) { CommunicationState = 1 << 19 }),
        ("UtcTime", new BaseStationMessage(Ship) { UtcTime = Instant.FromUtc(1, 1, 1) - TimeSpan.FromMilliseconds(1) }),
        ("UtcTime", new BaseStationMessage(Ship) { UtcTime = Instant.FromUtc(9999, 12, 31, 23, 59, 59, 999) + TimeSpan.FromMilliseconds(1) }),
        ("PositionFixingDevice", new BaseStationMessage(Ship) { PositionFixingDevice = 16 }),
        ("CommunicationState", new BaseStationMessage(Ship) { CommunicationState = 1 << 19 }),
        ("AisVersion", new StaticAndVoyageMessage(Ship) { AisVersion = 4 }),
        ("ImoNumber", new StaticAndVoyageMessage(Ship) { ImoNumber = 1u << 30 }),
        ("ImoNumber", new StaticAndVoyageMessage(Ship) { ImoNumber = 0 }),
        ("CallSign", new StaticAndVoyageMessage(Ship) { CallSign = Of(8) }),
        ("Name", new StaticAndVoyageMessage(Ship) { Name = Of(21) }),
        ("ShipType", new StaticAndVoyageMessage(Ship) { ShipType = new ShipType(100) }),
        ("ToBowMetres", new StaticAndVoyageMessage(Ship) { Hull = new HullDimensions(ToBowMetres: 512) }),
        ("ToSternMetres", new StaticAndVoyageMessage(Ship) { Hull = new HullDimensions(ToSternMetres: 512) }),
        ("ToPortMetres", new StaticAndVoyageMessage(Ship) { Hull = new HullDimensions(ToPortMetres: 64) }),
        ("ToStarboardMetres", new StaticAndVoyageMessage(Ship) { Hull = new HullDimensions(ToStarboardMetres: -1) }),
        ("PositionFixingDevice", new StaticAndVoyageMessage(Ship) { PositionFixingDevice = 16 }),
        ("Month", new StaticAndVoyageMessage(Ship) { Arrival = new EstimatedArrival(Month: 13) }),
        ("Month", new StaticAndVoyageMessage(Ship) { Arrival = new EstimatedArrival(Month: 0) }),
        ("Day", new StaticAndVoyageMessage(Ship) { Arrival = new EstimatedArrival(Day: 32) }),
        ("Hour", new StaticAndVoyageMessage(Ship) { Arrival = new EstimatedArrival(Hour: 24) }),
        ("Minute", new StaticAndVoyageMessage(Ship) { Arrival = new EstimatedArrival(Minute: 60) }),
        ("DraughtMetres", new StaticAndVoyageMessage(Ship) { DraughtMetres = 25.6 }),
        ("DraughtMetres", new StaticAndVoyageMessage(Ship) { DraughtMetres = 0 }),
        ("Destination", new StaticAndVoyageMessage(Ship) { Destination = Of(21) }),
        ("AltitudeMetres", new SarAircraftMessage(Ship) { AltitudeMetres = 4095 }),
        ("SpeedOverGroundKnots", new SarAircraftMessage(Ship) { SpeedOverGroundKnots = 1023 }),
        ("CommunicationState", new SarAircraftMessage(Ship) { CommunicationState = 1 << 20 }),
        ("Text", new SafetyBroadcastMessage(Ship, "")),
        ("Text", new SafetyBroadcastMessage(Ship, Of(162))),
        ("SpeedOverGroundKnots", new ClassBPositionMessage(Ship) { SpeedOverGroundKnots = 102.3 }),
        ("CommunicationState", new ClassBPositionMessage(Ship) { CommunicationState = 1 << 20 }),
        ("Name", new ClassBExtendedMessage(Ship) { Name = Of(21) }),
        ("PositionFixingDevice", new ClassBExtendedMessage(Ship) { PositionFixingDevice = -1 }),
        ("TypeOfAid", new AidToNavigationMessage(Ship) { TypeOfAid = 32 }),
        ("Name", new AidToNavigationMessage(Ship) { Name = Of(35) }),
        ("Status", new AidToNavigationMessage(Ship) { Status = 256 }),
        ("Name", new StaticDataPartAMessage(Ship) { Name = Of(21) }),
        ("VendorId", new StaticDataPartBMessage(Ship) { VendorId = Of(4) }),
        ("UnitModel", new StaticDataPartBMessage(Ship) { UnitModel = 16 }),
        ("SerialNumber", new StaticDataPartBMessage(Ship) { SerialNumber = 1 << 20 }),
        ("MotherShipMmsi", new StaticDataPartBMessage(Craft) { MotherShipMmsi = new Mmsi(1_000_000_000) }),
        ("MotherShipMmsi", new StaticDataPartBMessage(Ship) { MotherShipMmsi = Craft }),
        ("Hull", new StaticDataPartBMessage(Craft) { Hull = new HullDimensions(1) }),
        ("SpeedOverGroundKnots", new LongRangePositionMessage(Ship) { SpeedOverGroundKnots = 63 }),
        ("CourseOverGroundDegrees", new LongRangePositionMessage(Ship) { CourseOverGroundDegrees = 360 }),
        ("Position", new LongRangePositionMessage(Ship) { Position = new GeoPosition(-90.01, 180) }),
    ];

    [Fact]
    public void Write_FieldAtItsLimit_IsWritten() => Assert.All(AtTheLimit, entry =>
    {
        var output = new ArrayBufferWriter<byte>();
        new AisEncoder().Write(entry.Message, Instant.FromUnixSeconds(1), output);
        Assert.InRange(output.WrittenCount, 20, 500);
    });

    [Fact]
    public void Write_FieldOneBeyondItsLimit_IsRefusedByNameAndNothingIsWritten() => Assert.All(OneBeyond, entry =>
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new AisEncoder();

        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Write(entry.Message, Instant.FromUnixSeconds(1), output));

        Assert.Equal(entry.Field, refused.ParamName);
        Assert.Equal(0, output.WrittenCount);

        // And the next message is whole.
        encoder.Write(new StaticDataPartAMessage(Ship) { Name = "NEXT" }, Instant.FromUnixSeconds(1), output);
        var fresh = new ArrayBufferWriter<byte>();
        new AisEncoder().Write(new StaticDataPartAMessage(Ship) { Name = "NEXT" }, Instant.FromUnixSeconds(1), fresh);
        Assert.Equal(Bytes.Text(fresh.WrittenSpan), Bytes.Text(output.WrittenSpan));
    });

    [Fact]
    public void EveryLimit_HasAStepBeyondIt() =>
        Assert.Empty(AtTheLimit.Select(entry => (entry.Field, entry.Message.GetType())).Except(OneBeyond.Select(entry => (entry.Field, entry.Message.GetType()))));

    private static string Of(int characters) => new('X', characters);
}
