using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests;

/// <summary>
/// Whole sentences and their values come from the published samples of the gpsd document (checked there with independent tools);
/// bit strings follow the tables of ITU-R M.1371-5.
/// </summary>
public sealed class MessageDecoderTests
{
    private const int NoLongitude = 108_600_000;
    private const int NoLatitude = 54_600_000;

    [Fact]
    public void TryDecode_PublishedMessage1_HasTheValuesOfItsDump()
    {
        // MMSI 371798000, ROT -127, SOG 12.3, accuracy 1, -123.395383333, 48.38163333, COG 224, heading 215.
        var report = Read("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A").Dynamic;

        Assert.Equal(new Mmsi(371798000), report.Mmsi);
        Assert.Equal(12.3, report.SpeedOverGroundKnots);
        Assert.True(report.HasHighAccuracy);
        Assert.Equal(-74037230, report.RawLongitude);
        Assert.Equal(29028980, report.RawLatitude);
        Assert.Equal(224.0, report.CourseOverGroundDegrees);
        Assert.Equal(215, report.TrueHeadingDegrees);
        Assert.Equal(NavigationalStatus.UnderWayUsingEngine, report.Status);
        Assert.Equal(StationClass.ClassA, report.StationClass);
        Assert.Equal(-720.0, report.RateOfTurnDegreesPerMinute);
    }

    [Fact]
    public void TryDecode_PublishedMessage5_HasTheValuesOfItsDump()
    {
        // MMSI 351759000, IMO 9134270, 3FOF8, EVER DIADEM, type 70, 225/70/1/31 m, draught 12.2, NEW YORK.
        var report = Read(
            "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C",
            "!AIVDM,2,2,1,A,88888888880,2*25");

        Assert.Equal(
            new StaticReport(new Mmsi(351759000), 9134270, "3FOF8", "EVER DIADEM", new ShipType(70), 225, 70, 1, 31, 295, 32, 12.2, "NEW YORK", 5),
            report.Static);
        Assert.False(report.Dynamic.HasPosition);
        Assert.Equal(new Mmsi(351759000), report.Mmsi);
    }

    [Fact]
    public void TryDecode_PublishedMessage9_HasTheValuesOfItsDump()
    {
        // MMSI 111232511, SOG 42 (whole knots), -6.27884, 58.144, COG 154.5.
        var report = Read("!AIVDM,1,1,,B,91b55wi;hbOS@OdQAC062Ch2089h,0*30").Dynamic;

        Assert.Equal(42.0, report.SpeedOverGroundKnots);
        Assert.Equal(-6.27884, report.Longitude, 5);
        Assert.Equal(58.144, report.Latitude, 5);
        Assert.Equal(154.5, report.CourseOverGroundDegrees);
        Assert.Equal(StationClass.SarAircraft, report.StationClass);
    }

    [Fact]
    public void TryDecode_PublishedMessage18_HasTheValuesOfItsDump()
    {
        // MMSI 338087471, SOG 0.1, -74.07213166667, 40.68454, COG 79.6, heading 511.
        var report = Read("!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C").Dynamic;

        Assert.Equal(new Mmsi(338087471), report.Mmsi);
        Assert.Equal(0.1, report.SpeedOverGroundKnots);
        Assert.Equal(-44443279, report.RawLongitude);
        Assert.Equal(24410724, report.RawLatitude);
        Assert.Equal(79.6, report.CourseOverGroundDegrees);
        Assert.Null(report.TrueHeadingDegrees);
        Assert.Equal(StationClass.ClassB, report.StationClass);
    }

    [Fact]
    public void TryDecode_PublishedMessage19_GivesPositionAndStaticData()
    {
        // MMSI 367059850, 8.7 kn, -88.8103916667, 29.5436950000, COG 335.9, CAPT.J.RIMES, type 70, 5/21/4/4 m.
        var report = Read("!AIVDM,1,1,,B,C5N3SRgPEnJGEBT>NhWAwwo862PaLELTBJ:V00000000S0D:R220,0*0B");

        Assert.Equal(8.7, report.Dynamic.SpeedOverGroundKnots);
        Assert.Equal(-88.810392, report.Dynamic.Longitude, 6);
        Assert.Equal(29.543695, report.Dynamic.Latitude, 6);
        Assert.Equal(335.9, report.Dynamic.CourseOverGroundDegrees);
        Assert.Equal(
            new StaticReport(new Mmsi(367059850), Name: "CAPT.J.RIMES", ShipType: new ShipType(70), ToBow: 5, ToStern: 21, ToPort: 4, ToStarboard: 4, LengthMetres: 26, BreadthMetres: 8, MessageType: 19),
            report.Static);
    }

    [Fact]
    public void TryDecode_PublishedMessage4_IsNoVessel() => Assert.Equal(DropReason.NotAVessel, Reject("!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D"));

