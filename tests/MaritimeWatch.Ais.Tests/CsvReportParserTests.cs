using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;
using static MaritimeWatch.Ais.Tests.CsvRows;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Rows are made up; the columns and words are those of the Danish files (design: ais.md, section 3.1).</summary>
public sealed class CsvReportParserTests
{
    [Fact]
    public void TryParse_FullRow_ReadsEveryColumn()
    {
        var report = Parsed(Columns26, FullRow);

        Assert.Equal(
            new PositionReport(
                Instant.FromUtc(2023, 3, 18, 0, 0, 7), new Mmsi(219000606), 33295260, -8851500, 125, 2418, 241, -100,
                StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, HasHighAccuracy: false),
            report.Dynamic);

        // C is starboard and D port in the Danish files, the reverse of ITU-R M.1371 (README of the Danish Maritime Authority).
        Assert.Equal(
            new StaticReport(new Mmsi(219000606), 9074729, "OXYZ2", "ANNA", new ShipType(70), 230, 64, 20, 12, 294, 32, 13.5, "AARHUS, DK"),
            report.Static);
    }

    [Fact]
    public void TryParse_OlderFileWithoutDimensions_ReadsTheSameSaveThem()
    {
        var report = Parsed(Columns22, FullRow[..FullRow.IndexOf(",230,64", StringComparison.Ordinal)]);

        Assert.Null(report.Static!.ToBow);
        Assert.Equal((ushort)294, report.Static.LengthMetres);
        Assert.Equal("AARHUS, DK", report.Static.Destination);
    }

    [Fact]
    public void TryParse_ByteOrderMarkAndCarriageReturn_AreNotPartOfTheText()
    {
        var report = Parsed("\uFEFF" + Columns26 + "\r\n", FullRow + "\r\n");

        Assert.Equal((ushort)20, report.Static!.ToPort);
    }

    [Fact]
    public void TryParse_ColumnsInAnotherOrder_AreFoundByName()
    {
        var report = Parsed("Name,Longitude,MMSI,# Timestamp,Latitude,D,C", "BELLA,1.5,219000606,01/01/2024 00:00:00,55,20,12");

        Assert.Equal(33_000_000, report.Dynamic.RawLatitude);
        Assert.Equal(900_000, report.Dynamic.RawLongitude);
        Assert.Equal("BELLA", report.Static!.Name);
        Assert.Equal((ushort)20, report.Static.ToPort);
    }

    [Fact]
    public void TryParse_DoubledQuotesInsideQuotes_BecomeOne()
    {
        var report = Parsed(Columns26, FullRow.Replace("\"AARHUS, DK\"", "\"THE \"\"REEF\"\", N\"", StringComparison.Ordinal));

        Assert.Equal("THE \"REEF\", N", report.Static!.Destination);
    }

    [Theory]
    [InlineData("Unknown,,,Undefined,,,,Undefined,,,,AIS,,,,")]
    [InlineData(",,,,,,,,,,,AIS,,,,")]
    [InlineData("0,,,Reserved,,0,0,GPS,0.0,Unknown,,AIS,0,0,0,0")]
    public void TryParse_StaticColumnsSayNothing_GiveNoStaticReport(string statics)
    {
        var report = Parsed(Columns26, "18/03/2023 00:00:07,Class A,219000606,55.1,14.1,Unknown value,,,,," + statics);

        Assert.Null(report.Static);
        Assert.Equal(NavigationalStatus.Undefined, report.Dynamic.Status);
    }

    [Fact]
    public void TryParse_EmptyOptionalColumns_AreNotAvailable()
    {
        var dynamic = Parsed(Columns26, "18/03/2023 00:00:07,Class B,219000606,55.1,14.1,,,,,,,,,,,,,,,,,,,,,").Dynamic;

        Assert.Null(dynamic.SpeedOverGroundKnots);
        Assert.Null(dynamic.CourseOverGroundDegrees);
        Assert.Null(dynamic.TrueHeadingDegrees);
        Assert.Null(dynamic.RateOfTurnDegreesPerMinute);
        Assert.Equal(StationClass.ClassB, dynamic.StationClass);
    }

