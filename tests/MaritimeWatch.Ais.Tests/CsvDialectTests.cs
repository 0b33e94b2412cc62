using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using static MaritimeWatch.Ais.Tests.CsvRows;

namespace MaritimeWatch.Ais.Tests;

/// <summary>A row of each documented layout, every column read. The layouts are those of ais.md, section 3; the rows are made up.</summary>
public sealed class CsvDialectTests
{
    private const string NoaaBefore2025 = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass";
    private const string NoaaFrom2025 = "mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,vessel_type,status,length,width,draft,cargo,transceiver";
    private const string AisHub0 = "MMSI,TIME,LONGITUDE,LATITUDE,COG,SOG,HEADING,NAVSTAT,PAC,ROT,IMO,NAME,CALLSIGN,TYPE,DEVICE,A,B,C,D,DRAUGHT,DEST,ETA,AISVER";
    private const string AisHub1 = "MMSI,TSTAMP,LATITUDE,LONGITUDE,COG,SOG,HEADING,NAVSTAT,IMO,NAME,CALLSIGN,TYPE,A,B,C,D,DRAUGHT,DEST,ETA";
    private const string DigitrafficTable = "timestamp,mmsi,name,longitude,latitude,sog,cog,heading,nav_stat,ship_type,destination,eta,draught,pos_acc";

    private static readonly StaticReport American = new(
        new Mmsi(367000606), 9074729, "WDC1234", "ANNA B", new ShipType(31), LengthMetres: 24, BreadthMetres: 8, DraughtMetres: 3.1);

    [Theory]
    [InlineData(NoaaBefore2025, "367000606,2020-01-01T00:00:07,42.342378,-71.021865,12.5,241.8,241.0,ANNA B,IMO9074729,WDC1234,31,3,24,8,3.1,52,A")]
    [InlineData(NoaaFrom2025, "367000606,2020-01-01 00:00:07,-71.021865,42.342378,12.5,241.8,241,ANNA B,IMO9074729,WDC1234,31,3,24,8,3.1,52,A")]
    public void TryParse_MarineCadastreBeforeAndFrom2025_IsTheSameReport(string header, string row)
    {
        var report = Parsed(header, row);

        // From 2025 the longitude comes first: 42.342378 N, 71.021865 W times 600,000 either way.
        Assert.Equal(
            new PositionReport(
                Instant.FromUtc(2020, 1, 1, 0, 0, 7), new Mmsi(367000606), 25405427, -42613119, 125, 2418, 241, PositionReport.NoRateOfTurn,
                StationClass.ClassA, NavigationalStatus.RestrictedManoeuvrability, HasHighAccuracy: false),
            report.Dynamic);
        Assert.Equal(American, report.Static);
    }

    [Theory]
    [InlineData("-0.1", "-49.6", null, null)]
    [InlineData("-51.2", "-204.8", 51.2, 204.8)]
    [InlineData("-0.2", "-49.7", 102.2, 359.9)]
    [InlineData("51.1", "204.7", 51.1, 204.7)]
    public void TryParse_MarineCadastreNumberCutToItsSignedWidth_IsWhatWasSent(string speed, string course, double? knots, double? degrees)
    {
        // Ten bits of 1/10 knot and twelve of 1/10 degree (ITU-R M.1371-5, table 48) read with a sign: 102.4 and 409.6 were taken off.
        var dynamic = Parsed(NoaaBefore2025, $"367000606,2017-01-01T00:00:07,42.3,-71.0,{speed},{course},511.0,,,,,,,,,,").Dynamic;

        Assert.Equal(knots, dynamic.SpeedOverGroundKnots);
        Assert.Equal(degrees, dynamic.CourseOverGroundDegrees);
        Assert.Null(dynamic.TrueHeadingDegrees);
    }

    [Theory]
    [InlineData("-51.3", "1.0")]
    [InlineData("1.0", "-204.9")]
    public void TryParse_NegativeNumberBelowItsSignedWidth_IsRejected(string speed, string course) =>
        Assert.Equal(DropReason.BadNumber, Rejected(NoaaBefore2025, $"367000606,2017-01-01T00:00:07,42.3,-71.0,{speed},{course},511.0,,,,,,,,,,"));

