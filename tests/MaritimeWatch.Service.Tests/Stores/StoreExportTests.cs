using System.Text;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Stores;

/// <summary><c>store export</c>: what comes out of a store, replayed and imported again, and parts of it by area.</summary>
public sealed class StoreExportTests : IDisposable
{
    private const string Header = "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type\n";

    private readonly ReplayBench bench = new();

    private string Store => bench.PathOf("s.db");

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("ndjson", "all.ndjson")]
    [InlineData("csv", "all.csv.gz")]
    public async Task Export_Replayed_GivesTheAlertsOfTheTrafficThatWasImported(string format, string name)
    {
        var day = bench.Write("day.csv", GeneratedDays.Make(["R2A", "R4A", "R5A"], 11, Simulator.TrafficFormat.DanishCsv).Traffic);
        await RunAsync("import", "--input", day);

        var export = await RunAsync("export", "--format", format, "--output", bench.PathOf(name));

        Assert.Equal(ExitCode.Done, export.Exit);
        var original = await bench.ReplayAsync([day], ReplayBench.ExerciseChart);
        var again = await bench.ReplayAsync([bench.PathOf(name)], ReplayBench.ExerciseChart);
        Assert.NotEmpty(original.AlertLines);
        Assert.Equal(original.AlertLines, again.AlertLines);
        Assert.Equal(0, again.Rejected("late"));
    }

    [Theory]
    [InlineData("--mmsi")]
    [InlineData("--box")]
    [InlineData("--area")]
    public async Task Export_OfAPart_IsInOrderOfTimeAndReplayedGivesWhatItsVesselsAloneGive(string how)
    {
        var traffic = Encoding.ASCII.GetString(GeneratedDays.Make(["R2A", "R4A"], 12, Simulator.TrafficFormat.DanishCsv).Traffic);
        var lines = traffic.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await RunAsync("import", "--input", bench.Write("day.csv", traffic));
        var alerted = (await bench.ReplayAsync([bench.PathOf("day.csv")], ReplayBench.ExerciseChart)).Events
            .Select(alert => alert.GetProperty("vessel").GetProperty("mmsi").GetUInt32()).First();
        var area = bench.Write("area.geojson", """{"type":"Polygon","coordinates":[[[-10,45],[20,45],[20,65],[-10,65],[-10,45]]]}""");
        string[] part = how switch { "--mmsi" => ["--mmsi", $"{alerted}"], "--box" => ["--box", "45,-10,65,20"], _ => ["--area", area] };

        var export = await RunAsync("export", [.. part, "--output", bench.PathOf("part.ndjson")]);

        Assert.Equal(ExitCode.Done, export.Exit);
        var times = File.ReadLines(bench.PathOf("part.ndjson")).Select(line => JsonDocument.Parse(line).RootElement).Select(report => report.GetProperty("time").GetString()!).ToList();
        Assert.True(times.Count > 1_000);
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        var kept = how == "--mmsi" ? lines.Where((line, number) => number == 0 || line.Split(',')[2] == $"{alerted}") : lines;
        var original = await bench.ReplayAsync([bench.Write("same.csv", string.Join('\n', kept) + "\n")], ReplayBench.ExerciseChart);
        var again = await bench.ReplayAsync([bench.PathOf("part.ndjson")], ReplayBench.ExerciseChart);
        Assert.NotEmpty(original.AlertLines);
        Assert.Equal(original.AlertLines, again.AlertLines);
    }

    [Fact]
    public async Task Export_FromTheMiddleOfAWatch_BeginsWithWhoTheVesselsAre()
    {
        // What she is called is stored when it was first and last said: at two minutes past midnight, and not again.
        await RunAsync("import", "--input", bench.Write("day.csv", Header
            + "17/11/2024 00:02:00,Class A,219000606,56.1,11.2,Moored,0.0,0.1,90.0,91,,OXYZ,YI,Cargo\n"
            + "17/11/2024 04:00:00,Class A,219000606,56.1,11.3,Moored,0.0,0.1,90.0,91,,,,\n"
            + "17/11/2024 04:30:00,Class A,219000606,56.1,11.4,Moored,0.0,0.1,90.0,91,,,,\n"));

        await RunAsync("export", "--from", "2024-11-17T04:15:00Z", "--format", "csv", "--output", bench.PathOf("part.csv"));

        var row = Assert.Single(File.ReadAllLines(bench.PathOf("part.csv")).Skip(1));
        Assert.StartsWith("17/11/2024 04:30:00,Class A,219000606,56.100000,11.400000,Moored,0.0,0.1,90.0,91,Unknown,OXYZ,YI,70,", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_AsATable_IsReadAgainBitForBit()
    {
        await RunAsync("import", "--input", bench.Write("day.csv", GeneratedDays.Make(["R2A", "R10B"], 13, Simulator.TrafficFormat.DanishCsv).Traffic));
        await RunAsync("export", "--format", "csv", "--output", bench.PathOf("all.csv"));

        await CommandRun.HereAsync("store", "import", "--store", bench.PathOf("t.db"), "--input", bench.PathOf("all.csv"));

        using var one = SqliteStore.OpenForReading(Store);
        using var other = SqliteStore.OpenForReading(bench.PathOf("t.db"));
        Assert.True(Everything(one).Count > 1_000);
        Assert.Equal(Everything(one), Everything(other));
        var said = one.Tracks.ReadVessels(default, 10_000).Select(vessel => vessel.Static).ToList();
        Assert.NotEmpty(said);
        Assert.Equal(said, other.Tracks.ReadVessels(default, 10_000).Select(vessel => vessel.Static));
    }

    [Fact]
    public async Task Export_OfAnAreaWithAHoleAndAnIsland_HoldsWhatIsInside()
    {
        // A square of four degrees with a hole of two, and a square of half a degree in the hole.
        var area = bench.Write("area.geojson", """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","properties":{"colour":"red"},"geometry":{"type":"Polygon","coordinates":[
                [[4,54],[8,54],[8,58],[4,58],[4,54]], [[5,55],[5,57],[7,57],[7,55],[5,55]]]}},
              {"type":"Feature","properties":null,"geometry":{"type":"MultiPolygon","coordinates":[[[[5.75,55.75],[6.25,55.75],[6.25,56.25],[5.75,56.25],[5.75,55.75]]]]}}]}
            """);
        (double Latitude, double Longitude, bool IsInside)[] places = [(54.5, 4.5, true), (55.5, 5.5, false), (56, 6, true), (57.5, 7.5, true), (59, 6, false), (56, 3, false)];
        await RunAsync("import", "--input", bench.Write("day.csv", Header + string.Concat(places.Select((place, number) =>
            FormattableString.Invariant($"17/11/2024 00:00:0{number},Class A,21900060{number},{place.Latitude},{place.Longitude},Moored,0.0,0.1,90.0,91,,,S{number},Cargo\n")))));

        await RunAsync("export", "--area", area, "--format", "csv", "--output", bench.PathOf("part.csv"));
        Assert.Equal(places.Select((place, number) => (place, number)).Where(one => one.place.IsInside).Select(one => $"21900060{one.number}"), Senders("part.csv"));

        // A box beside it adds to it.
        await RunAsync("export", "--area", area, "--box", "55,3,57,5.2", "--format", "csv", "--output", bench.PathOf("more.csv"));
        Assert.Equal(["219000600", "219000602", "219000603", "219000605"], Senders("more.csv"));
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[4,54],[8,54],[8,58],[4,58]]]}""", "feature 0 (area-0): unclosed ring")]
    [InlineData("""{"type":"Polygon","coordinates":[[[4,54],[8,58],[8,54],[4,58],[4,54]]]}""", "polygon is not simple")]
    [InlineData("""{"type":"Polygon","coordinates":[[[54,4],[54,8],[58,8],[58,4],[54,4]]]}""", "latitude and longitude are swapped")]
    [InlineData("""{"type":"LineString","coordinates":[[4,54],[8,54]]}""", "is no GeoJSON Polygon, MultiPolygon, Feature or FeatureCollection")]
    [InlineData("""{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[4,54],[8,54]]}}""", "a LineString where a Polygon or MultiPolygon is needed")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null}]}""", "feature 0 (area-0): the geometry is missing")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "holds 0 areas")]
    [InlineData("""{"type":"Polygon","crs":{"properties":{"name":"EPSG:25832"}},"coordinates":[[[4,54],[8,54],[8,58],[4,58],[4,54]]]}""", "a 'crs' other than WGS 84")]
    [InlineData("{", "not readable as JSON")]
    public async Task Export_OfAnAreaThatIsNone_IsRefusedWithPlaceAndReason(string content, string reason)
    {
        SqliteStore.Open(Store).Dispose();
        var run = await RunAsync("export", "--area", bench.Write("area.geojson", content), "--output", bench.PathOf("none.ndjson"));
        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains("area.geojson: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(bench.PathOf("none.ndjson")));
    }

    [Fact]
    public async Task Export_OfNothingAsATable_IsItsHeader()
    {
        SqliteStore.Open(Store).Dispose();
        var run = await RunAsync("export", "--format", "csv", "--output", bench.PathOf("none.csv"));
        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.StartsWith("# Timestamp,Type of mobile,MMSI,", Assert.Single(File.ReadAllLines(bench.PathOf("none.csv"))), StringComparison.Ordinal);
    }

    private static List<PositionReport> Everything(SqliteStore store) =>
        [.. store.Tracks.ReadArea(new GeoBox(-90, -180, 90, 180), Instant.MinValue, Instant.MaxValue, null, int.MaxValue, CancellationToken.None)];

    private IEnumerable<string> Senders(string table) => File.ReadAllLines(bench.PathOf(table)).Skip(1).Select(line => line.Split(',')[2]).Order(StringComparer.Ordinal);

    private Task<CommandRun> RunAsync(string command, params string[] arguments) => CommandRun.HereAsync(["store", command, "--store", Store, .. arguments]);
}
