using System.Globalization;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Simulator;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Conversion;

/// <summary><c>convert</c>: any recorded traffic to our own NDJSON, and back.</summary>
public sealed class ConvertTests : IDisposable
{
    private const string Location = """vessels-v2/538007963/location {"time":1668075025,"sog":10.7,"cog":326.6,"navStat":0,"rot":-4,"posAcc":true,"raim":false,"heading":325,"lon":20.345818,"lat":60.038960}""";
    private const string Metadata = """vessels-v2/538007963/metadata {"timestamp":1668075000035,"destination":"UST LUGA","name":"ARUNA CIHAN","draught":68,"eta":733376,"posType":15,"refA":160,"refB":33,"refC":20,"refD":12,"callSign":"V7WW7","imo":9543756,"type":70}""";

    private readonly ConversionBench bench = new();

    [Fact]
    public async Task Convert_PositionsAndStatics_AreJoinedWithTheirProvenance()
    {
        var (exit, error, lines, _) = await bench.ConvertAsync([bench.Write("positions.txt", $"{Location}\n"), bench.Write("metadata.txt", $"{Metadata}\n")]);

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("2 rows read, 2 reports of 1 vessels (1 with a position, 1 with static data; 1 vessels said who they are)", error, StringComparison.Ordinal);
        const string Vessel = """
            "vessel":{"name":"ARUNA CIHAN","imo":9543756,"callSign":"V7WW7","shipType":70,"shipCategory":"Cargo","toBowMetres":160,"toSternMetres":33,"toPortMetres":20,"toStarboardMetres":12,"lengthMetres":193,"breadthMetres":32,"draughtMetres":6.8,"destination":"UST LUGA","said":{"name":
            """;
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("""{"time":"2022-11-10T10:10:00Z","mmsi":538007963,"stationClass":"unknown","static":{"messageType":0,"feed":"digitraffic","imo":9543756,""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(
            """{"time":"2022-11-10T10:10:25Z","mmsi":538007963,"stationClass":"unknown","latitude":60.038960,"longitude":20.345818,"speedKnots":10.7,"courseDegrees":326.6,"headingDegrees":325,"rateOfTurnDegreesPerMinute":-0.7,"status":0,"highAccuracy":true,""" + Vessel,
            lines[1],
            StringComparison.Ordinal);
        Assert.Equal(
            ("2022-11-10T10:10:00Z", "Digitraffic"),
            JsonDocument.Parse(lines[1]).RootElement.GetProperty("vessel").GetProperty("said").GetProperty("draughtMetres") is var said
                ? (said.GetProperty("since").GetString(), said.GetProperty("source").GetString())
                : default);
    }

    [Fact]
    public async Task Convert_Bare_LeavesTheVesselOut()
    {
        var (exit, _, lines, _) = await bench.ConvertAsync([bench.Write("feed.txt", $"{Metadata}\n{Location}\n")], "--bare");

        Assert.Equal((ExitCode.Done, 2), (exit, lines.Length));
        Assert.All(lines, line => Assert.DoesNotContain("\"vessel\"", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TrafficFormat.DanishCsv)]
    [InlineData(TrafficFormat.Nmea)]
    public async Task Convert_ConvertedTraffic_StaysTheSame_AndRaisesTheSameAlerts(TrafficFormat format)
    {
        var traffic = bench.Write("traffic", GeneratedDays.Make(["R2A", "R4A"], 5, format).Traffic);
        using var replays = new ReplayBench();

        var first = await bench.ConvertAsync([traffic]);
        var again = await bench.ConvertAsync([first.File]);
        var bare = await bench.ConvertAsync([first.File], "--bare");

        Assert.True(first.Lines.Length > 1_000);
        Assert.Equal(first.Lines, again.Lines);
        var alerts = await replays.ReplayAsync([traffic], ReplayBench.ExerciseChart);
        Assert.NotEmpty(alerts.AlertLines);
        Assert.Equal(alerts.Alerts, (await replays.ReplayAsync([first.File], ReplayBench.ExerciseChart)).Alerts);
        Assert.Equal(alerts.Alerts, (await replays.ReplayAsync([bare.File], ReplayBench.ExerciseChart)).Alerts);
    }

    [Fact]
    public async Task Convert_TimeRange_LeavesOutTheRest()
    {
        var table = bench.Write("table.csv", AnchoredShip.Table(AnchoredShip.Rows()));

        var (exit, error, lines, _) = await bench.ConvertAsync([table], "--from", "2024-11-17T00:10:00Z", "--to", "2024-11-17T00:20:00Z");

        Assert.Equal((ExitCode.Done, 40), (exit, lines.Length));
        Assert.Contains("outside time range", error, StringComparison.Ordinal);
        Assert.StartsWith("{\"time\":\"2024-11-17T00:10:00Z\"", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"time\":\"2024-11-17T00:19:30Z\"", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_CompressedOutput_IsReadBack()
    {
        var table = bench.Write("table.csv", AnchoredShip.Table(AnchoredShip.Rows()));
        var (_, _, plain, file) = await bench.ConvertAsync([table]);

        Assert.Equal(ExitCode.Done, (await CommandRun.HereAsync("convert", "--input", table, "--output", file + ".gz")).Exit);

        Assert.Equal(plain, (await bench.ConvertAsync([file + ".gz"])).Lines);
    }

    [Fact]
    public async Task Convert_DocumentOfMegabytesOnOneLine_IsReadRecordByRecord()
    {
        var document = new StringBuilder("""{"type":"FeatureCollection","dataUpdatedTime":"2022-11-10T10:10:30Z","features":[""");
        for (var i = 0; i < 20_000; i++)
        {
            document.Append(CultureInfo.InvariantCulture, $$$"""{{{(i == 0 ? "" : ",")}}}{"mmsi":{{{230_000_000 + i}}},"type":"Feature","geometry":{"type":"Point","coordinates":[{{{20 + (i / 10_000.0):F6}}},60.038960]},""");
            document.Append("""
                "properties":{"sog":10.7,"cog":326.6,"navStat":0,"rot":0,"posAcc":true,"raim":false,"heading":325,"timestamp":24,"timestampExternal":1668075025999}}
                """);
        }

        Assert.True(document.Length > 3 << 20);
        var whole = await bench.ConvertAsync([bench.Write("locations.json", $"{document}]}}")]);
        var cut = await bench.ConvertAsync([bench.Write("cut.json", document.ToString(0, document.Length - 40))]);

        Assert.Equal((ExitCode.Done, 20_000), (whole.Exit, whole.Lines.Length));
        Assert.Contains("20,000 rows read, 20,000 reports of 20,000 vessels", whole.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.SomeInputRejected, 19_999), (cut.Exit, cut.Lines.Length));
        Assert.Contains("cut.json: malformed: it ends within record 20000", cut.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_DialectThatChangesMidway_CountsEveryLineOfTheOther()
    {
        var mixed = bench.Write("mixed.txt", $$"""
            {{Location}}
            {"ssvid": 263576000, "lat": -23.2, "lon": 97.1, "timestamp": "2015-10-15T02:39:55Z"}
            !AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A
            {{Location}}
            """);

        var (exit, error, lines, _) = await bench.ConvertAsync([mixed]);

        Assert.Equal((ExitCode.SomeInputRejected, 2), (exit, lines.Length));
        Assert.Contains("mixed.txt:2: another format: {\"ssvid\": 263576000", error, StringComparison.Ordinal);
        Assert.Contains("mixed.txt:3: malformed: !AIVDM", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"MMSI":265410000},"geometry":null}]}""", "JSON, but of no known feed: an object with type, properties, geometry; known are nmea, csv, ndjson, gpsd, ")]
    [InlineData("[]", "JSON, but of no known feed: no whole object at its beginning")]
    [InlineData("hello\n", "not recognised: neither an AIS sentence nor a table's header nor JSON at its beginning")]
    [InlineData("", "the file is empty")]
    public async Task Convert_WhatIsNoTraffic_EndsWithOneAndSaysWhatWasSeen(string content, string expected)
    {
        var (exit, error, lines, _) = await bench.ConvertAsync([bench.Write("other.json", content)]);

        Assert.Equal((ExitCode.Failed, 0), (exit, lines.Length));
        Assert.Contains($"other.json: {expected}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_RefusalOfTheFeed_IsARejection()
    {
        var (exit, error, _, _) = await bench.ConvertAsync([bench.Write("poll.json", """[{"ERROR":true,"USERNAME":"X","ERROR_MESSAGE":"Too frequent requests!"}]""")]);

        Assert.Equal(ExitCode.SomeInputRejected, exit);
        Assert.Contains("poll.json: record 1: error of the feed: {\"ERROR\":true", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("digitraffic", ExitCode.Done, 1)]
    [InlineData("aishub", ExitCode.SomeInputRejected, 0)]
    [InlineData("nmea", ExitCode.Done, 0)]
    public async Task Convert_FormatThatIsAsked_IsBelieved(string format, int expectedExit, int expectedReports)
    {
        var (exit, _, lines, _) = await bench.ConvertAsync([bench.Write("feed.txt", $"{Location[(Location.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace("{", "{\"mmsi\":538007963,", StringComparison.Ordinal)}\n")], "--format", format);

        Assert.Equal((expectedExit, expectedReports), (exit, lines.Length));
    }

    [Fact]
    public async Task Convert_UnknownFormat_IsWrongUsageAndListsThem()
    {
        var (exit, error, _, _) = await bench.ConvertAsync([bench.Write("feed.txt", Location)], "--format", "xml");

        Assert.Equal(ExitCode.WrongUsage, exit);
        Assert.Contains("--format xml: one of nmea, csv, ndjson, gpsd, ais-catcher, aisstream, digitraffic, aishub, gfw", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_OntoItsInput_IsRefusedAndLeavesIt()
    {
        var feed = bench.Write("feed.txt", Location);

        var run = await CommandRun.HereAsync("convert", "--input", feed, "--output", feed);

        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains("feed.txt: is the input", run.Error, StringComparison.Ordinal);
        Assert.Equal(Location, await File.ReadAllTextAsync(feed));
    }

    [Fact]
    public async Task Convert_FullDisk_EndsWithOneAndSaysSo()
    {
        var run = await CommandRun.HereAsync("convert", "--input", bench.Write("feed.txt", Location), "--output", "/dev/full");

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("/dev/full: writing reports failed: ", run.Error, StringComparison.Ordinal);
    }

    /// <summary>The ship's own message 5, by eye: IMO 9596985, V7UU3, FRIO, 226 + 48 by 21 + 27 m, 9.4 m; first sent at 16:02:19.</summary>
    [SharedDataFact("dma-nmea/538004030_drift_1.ais.gz")]
    public async Task Convert_DriftOfFrio_KnowsWhoSheIs()
    {
        var (exit, _, lines, _) = await bench.ConvertAsync([SharedData.Path("dma-nmea/538004030_drift_1.ais.gz")]);

        Assert.Equal((ExitCode.Done, 5_252), (exit, lines.Length));
        Assert.StartsWith(
            """{"time":"2014-09-28T18:29:54Z","mmsi":538004030,"stationClass":"A","latitude":57.754778,"longitude":11.386657,"speedKnots":2.6,"courseDegrees":143.2,"headingDegrees":170,"rateOfTurnDegreesPerMinute":-1.1,"status":0,"highAccuracy":true,"vessel":{"name":"FRIO","imo":9596985,"callSign":"V7UU3","shipType":80,"shipCategory":"Tanker","toBowMetres":226,"toSternMetres":48,"toPortMetres":21,"toStarboardMetres":27,"lengthMetres":274,"breadthMetres":48,"draughtMetres":9.4,"destination":"AWAITING ORDERS","said":{"name":{"since":"2014-09-28T16:02:19Z","source":"message 5"},""",
            lines[^1],
            StringComparison.Ordinal);
    }

    public void Dispose() => bench.Dispose();
}
