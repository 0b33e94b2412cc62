using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Encode, then decode: the same report. Random reports, a fixed seed.</summary>
public sealed class AisEncoderTests
{
    private const string SixBitLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .-/\"'[]\\^_&";

    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(20240718, 11);

    private static readonly Gen<Mmsi> Mmsis = Gen.Choose(200_000_000, 799_999_999).Select(value => new Mmsi((uint)value));

    private static readonly Gen<Instant> Times = Gen.Choose(1, int.MaxValue).Select(seconds => Instant.FromUnixSeconds(seconds));

    /// <summary>A report that is sent on has a time of reception, not the ship's second: whoever takes that for hers would set clocks by it.</summary>
    [Theory]
    [InlineData(StationClass.ClassA)]
    [InlineData(StationClass.ClassB)]
    [InlineData(StationClass.SarAircraft)]
    public void Write_WithoutSeconds_IsTheSameReportWithoutASecond(StationClass stationClass)
    {
        var report = PositionReport.Create(Instant.FromUnixSeconds(1_731_801_637), new Mmsi(stationClass == StationClass.SarAircraft ? 111_219_501u : 219_000_606u), new GeoPosition(51.5, 2), 12, 90, stationClass: stationClass);

        var (with, second) = Read(new AisEncoderOptions());
        var (without, none) = Read(new AisEncoderOptions(HasSeconds: false));

        Assert.Equal((37, -1), (second, none));
        Assert.Equal(with, without);

        (AisReport Report, int Second) Read(AisEncoderOptions options)
        {
            var reader = new NmeaReportReader(new StaticReportInterning());
            var line = Assert.Single(Lines(options, (encoder, output) => encoder.Write(report, output)));
            Assert.Equal(ReadResult.Report, reader.Read(System.Text.Encoding.ASCII.GetBytes(line), null, out var read, out _));
            return (read, reader.UtcSecond);
        }
    }

    [Fact]
    public void Write_ClassAPosition_ComesBackTheSame() => Check.One(Seeded, Prop.ForAll(Positions(StationClass.ClassA).ToArbitrary(), ComesBack));

    [Fact]
    public void Write_ClassBPosition_ComesBackTheSame() => Check.One(Seeded, Prop.ForAll(Positions(StationClass.ClassB).ToArbitrary(), ComesBack));

    [Fact]
    public void Write_SarAircraftPosition_ComesBackTheSame() => Check.One(Seeded, Prop.ForAll(Positions(StationClass.SarAircraft).ToArbitrary(), ComesBack));

    [Fact]
    public void Write_ClassAStaticData_ComesBackTheSame() => Check.One(Seeded, Prop.ForAll(Statics().ToArbitrary(), report =>
    {
        var back = Read(encoder => encoder.Write(report, Instant.FromUnixSeconds(1_731_844_800), StationClass.ClassA, encoder.Output));
        Assert.Equal(report with { MessageType = 5 }, Assert.Single(back).Static);
    }));

    [Fact]
    public void Write_ClassBStaticData_ComesBackInTwoHalves() => Check.One(Seeded, Prop.ForAll(Statics().ToArbitrary(), report =>
    {
        var back = Read(encoder => encoder.Write(report, Instant.FromUnixSeconds(1_731_844_800), StationClass.ClassB, encoder.Output));
        Assert.Equal(2, back.Count);
        Assert.Equal(
            report with { MessageType = 24, ImoNumber = null, DraughtMetres = null, Destination = null },
            back[0].Static!.UpdatedBy(back[1].Static!));
    }));

    [Fact]
    public void Write_PublishedMessage_IsTheSameCharactersUpToTheRadioStatus()
    {
        // The published sample 15RTgt0PAso;90TKcjM8h6g208CQ of gpsd, its rate of turn taken as -720 degrees a minute.
        var report = new PositionReport(
            Instant.FromUnixSeconds(33), new Mmsi(371798000), 29028980, -74037230, 123, 2240, 215, -7200, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, HasHighAccuracy: true);

        var line = Assert.Single(Lines(new AisEncoderOptions(HasTagBlocks: false), (encoder, output) => encoder.Write(report, output)));

        Assert.StartsWith("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g20", line, StringComparison.Ordinal);
        Assert.EndsWith(",0*" + Checksum(line), line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StationClass.BaseStation, 4)]
    [InlineData(StationClass.AidToNavigation, 21)]
    [InlineData(StationClass.DistressTransmitter, 1)]
    [InlineData(StationClass.Unknown, 1)]
    public void Write_ReportOfAnotherStation_IsTheMessageThatItSends(StationClass stationClass, int type)
    {
        var report = PositionReport.Create(Instant.FromUtc(2024, 11, 17, 1, 2, 3), new Mmsi(2190001), new GeoPosition(55.5, 11.25), stationClass: stationClass);

        var line = Lines(new AisEncoderOptions(HasTagBlocks: false), (encoder, output) => encoder.Write(report, output))[0];

        // The first armoured character holds the message type: 48 more, as ASCII.
        Assert.Equal(type + 48, line.Split(',')[5][0]);
    }