    [Theory]
    [InlineData("0.0", 0.0)]
    [InlineData("127.0", 720.0)]
    [InlineData("129.0", -720.0)]
    [InlineData("-127", -720.0)]
    [InlineData("128", null)]
    [InlineData("-128", null)]
    public void TryParse_MarineCadastreRateOfTurn_IsTheCodeOfTheMessage(string code, double? degreesPerMinute)
    {
        // (127 / 4.733)² = 720.0; the code is a signed byte that the older files print unsigned.
        var dynamic = Parsed("id,sog,cog,heading,rot,basedatetime,status,voyageid,mmsi,lon,lat", $"1,1.3,83.3,268.0,{code},2014-01-01T04:43:53Z,0,166,240000208,-71.0,42.3").Dynamic;

        Assert.Equal(degreesPerMinute, dynamic.RateOfTurnDegreesPerMinute);
    }

    [Theory]
    [InlineData("31", 31)]
    [InlineData("1004", 70)]
    [InlineData("1024", 80)]
    [InlineData("1012", 60)]
    [InlineData("1001", 30)]
    [InlineData("1025", 31)]
    [InlineData("1019", 37)]
    [InlineData("1008", null)]
    [InlineData("100", null)]
    public void TryParse_MarineCadastreVesselType_IsTheNearestTypeOfAis(string type, int? code) =>
        Assert.Equal(code, Parsed(NoaaBefore2025, $"367000606,2016-01-01T00:00:07,42.3,-71.0,1.0,2.0,3.0,ANNA,,,{type},,,,,,").Static!.ShipType?.Code);

    [Fact]
    public void TryParse_AisHubInAisUnits_ReadsEveryColumn()
    {
        var report = Parsed(AisHub0, "219000606,1302264927,-818067,30453520,2351,59,511,5,1,-40,9074729,ANNA,OXYZ2,70,1,230,64,20,12,135,AARHUS,0,0");

        // Rate of turn -40: (40 / 4.733)² = 71.4 degrees a minute to port. C is port and D starboard as in ITU-R M.1371.
        Assert.Equal(
            new PositionReport(
                Instant.FromUnixSeconds(1302264927), new Mmsi(219000606), 30453520, -818067, 59, 2351, -1, -714,
                StationClass.Unknown, NavigationalStatus.Moored, HasHighAccuracy: true),
            report.Dynamic);
        Assert.Equal(
            new StaticReport(new Mmsi(219000606), 9074729, "OXYZ2", "ANNA", new ShipType(70), 230, 64, 20, 12, 294, 32, 13.5, "AARHUS"),
            report.Static);
    }

    [Fact]
    public void TryParse_AisHubForPeople_IsTheSameReport()
    {
        var report = Parsed(AisHub1, "219000606,2011-04-08 12:15:27 GMT,50.755866666667,-1.363445,235.1,5.9,511,5,9074729,ANNA,OXYZ2,70,230,64,20,12,13.5,AARHUS,04-10 07:00");

        Assert.Equal(
            new PositionReport(
                Instant.FromUtc(2011, 4, 8, 12, 15, 27), new Mmsi(219000606), 30453520, -818067, 59, 2351, -1, PositionReport.NoRateOfTurn,
                StationClass.Unknown, NavigationalStatus.Moored, HasHighAccuracy: false),
            report.Dynamic);
        Assert.Equal(
            new StaticReport(new Mmsi(219000606), 9074729, "OXYZ2", "ANNA", new ShipType(70), 230, 64, 20, 12, 294, 32, 13.5, "AARHUS"),
            report.Static);
    }

    [Theory]
    [InlineData("108600000", "54600000")]
    [InlineData("-108000001", "1")]
    public void TryParse_AisHubOffTheGlobe_HasNoPosition(string longitude, string latitude)
    {
        Assert.False(Parser(AisHub0).TryParse(Bytes.Of($"219000606,1302264927,{longitude},{latitude},3600,1023,511,15,0,-128,0,ANNA,,0,0,0,0,0,0,0,,0,0"), out var report, out var reason));

        Assert.Equal(DropReason.NoPosition, reason);
        Assert.Equal(new StaticReport(new Mmsi(219000606), Name: "ANNA"), report.Static);
    }