    [Theory]
    [InlineData("102.2", 1022)]
    [InlineData("102.3", -1)]
    [InlineData("0.0", 0)]
    public void TryParse_SpeedAtTheSentinel_IsNotAvailable(string speed, int raw) =>
        Assert.Equal(raw, Parsed("Time,MMSI,Lat,Lon,SOG", $"2024-01-01T00:00:00Z,1,1,1,{speed}").Dynamic.RawSpeed);

    [Theory]
    [InlineData("359.9", 3599)]
    [InlineData("360.0", -1)]
    public void TryParse_CourseAtTheSentinel_IsNotAvailable(string course, int raw) =>
        Assert.Equal(raw, Parsed("Time,MMSI,Lat,Lon,COG", $"2024-01-01T00:00:00Z,1,1,1,{course}").Dynamic.RawCourse);

    [Theory]
    [InlineData("359", 359)]
    [InlineData("511", -1)]
    [InlineData("511.0", -1)]
    public void TryParse_HeadingAtTheSentinel_IsNotAvailable(string heading, int raw) =>
        Assert.Equal(raw, Parsed("Time,MMSI,Lat,Lon,Heading", $"2024-01-01T00:00:00Z,1,1,1,{heading}").Dynamic.RawHeading);

    [Theory]
    [InlineData("91.000000", "181.000000")]
    [InlineData("", "")]
    [InlineData("55.1", "")]
    [InlineData("90.000002", "14.0")]
    [InlineData("55.0", "-180.000002")]
    [InlineData("Unknown", "14.0")]
    public void TryParse_NoPosition_StillCarriesTimeSenderAndStaticData(string latitude, string longitude)
    {
        var row = $"18/03/2023 00:00:07,Class A,219000606,{latitude},{longitude},Moored,,0.1,,,9074729,OXYZ2,ANNA,Cargo,,,,,,,,AIS,,,,";

        Assert.False(Parser(Columns26).TryParse(Bytes.Of(row), out var report, out var reason));

        Assert.Equal(DropReason.NoPosition, reason);
        Assert.False(report.Dynamic.HasPosition);
        Assert.Equal(Instant.FromUtc(2023, 3, 18, 0, 0, 7), report.Time);
        Assert.Equal(new Mmsi(219000606), report.Mmsi);
        Assert.Equal("ANNA", report.Static!.Name);
    }

    [Theory]
    [InlineData("90", "180")]
    [InlineData("-90.000000", "-180.000000")]
    public void TryParse_EdgeOfTheGlobe_IsAPosition(string latitude, string longitude) =>
        Assert.True(Parsed("Time,MMSI,Lat,Lon", $"2024-01-01 00:00:00,1,{latitude},{longitude}").Dynamic.HasPosition);

    [Theory]
    [InlineData("Base Station", DropReason.NotAVessel)]
    [InlineData("AtoN", DropReason.NotAVessel)]
    public void TryParse_StationThatIsNoVessel_IsPassedOver(string mobile, DropReason expected) =>
        Assert.Equal(expected, Rejected(Columns26, FullRow.Replace("Class A", mobile, StringComparison.Ordinal)));

    [Theory]
    [InlineData("SAR Airborne", StationClass.SarAircraft)]
    [InlineData("Search and Rescue Transponder", StationClass.DistressTransmitter)]
    [InlineData("Man Overboard Device", StationClass.DistressTransmitter)]
    [InlineData("Class B", StationClass.ClassB)]
    [InlineData("", StationClass.Unknown)]
    public void TryParse_TypeOfMobile_GivesTheStationClass(string mobile, StationClass expected) =>
        Assert.Equal(expected, Parsed(Columns26, FullRow.Replace("Class A", mobile, StringComparison.Ordinal)).Dynamic.StationClass);