    [Fact]
    public void TryDecode_Message24_EachHalfSaysItsOwn()
    {
        var a = Decode(BitString.Of(24, 219000606).Put(0, 2).Put("ANNA", 20)).Static;
        var b = Decode(BitString.Of(24, 219000606).Put(1, 2).Put(36, 8).Put(0, 42).Put("XP1234", 7).Put(8, 9).Put(4, 9).Put(1, 6).Put(2, 6).Put(0, 6)).Static;

        Assert.Equal(new StaticReport(new Mmsi(219000606), Name: "ANNA", MessageType: 24), a);
        Assert.Equal(
            new StaticReport(new Mmsi(219000606), CallSign: "XP1234", ShipType: new ShipType(36), ToBow: 8, ToStern: 4, ToPort: 1, ToStarboard: 2, LengthMetres: 12, BreadthMetres: 3, MessageType: 24),
            b);
    }

    [Fact]
    public void TryDecode_Message24OfACraftOfAParentShip_HasNoSize()
    {
        // 98MIDxxxx: the bits of the dimensions hold the MMSI of the mother ship.
        var report = Decode(BitString.Of(24, 982190001).Put(1, 2).Put(36, 8).Put(0, 42).Put("XP1234", 7).Put(219000606, 30).Put(0, 6)).Static;

        Assert.Null(report!.LengthMetres);
        Assert.Null(report.ToBow);
    }

    [Fact]
    public void TryDecode_Message27_IsInTenthMinutesAndWholeKnots()
    {
        var report = Decode(BitString.Of(27, 219000606).Put(1, 1).Put(0, 1).Put(5, 4).Put(-1234, 18).Put(33001, 17).Put(12, 6).Put(359, 9).Put(0, 2)).Dynamic;

        Assert.Equal(-1_234_000, report.RawLongitude);
        Assert.Equal(33_001_000, report.RawLatitude);
        Assert.Equal(12.0, report.SpeedOverGroundKnots);
        Assert.Equal(359.0, report.CourseOverGroundDegrees);
        Assert.Equal(NavigationalStatus.Moored, report.Status);
    }

    [Fact]
    public void TryDecode_Message27Sentinels_AreNotAvailable()
    {
        // 181 and 91 degrees in tenths of a minute: 0x1A838 and 0xD548.
        Assert.Equal(DropReason.NoPosition, Reject(BitString.Of(27, 219000606).Put(0, 6).Put(0x1A838, 18).Put(0xD548, 17).Put(63, 6).Put(511, 9).Put(0, 2)));
        var report = Decode(BitString.Of(27, 219000606).Put(0, 6).Put(0, 18).Put(0, 17).Put(63, 6).Put(511, 9).Put(0, 2)).Dynamic;

        Assert.Null(report.SpeedOverGroundKnots);
        Assert.Null(report.CourseOverGroundDegrees);
    }

    [Theory]
    [InlineData(1022, 102.2)]
    [InlineData(1023, null)]
    public void TryDecode_Speed_AtTheSentinel(int raw, double? knots) => Assert.Equal(knots, Decode(ClassA(speed: raw)).Dynamic.SpeedOverGroundKnots);

    [Theory]
    [InlineData(3599, 359.9)]
    [InlineData(3600, null)]
    [InlineData(4095, null)]
    public void TryDecode_Course_AtTheSentinel(int raw, double? degrees) => Assert.Equal(degrees, Decode(ClassA(course: raw)).Dynamic.CourseOverGroundDegrees);

    [Theory]
    [InlineData(359, 359)]
    [InlineData(360, null)]
    [InlineData(511, null)]
    public void TryDecode_Heading_AtTheSentinel(int raw, int? degrees) => Assert.Equal(degrees, Decode(ClassA(heading: raw)).Dynamic.TrueHeadingDegrees);

    [Theory]
    [InlineData(-128, null)]
    [InlineData(0, 0.0)]
    [InlineData(-11, -5.4)] // (11 / 4.733)² = 5.40
    [InlineData(126, 708.7)] // (126 / 4.733)² = 708.72
    public void TryDecode_RateOfTurn_IsTheSquareWithItsSign(int code, double? degreesPerMinute) =>
        Assert.Equal(degreesPerMinute, Decode(ClassA(turn: code)).Dynamic.RateOfTurnDegreesPerMinute);

    [Theory]
    [InlineData(NoLongitude, 0)]
    [InlineData(0, NoLatitude)]
    [InlineData(108_000_001, 0)]
    [InlineData(0, -54_000_001)]
    public void TryDecode_NoPosition_StillCarriesTheSender(int longitude, int latitude)
    {
        var decoder = new MessageDecoder(new StaticReportInterning());

        Assert.False(decoder.TryDecode(ClassA(longitude: longitude, latitude: latitude).Decoded(), out var report, out var reason));
        Assert.Equal(DropReason.NoPosition, reason);
        Assert.Equal(new Mmsi(219000606), report.Mmsi);
        Assert.False(report.Dynamic.HasPosition);
    }

    [Theory]
    [InlineData(970_000_001u)]
    [InlineData(972_000_001u)]
    [InlineData(974_000_001u)]
    public void TryDecode_DistressIdentity_IsADistressTransmitter(uint mmsi) =>
        Assert.Equal(StationClass.DistressTransmitter, Decode(ClassA(mmsi: mmsi)).Dynamic.StationClass);