    [Fact]
    public void TryParse_DigitrafficNames_ReadDraughtInDecimetres()
    {
        var report = Parsed(DigitrafficTable, "2025-12-11T20:44:50.102399+00:00,230171670,\"M/T \"\"VOLGA\"\"\",26.940478,60.470105,5.7,227.3,511,0,37,\"RU MMK\",836736,23.0,1");

        Assert.Equal(
            new PositionReport(
                Instant.FromUtc(2025, 12, 11, 20, 44, 50), new Mmsi(230171670), 36282063, 16164287, 57, 2273, -1, PositionReport.NoRateOfTurn,
                StationClass.Unknown, NavigationalStatus.UnderWayUsingEngine, HasHighAccuracy: true),
            report.Dynamic);
        Assert.Equal(new StaticReport(new Mmsi(230171670), Name: "M/T \"VOLGA\"", ShipType: new ShipType(37), DraughtMetres: 2.3, Destination: "RU MMK"), report.Static);
    }

    [Fact]
    public void TryParse_SemicolonsAndDecimalCommas_AreTheSameReport()
    {
        var commas = FullRow.Replace("\"AARHUS, DK\"", "AARHUS", StringComparison.Ordinal);
        var semicolons = commas.Replace(',', ';').Replace('.', ',');

        Assert.Contains("55,492100;-14,752500", semicolons, StringComparison.Ordinal);
        Assert.Equal(Parsed(Columns26, commas), Parsed(Columns26.Replace(',', ';'), semicolons));
        Assert.Equal(Parsed(Columns26, commas), Parsed(Columns26, commas.Replace("55.492100", "\"55,492100\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1.234,5")]
    [InlineData("1,234.5")]
    [InlineData("1,234,5")]
    public void TryParse_ThousandsMarks_AreRejected(string speed) =>
        Assert.Equal(DropReason.BadNumber, Rejected("Time;MMSI;Lat;Lon;SOG", $"2024-01-01 00:00:00;1;1;1;{speed}"));

    [Theory]
    [InlineData("Timestamp,Type of mobile", "A,B,C,D")]
    [InlineData("# Timestamp,Type of mobile", "Size A,Size B,Size C,Size D")]
    [InlineData("\"# Timestamp\",\"Type of mobile\"", "\"A\",\"B\",\"C\",\"D\"")]
    public void TryParse_DanishHeaderInAnotherSpelling_IsTheSameReport(string first, string last)
    {
        var header = Columns26.Replace("# Timestamp,Type of mobile", first, StringComparison.Ordinal).Replace("A,B,C,D", last, StringComparison.Ordinal);

        Assert.Equal(Parsed(Columns26, FullRow), Parsed(header, FullRow));
    }

    [Theory]
    [InlineData("a,b,c,d", 20)]
    [InlineData("to_bow,to_stern,to_port,to_starboard", 20)]
    public void TryParse_DimensionsOfAnyOtherTable_AreInTheOrderOfAis(string columns, int toPort) =>
        Assert.Equal((ushort)toPort, Parsed("time,mmsi,lat,lon," + columns, "2024-01-01 00:00:00,1,1,1,230,64,20,12").Static!.ToPort);

    [Theory]
    [InlineData("002190064", DropReason.NotAVessel)]
    [InlineData("2190064", DropReason.NotAVessel)]
    [InlineData("992111930", DropReason.NotAVessel)]
    public void TryParse_NoColumnForTheMobile_TheMmsiTellsStationsThatAreNoVessels(string mmsi, DropReason expected) =>
        Assert.Equal(expected, Rejected("time,mmsi,lat,lon", $"2024-01-01 00:00:00,{mmsi},1,1"));

    [Theory]
    [InlineData("111230001", StationClass.SarAircraft)]
    [InlineData("970123456", StationClass.DistressTransmitter)]
    [InlineData("219000606", StationClass.Unknown)]
    public void TryParse_NoColumnForTheMobile_TheMmsiTellsTheClass(string mmsi, StationClass expected) =>
        Assert.Equal(expected, Parsed("time,mmsi,lat,lon", $"2024-01-01 00:00:00,{mmsi},1,1").Dynamic.StationClass);

    [Theory]
    [InlineData("SAR Airborne", "135.0", DropReason.None, 135.0)]
    [InlineData("SAR Airborne", "1022.0", DropReason.None, 1022.0)]
    [InlineData("SAR Airborne", "1023.0", DropReason.None, null)]
    [InlineData("SAR Airborne", "1024.0", DropReason.BadNumber, null)]
    [InlineData("Class A", "135.0", DropReason.BadNumber, null)]
    public void TryParse_SpeedOfAnAircraft_GoesToThatOfMessage9(string mobile, string speed, DropReason expected, double? knots)
    {
        var row = Bytes.Of(FullRow.Replace("Class A", mobile, StringComparison.Ordinal).Replace(",12.5,", $",{speed},", StringComparison.Ordinal));

        Parser(Columns26).TryParse(row, out var report, out var reason);

        Assert.Equal(expected, reason);
        Assert.Equal(knots, reason == DropReason.None ? report.Dynamic.SpeedOverGroundKnots : null);
    }

    [Theory]
    [InlineData("5.903244900000001", "0.6726582450689056", "-0.7398901333305405", 11.5, 137.7)]
    [InlineData("0", "0", "1", 0.0, 0.0)]
    [InlineData("1", "-1", "0", 1.9, 270.0)]
    [InlineData("52.6", "-0.00001", "1", 102.2, 0.0)]
    [InlineData("52.62", "0.1", "-0.2", null, null)]
    [InlineData("", "", "", null, null)]
    public void TryParse_MetresASecondAndCourseAsArrow_AreKnotsAndDegrees(string speed, string sine, string cosine, double? knots, double? degrees)
    {
        // 1 m/s = 3,600 / 1,852 kn; atan2(0.6727, -0.7399) = 137.73 degrees.
        var dynamic = Parsed("Timestamp,MMSI,Latitude,Longitude,SOG_mps,COG_sin,COG_cos", $"2025-11-01T00:39:00.000Z,209275000,57.5,11.2,{speed},{sine},{cosine}").Dynamic;

        Assert.Equal(knots, dynamic.SpeedOverGroundKnots);
        Assert.Equal(degrees, dynamic.CourseOverGroundDegrees);
    }

    [Theory]
    [InlineData("-0.1", "0", "1")]
    [InlineData("52.7", "0", "1")]
    [InlineData("1", "1.1", "0")]
    [InlineData("1", "x", "0")]
    [InlineData("1", "", "0")]
    public void TryParse_NoSpeedOrArrow_IsRejected(string speed, string sine, string cosine) =>
        Assert.Equal(DropReason.BadNumber, Rejected("Timestamp,MMSI,Latitude,Longitude,SOG_mps,COG_sin,COG_cos", $"2025-11-01T00:39:00.000Z,209275000,57.5,11.2,{speed},{sine},{cosine}"));

    [Theory]
    [InlineData("Timestamp,Latitude,Longitude,SOG,COG_sin,COG_cos,MMSI", "name that column SOG_knots or SOG_mps")]
    [InlineData("Timestamp,Latitude,Longitude,SOG_mps,COG_sin,MMSI", "both are needed")]
    [InlineData("1 23.52378 38.04168 1722470412", "the first line holds numbers")]
    [InlineData("23/06/2017 00:00:00,Class A,219002624,55.507902,7.874188", "the first line holds numbers")]
    [InlineData("MMSI;TYPE_CODE;TYPE;DESCRIPTION", "the header lacks the column Timestamp, Latitude, Longitude")]
    [InlineData("", "the header lacks the column Timestamp, MMSI, Latitude, Longitude")]
    public void TryCreate_TableWhoseUnitsOrColumnsAreNotTold_SaysWhatIsMissing(string header, string expected)
    {
        Assert.False(CsvReportParser.TryCreate(Bytes.Of(header), new StaticReportInterning(), out _, out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryCreate_Utf16_SaysSo()
    {
        Assert.False(CsvReportParser.TryCreate([0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Columns26)], new StaticReportInterning(), out _, out var error));
        Assert.Equal("the table is UTF-16 text; save it as UTF-8", error);
    }

    [Theory]
    [InlineData("57.4927e5")]
    [InlineData("999999999.999999999")]
    [InlineData("4e8")]
    [InlineData("3580")]
    public void TryParse_NumberTooLargeForAnyCoordinate_IsRejectedAndNotWrapped(string latitude) =>
        Assert.Equal(DropReason.BadNumber, Rejected("Time,MMSI,Lat,Lon", $"2024-01-01 00:00:00,1,{latitude},1"));
}