    [Theory]
    [InlineData("55.492100", "55,4921", DropReason.WrongColumnCount)]
    [InlineData("55.492100", "5x.4921", DropReason.BadNumber)]
    [InlineData("55.492100", "--55", DropReason.BadNumber)]
    [InlineData("55.492100", ".", DropReason.BadNumber)]
    [InlineData("219000606", "", DropReason.BadMmsi)]
    [InlineData("219000606", "0", DropReason.BadMmsi)]
    [InlineData("219000606", "1219000606", DropReason.BadMmsi)]
    [InlineData("219000606", "21900O606", DropReason.BadMmsi)]
    [InlineData("18/03/2023 00:00:07", "31/02/2023 00:00:07", DropReason.BadTimestamp)]
    [InlineData("18/03/2023 00:00:07", "18/03/2023 24:00:00", DropReason.BadTimestamp)]
    [InlineData("18/03/2023 00:00:07", "18/03/2023 00:60:00", DropReason.BadTimestamp)]
    [InlineData("18/03/2023 00:00:07", "18-03-2023 00:00:07", DropReason.BadTimestamp)]
    [InlineData("18/03/2023 00:00:07", "", DropReason.BadTimestamp)]
    [InlineData(",12.5,", ",-0.1,", DropReason.BadNumber)]
    [InlineData(",12.5,", ",102.4,", DropReason.BadNumber)]
    [InlineData(",12.5,", ",fast,", DropReason.BadNumber)]
    [InlineData(",241.8,", ",409.6,", DropReason.BadNumber)]
    [InlineData(",241,", ",512,", DropReason.BadNumber)]
    [InlineData(",-10.0,", ",-800,", DropReason.BadNumber)]
    [InlineData(",294,", ",1023,", DropReason.BadNumber)]
    [InlineData(",13.5,", ",25.6,", DropReason.BadNumber)]
    [InlineData(",9074729,", ",IMO-1,", DropReason.BadNumber)]
    [InlineData("\"AARHUS, DK\"", "\"AARHUS, DK", DropReason.WrongColumnCount)]
    [InlineData(",230,64,12,20", ",230,64,12", DropReason.WrongColumnCount)]
    [InlineData(",230,64,12,20", ",230,64,12,20,1", DropReason.WrongColumnCount)]
    public void TryParse_BadField_RejectsTheRowWithItsReason(string good, string bad, DropReason expected)
    {
        Assert.Contains(good, FullRow, StringComparison.Ordinal);
        Assert.Equal(expected, Rejected(Columns26, FullRow.Replace(good, bad, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ÆRØ", "ÆRØ")]
    [InlineData("ANNA\0\0", "ANNA")]
    [InlineData("AN\tNA", "AN NA")]
    public void TryParse_Latin1OrControlCharactersInAName_KeepThePosition(string written, string read)
    {
        var row = Bytes.Latin1(FullRow.Replace("ANNA", written, StringComparison.Ordinal));

        Assert.True(Parser(Columns26).TryParse(row, out var report, out _));

        Assert.Equal(read, report.Static!.Name);
        Assert.Equal(33295260, report.Dynamic.RawLatitude);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData(Columns26)]
    public void TryParse_EmptyLineOrRepeatedHeader_IsPassedOver(string row) => Assert.Equal(DropReason.NotAis, Rejected(Columns26, row));

    [Fact]
    public void TryParse_QuotedAndPlainRow_AreTheSameReport()
    {
        // A quote anywhere takes the careful way through the row, none the fast one; both must find the same fields.
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            string Text(int longest) => new([.. Enumerable.Range(0, random.Next(longest)).Select(_ => (char)random.Next('A', 'Z'))]);
            var name = Text(20);
            var plain = FormattableString.Invariant(
                $"18/03/2023 {random.Next(24):D2}:{random.Next(60):D2}:{random.Next(60):D2},Class A,219{random.Next(999_999):D6},{random.Next(-89, 90)}.{random.Next(999_999):D6},{random.Next(-179, 180)}.{random.Next(999_999):D6},Moored,{random.Next(-700, 700) / 10.0:F1},{random.Next(1022) / 10.0:F1},{random.Next(3600) / 10.0:F1},{random.Next(360)},9074729,{Text(7)},{name},Cargo,{Text(9)},{random.Next(60)},{random.Next(400)},GPS,{random.Next(255) / 10.0:F1},{Text(20)},,AIS,{random.Next(511)},{random.Next(511)},{random.Next(63)},{random.Next(63)}");
            var fields = plain.Split(',');
            var quoted = string.Join(',', fields[..12].Append('"' + name + '"').Concat(fields[13..]));

            var first = Parsed(Columns26, plain);
            Assert.Equal(first, Parsed(Columns26, quoted));
            Assert.Equal(fields[2], first.Mmsi.ToString());
            Assert.Equal(name.Length == 0 ? null : name, first.Static!.Name);
        }
    }

    [Theory]
    [InlineData("Restricted maneuverability", NavigationalStatus.RestrictedManoeuvrability)]
    [InlineData("Constrained by her draught", NavigationalStatus.ConstrainedByDraught)]
    [InlineData("Engaged in fishing", NavigationalStatus.EngagedInFishing)]
    [InlineData("At anchor", NavigationalStatus.AtAnchor)]
    [InlineData("Moored", NavigationalStatus.Moored)]
    [InlineData("Aground", NavigationalStatus.Aground)]
    [InlineData("Not under command", NavigationalStatus.NotUnderCommand)]
    [InlineData("Under way sailing", NavigationalStatus.UnderWaySailing)]
    [InlineData("Reserved for future amendment [HSC]", NavigationalStatus.ReservedHighSpeedCraft)]
    [InlineData("Reserved for future amendment [WIG]", NavigationalStatus.ReservedWingInGround)]
    [InlineData("Reserved for future use [11]", NavigationalStatus.TowingAstern)]
    [InlineData("Reserved for future use [14]", NavigationalStatus.DistressTransmitterActive)]
    [InlineData("5", NavigationalStatus.Moored)]
    [InlineData("15.0", NavigationalStatus.Undefined)]
    [InlineData("something new", NavigationalStatus.Undefined)]
    public void TryParse_Status_IsReadInWordsAndNumbers(string status, NavigationalStatus expected) =>
        Assert.Equal(expected, Parsed("Time,MMSI,Lat,Lon,Status", $"2024-01-01 00:00:00,1,1,1,{status}").Dynamic.Status);

    [Theory]
    [InlineData("Tanker", 80)]
    [InlineData("Passenger", 60)]
    [InlineData("Fishing", 30)]
    [InlineData("Tug", 52)]
    [InlineData("Pilot", 50)]
    [InlineData("SAR", 51)]
    [InlineData("Dredging", 33)]
    [InlineData("Diving", 34)]
    [InlineData("Military", 35)]
    [InlineData("Sailing", 36)]
    [InlineData("Pleasure", 37)]
    [InlineData("HSC", 40)]
    [InlineData("WIG", 20)]
    [InlineData("Towing", 31)]
    [InlineData("Towing long/wide", 32)]
    [InlineData("Port tender", 53)]
    [InlineData("Anti-pollution", 54)]
    [InlineData("Law enforcement", 55)]
    [InlineData("Medical", 58)]
    [InlineData("Other", 90)]
    [InlineData("79", 79)]
    public void TryParse_ShipType_IsItsClass(string text, int code) =>
        Assert.Equal((byte)code, Parsed(Columns26, FullRow.Replace(",Cargo,", $",{text},", StringComparison.Ordinal)).Static!.ShipType!.Value.Code);

    [Theory]
    [InlineData("9074720")] // wrong check digit
    [InlineData("0")]
    [InlineData("1073741823")]
    public void TryParse_ImoNumberThatIsNone_IsNotSaid(string imo) =>
        Assert.Null(Parsed(Columns26, FullRow.Replace("9074729", imo, StringComparison.Ordinal)).Static!.ImoNumber);

    [Fact]
    public void TryParse_UnchangedStaticData_IsTheSameInstanceForEveryParserOfTheInterning()
    {
        var interning = new StaticReportInterning();
        var first = Parsed(Columns26, FullRow, interning).Static;
        var second = Parsed(Columns26, FullRow.Replace("00:00:07", "01:00:07", StringComparison.Ordinal).Replace("20/03/2023 08", "20/03/2023 09", StringComparison.Ordinal), interning).Static;
        var third = Parsed(Columns26, FullRow.Replace("ANNA", "ANNE", StringComparison.Ordinal), interning).Static;

        Assert.Same(first, second);
        Assert.Equal("ANNE", third!.Name);
    }

    [Fact]
    public void TryParse_KnownRow_AllocatesNothing()
    {
        var parser = Parser(Columns26);
        var row = Bytes.Of(FullRow);
        Assert.True(parser.TryParse(row, out _, out _));

        var allocated = Allocations.LeastOf(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                parser.TryParse(row, out _, out _);
            }
        });

        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData("Timestamp,MMSI,Latitude", "the header lacks the column Longitude")]
    [InlineData("Latitude,Longitude,SOG", "the header lacks the column Timestamp, MMSI")]
    [InlineData("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A", "the header lacks the column Timestamp, MMSI, Latitude, Longitude")]
    [InlineData("Time,MMSI,Lat,Lon,Latitude", "the header names the column 'Latitude' twice")]
    public void TryCreate_UnusableHeader_SaysWhy(string header, string expected)
    {
        Assert.False(CsvReportParser.TryCreate(Bytes.Of(header), new StaticReportInterning(), out var parser, out var error));
        Assert.Null(parser);
        Assert.Equal(expected, error);
    }

    [Fact]
    public void TryParse_RowsCutAndMixedUpAtRandom_NeverThrowsAndNeverInventsAPosition()
    {
        var random = new Random(20230318);
        var parser = Parser(Columns26);
        var bytes = Bytes.Of(FullRow);
        var accepted = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var row = (byte[])bytes.Clone();
            for (var change = random.Next(4); change > 0; change--)
            {
                row[random.Next(row.Length)] = (byte)random.Next(256);
            }

            if (parser.TryParse(row.AsSpan(0, random.Next(4) == 0 ? random.Next(row.Length) : row.Length), out var report, out var reason))
            {
                accepted++;
                Assert.Equal(DropReason.None, reason);
                Assert.True(report.Dynamic.Position.IsValid);
            }
            else
            {
                Assert.NotEqual(DropReason.None, reason);
            }
        }

        Assert.InRange(accepted, 1_000, 99_000);
    }

    [SharedDataFact("dma-csv/aisdk-2017-06-23-head.csv")]
    public void TryParse_DanishFile_CountsAddUp()
    {
        var lines = File.ReadAllLines(SharedData.Path("dma-csv/aisdk-2017-06-23-head.csv"));
        var parser = Parser(lines[0]);
        var reasons = new Dictionary<DropReason, int>();
        foreach (var line in lines.Skip(1))
        {
            parser.TryParse(Bytes.Of(line), out _, out var reason);
            reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
        }

        // README of the recording: 633 rows, of which 34 base stations and 20 aids to navigation, 40 rows without a position (2 of them of aids).
        Assert.Equal(54, reasons[DropReason.NotAVessel]);
        Assert.Equal(38, reasons[DropReason.NoPosition]);
        Assert.Equal(541, reasons[DropReason.None]);
        Assert.Equal(3, reasons.Count);
    }
}