    [Theory]
    [InlineData(0u)]
    [InlineData(1_000_000_000u)]
    public void TryDecode_ImpossibleMmsi_IsRejected(uint mmsi) => Assert.Equal(DropReason.BadMmsi, Reject(ClassA(mmsi: mmsi)));

    // The lengths of ITU-R M.1371-5; shorter ones as gpsd accepts them; up to five bits more for wrong fill bits.
    [Theory]
    [InlineData(1, 163, 173)]
    [InlineData(3, 163, 173)]
    [InlineData(4, 168, 173)]
    [InlineData(5, 420, 429)]
    [InlineData(9, 168, 173)]
    [InlineData(11, 168, 173)]
    [InlineData(18, 168, 173)]
    [InlineData(19, 312, 317)]
    [InlineData(21, 272, 368)]
    [InlineData(27, 96, 101)]
    public void Check_Length_IsAcceptedAtTheLimitsAndRejectedOneBeyond(int type, int shortest, int longest)
    {
        Assert.Equal(DropReason.WrongLength, MessageCheck.Of(BitString.Of(type, 219000606).PadTo(shortest - 1).Decoded()));
        Assert.Equal(DropReason.None, MessageCheck.Of(BitString.Of(type, 219000606).PadTo(shortest).Decoded()));
        Assert.Equal(DropReason.None, MessageCheck.Of(BitString.Of(type, 219000606).PadTo(longest).Decoded()));
        Assert.Equal(DropReason.WrongLength, MessageCheck.Of(BitString.Of(type, 219000606).PadTo(longest + 1).Decoded()));
    }

    [Theory]
    [InlineData(0, 160, true)]
    [InlineData(0, 159, false)]
    [InlineData(1, 168, true)]
    [InlineData(1, 167, false)]
    public void Check_Message24_HasALengthForEachPart(int part, int bits, bool fits) =>
        Assert.Equal(fits ? DropReason.None : DropReason.WrongLength, MessageCheck.Of(BitString.Of(24, 219000606).Put(part, 2).PadTo(bits).Decoded()));

    [Fact]
    public void TryDecode_LongRangeMessageInAWholeSlot_IsRead() => Assert.Equal(DropReason.None, MessageCheck.Of(BitString.Of(27, 219000606).PadTo(168).Decoded()));

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(14)]
    [InlineData(17)]
    [InlineData(20)]
    [InlineData(26)]
    [InlineData(0)]
    [InlineData(63)]
    public void TryDecode_OtherType_IsUnused(int type) => Assert.Equal(DropReason.UnusedType, Reject(BitString.Of(type, 219000606).PadTo(168)));

    [Fact]
    public void TryDecode_SameStaticDataWithAnotherEta_IsTheSameInstance()
    {
        var decoder = new MessageDecoder(new StaticReportInterning());
        BitString WithEta(int hour) => BitString.Of(5, 219000606).Put(0, 2).Put(9074729, 30).Put("OXYZ2", 7).Put("ANNA", 20).Put(70, 8).Put(0, 30).Put(1, 4)
            .Put(3, 4).Put(20, 5).Put(hour, 5).Put(0, 6).Put(80, 8).Put("AARHUS", 20).Put(0, 2);

        Assert.True(decoder.TryDecode(WithEta(8).Decoded(), out var first, out _));
        Assert.True(decoder.TryDecode(WithEta(9).Decoded(), out var second, out _));
        Assert.NotNull(first.Static);
        Assert.Same(first.Static, second.Static);
    }

    private static BitString ClassA(uint mmsi = 219000606, int turn = 0, int speed = 100, int longitude = 600_000, int latitude = 33_000_000, int course = 900, int heading = 90) =>
        BitString.Of(1, mmsi).Put(0, 4).Put(turn, 8).Put(speed, 10).Put(0, 1).Put(longitude, 28).Put(latitude, 27).Put(course, 12).Put(heading, 9).Put(30, 6).Put(0, 25);

    private static AisReport Decode(BitString bits)
    {
        Assert.True(new MessageDecoder(new StaticReportInterning()).TryDecode(bits.Decoded(), out var report, out var reason), reason.ToString());
        return report;
    }

    private static DropReason Reject(BitString bits)
    {
        Assert.False(new MessageDecoder(new StaticReportInterning()).TryDecode(bits.Decoded(), out _, out var reason));
        return reason;
    }

    private static AisReport Read(params string[] lines)
    {
        var reader = new NmeaReportReader(new StaticReportInterning());
        var result = ReadResult.Pending;
        AisReport report = default;
        foreach (var line in lines)
        {
            result = reader.Read(Bytes.Of(line), Instant.FromUnixSeconds(1731844800), out report, out _);
        }

        Assert.Equal(ReadResult.Report, result);
        return report;
    }

    private static DropReason Reject(string line)
    {
        Assert.Equal(ReadResult.Dropped, new NmeaReportReader(new StaticReportInterning()).Read(Bytes.Of(line), Instant.FromUnixSeconds(1731844800), out _, out var reason));
        return reason;
    }
}