    [Fact]
    public void Write_OwnShip_IsVdo()
    {
        var line = Assert.Single(Lines(new AisEncoderOptions(HasTagBlocks: false, IsOwnShip: true), (encoder, output) => encoder.Write(new StaticDataPartAMessage(new Mmsi(219000606)), Instant.FromUnixSeconds(1), output)));

        Assert.StartsWith("!AIVDO,1,1,,A,", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ærø @ æ", "?R? ? ?")]
    [InlineData("anna\n", "ANNA?")]
    [InlineData("ßÿ", "??")]
    public void Write_TextBeyondSixBits_HasQuestionMarksInItsPlace(string name, string expected)
    {
        var back = Assert.Single(Read(encoder => encoder.Write(new StaticReport(new Mmsi(219000606), Name: name), Instant.FromUnixSeconds(1), StationClass.ClassA, encoder.Output)));

        Assert.Equal(expected.TrimEnd(), back.Static!.Name);
    }

    [Fact]
    public void Write_CraftOfAParentShip_SendsNoSizeInPlaceOfHerParent()
    {
        var report = new StaticReport(new Mmsi(982_190_001), Name: "TENDER", ToBow: 5, ToStern: 5, ToPort: 1, ToStarboard: 1, LengthMetres: 10, BreadthMetres: 2);

        var back = Read(encoder => encoder.Write(report, Instant.FromUnixSeconds(1), StationClass.ClassB, encoder.Output));

        Assert.Equal(["TENDER", null], back.Select(entry => entry.Static!.Name));
        Assert.All(back, entry => Assert.Null(entry.Static!.LengthMetres));
    }

    [Fact]
    public void Write_SizeWithoutTheAntennasPlace_KeepsLengthAndBreadth()
    {
        var report = new StaticReport(new Mmsi(219000606), Name: "ANNA", LengthMetres: 180, BreadthMetres: 30);

        var back = Assert.Single(Read(encoder => encoder.Write(report, Instant.FromUnixSeconds(1), StationClass.ClassA, encoder.Output))).Static!;

        // ITU-R M.1371-5: the reference point is not available, A = C = 0 and B and D hold length and breadth.
        Assert.Equal(((ushort?)180, (ushort?)30, (ushort?)null, (ushort?)null), (back.LengthMetres, back.BreadthMetres, back.ToBow, back.ToPort));
    }

    [Fact]
    public void Write_WithSource_PutsItIntoEveryTagBlockAndKeepsSentencesShort()
    {
        var report = new StaticReport(new Mmsi(219000606), Name: "ANNA", Destination: "AARHUS");

        var lines = Lines(new AisEncoderOptions("BS", Source: "north"), (encoder, output) => encoder.Write(report, Instant.FromUnixSeconds(1_731_844_800), StationClass.ClassA, output));

        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Contains(",s:north,c:1731844800*", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length - line.IndexOf('!', StringComparison.Ordinal) + 2, 20, 82));
        Assert.StartsWith(@"\g:1-2-1,", lines[0], StringComparison.Ordinal);
        Assert.Contains("!BSVDM,2,2,1,A,", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("ai")]
    [InlineData("A!")]
    public void Constructor_BadTalker_IsOurMistake(string talker) => Assert.Throws<ArgumentException>(() => new AisEncoder(new AisEncoderOptions(talker)));

    [Theory]
    [InlineData("")]
    [InlineData("a,b")]
    [InlineData("0123456789abcdef")]
    public void Constructor_BadSource_IsOurMistake(string source) => Assert.Throws<ArgumentException>(() => new AisEncoder(new AisEncoderOptions(Source: source)));

    private static void ComesBack(PositionReport report)
    {
        var back = Assert.Single(Read(encoder => encoder.Write(report, encoder.Output)));
        Assert.Equal(report, back.Dynamic);
        Assert.Null(back.Static);
    }

    /// <summary>What a transponder of this class can say, "not available" included.</summary>
    private static Gen<PositionReport> Positions(StationClass stationClass) =>
        from time in Times
        from mmsi in Mmsis
        from latitude in Gen.Choose(-54_000_000, 54_000_000)
        from longitude in Gen.Choose(-108_000_000, 108_000_000)
        from speed in Gen.Choose(-1, 1_022)
        from course in Gen.Choose(-1, 3_599)
        from heading in Gen.Choose(-1, 359)
        from turn in Gen.Choose(-128, 127)
        from status in Gen.Choose(0, 15)
        from accuracy in Gen.Elements(true, false)
        let isClassA = stationClass == StationClass.ClassA
        let isAircraft = stationClass == StationClass.SarAircraft
        select new PositionReport(
            time,
            isAircraft ? new Mmsi(111_000_000 + (mmsi.Value % 1_000_000)) : mmsi,
            latitude,
            longitude,
            (short)(isAircraft && speed > 0 ? speed * 10 : speed),
            (short)course,
            isAircraft ? (short)-1 : (short)heading,
            isClassA ? TurnOf(turn) : PositionReport.NoRateOfTurn,
            stationClass,
            isClassA ? (NavigationalStatus)status : NavigationalStatus.Undefined,
            accuracy);

    private static short TurnOf(int code) => code == -128
        ? PositionReport.NoRateOfTurn
        : (short)(Math.Sign(code) * (int)Math.Round(code / 4.733 * (code / 4.733) * 10));

    private static Gen<string?> Texts(int characters) =>
        from length in Gen.Choose(0, characters)
        from letters in Gen.Elements(SixBitLetters.ToCharArray()).ArrayOf(length)
        let text = new string(letters).Trim()
        select text.Length == 0 ? null : text;

    private static Gen<StaticReport> Statics() =>
        from mmsi in Mmsis
        from imo in Gen.Elements<uint?>(null, 9074729, 9134270, 8814275)
        from callSign in Texts(7)
        from name in Texts(20)
        from type in Gen.Choose(0, 99)
        from bow in Gen.Choose(0, 511)
        from stern in Gen.Choose(0, 511)
        from port in Gen.Choose(0, 63)
        from starboard in Gen.Choose(0, 63)
        from draught in Gen.Choose(0, 255)
        from destination in Texts(20)
        select new StaticReport(
            mmsi, imo, callSign, name, type == 0 ? null : new ShipType((byte)type), Metres(bow), Metres(stern), Metres(port), Metres(starboard),
            Metres(bow + stern), Metres(port + starboard), draught == 0 ? null : draught / 10.0, destination);

    private static ushort? Metres(int metres) => metres == 0 ? null : (ushort)metres;

    private static string Checksum(string line) => line[1..line.IndexOf('*', StringComparison.Ordinal)].Aggregate(0, (sum, character) => sum ^ character).ToString("X2", null);

    private static List<string> Lines(AisEncoderOptions options, Action<AisEncoder, ArrayBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(new AisEncoder(options), output);
        var text = Bytes.Text(output.WrittenSpan);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }

    private static List<AisReport> Read(Action<Writing> write)
    {
        var writing = new Writing();
        write(writing);
        var reader = new NmeaReportReader(new StaticReportInterning());
        var reports = new List<AisReport>();
        foreach (var line in Bytes.Text(writing.Output.WrittenSpan).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var result = reader.Read(Bytes.Of(line), null, out var report, out var reason);
            Assert.Equal(DropReason.None, reason);
            if (result == ReadResult.Report)
            {
                reports.Add(report);
            }
        }

        return reports;
    }

    /// <summary>An encoder and where it writes.</summary>
    private sealed class Writing
    {
        private readonly AisEncoder encoder = new();

        public ArrayBufferWriter<byte> Output { get; } = new();

        public void Write(in PositionReport report, IBufferWriter<byte> output) => encoder.Write(report, output);

        public void Write(StaticReport report, Instant time, StationClass stationClass, IBufferWriter<byte> output) => encoder.Write(report, time, stationClass, output);
    }
}
