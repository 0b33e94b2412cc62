using System.Buffers;
using System.Diagnostics;
using System.Text;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Storage;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Stores;

/// <summary><c>store</c>: import, export, verify, backup, restore, compact, info, as a person runs them.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private const string Header = "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type\n";
    private const string Chart = "data-samples/assets/north-sea-exercise.geojson";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-stores-");

    private string Store => In("s.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Import_ADayWithItsChart_StoresItFindsCrossingsAndKnowsItAgainByAnyName()
    {
        var day = Write("day.csv", GeneratedDays.Make(["R2A", "R4A", "R10B"], 5, Simulator.TrafficFormat.DanishCsv).Traffic);
        var first = await RunAsync("import", "--store", Store, "--input", day, "--assets", SharedData.InRepository(Chart));
        Assert.Equal(ExitCode.Done, first.Exit);
        Assert.Contains("1 recordings imported, 0 were already", first.Error, StringComparison.Ordinal);
        using (var store = SqliteStore.OpenForReading(Store))
        {
            Assert.True(store.Crossings.Count() > 0);
        }

        var renamed = Write("renamed.csv", File.ReadAllBytes(day));
        var files = Bytes();
        var again = await RunAsync("import", "--store", Store, "--input", renamed, "--assets", SharedData.InRepository(Chart));
        Assert.Equal(ExitCode.Done, again.Exit);
        Assert.Contains("renamed.csv: already imported on", again.Error, StringComparison.Ordinal);
        Assert.Contains("as day.csv", again.Error, StringComparison.Ordinal);
        Assert.Contains(": all was known", again.Error, StringComparison.Ordinal);
        Assert.Equal(files, Bytes());
    }

    [Fact]
    public async Task Import_WithBadLines_TellsWhereAndWhyAndStoresTheRest()
    {
        var day = Write("bad.csv", Header
            + "17/11/2024 00:00:00,Class A,219000606,56.1,11.2,Moored,0.0,0.1,90.0,91,,,YI,Cargo\n"
            + "17/11/2024 00:00:10,Class A,xyz,56.1,11.2,Moored,0.0,0.1,90.0,91,,,YI,Cargo\n"
            + "17/11/2224 00:00:20,Class A,219000606,56.2,11.2,Moored,0.0,0.1,90.0,91,,,YI,Cargo\n");

        var run = await RunAsync("import", "--store", Store, "--input", day);

        Assert.Equal(ExitCode.SomeInputRejected, run.Exit);
        Assert.Contains("bad.csv:3: ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"rejected: 1: {DropReason.BadMmsi.InWords()}", run.Error, StringComparison.Ordinal);
        Assert.Contains($"rejected: 1: {DropReason.FromTheFuture.InWords()}", run.Error, StringComparison.Ordinal);
        using var store = SqliteStore.OpenForReading(Store);
        Assert.Equal(56.1, Assert.Single(store.Tracks.GetTrack(new Mmsi(219_000_606), Instant.MinValue, Instant.MaxValue, 9)).Latitude, 6);
    }

    [Fact]
    public async Task Import_WhileAServiceRuns_IsRefusedInWords()
    {
        using var live = SqliteStore.Open(Store);
        var run = await RunAsync("import", "--store", Store, "--input", Write("day.csv", Header));
        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("is in use by another process: a service or another command holds it; stop that first", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ThenImport_GivesTheSameStore()
    {
        await RunAsync("import", "--store", Store, "--input", Write("day.csv", GeneratedDays.Make(["R2A", "R10B", "two-names"], 6, Simulator.TrafficFormat.DanishCsv).Traffic));
        var whole = In("all.ndjson.gz");
        var export = await RunAsync("export", "--store", Store, "--output", whole);
        Assert.Equal(ExitCode.Done, export.Exit);

        var import = await RunAsync("import", "--store", In("t.db"), "--input", whole);

        Assert.Equal(ExitCode.Done, import.Exit);
        using var one = SqliteStore.OpenForReading(Store);
        using var other = SqliteStore.OpenForReading(In("t.db"));
        var positions = Everything(one);
        Assert.True(positions.Count > 1_000);
        Assert.Equal(positions, Everything(other));
        var vessels = one.Tracks.ReadVessels(default, 10_000);
        Assert.Equal(vessels, other.Tracks.ReadVessels(default, 10_000));
        Assert.All(vessels, vessel => Assert.Equal(one.Tracks.ReadStaticHistory(vessel.Static.Mmsi), other.Tracks.ReadStaticHistory(vessel.Static.Mmsi)));
    }

    [Fact]
    public async Task Export_OfAPartAsSentences_HoldsItAndNothingElse()
    {
        await RunAsync("import", "--store", Store, "--input", Write("day.csv", GeneratedDays.Make(["R2A"], 7, Simulator.TrafficFormat.DanishCsv).Traffic));
        using var store = SqliteStore.OpenForReading(Store);
        var all = Everything(store);
        var (vessel, from) = (all[0].Mmsi, all[0].Time + TimeSpan.FromMinutes(30));

        var run = await RunAsync("export", "--store", Store, "--mmsi", vessel.ToString(), "--from", from.ToString(), "--format", "nmea", "--output", In("part.nmea"));
        await RunAsync("import", "--store", In("t.db"), "--input", In("part.nmea"));

        Assert.Equal(ExitCode.Done, run.Exit);
        using var other = SqliteStore.OpenForReading(In("t.db"));
        var expected = all.Where(position => position.Mmsi == vessel && position.Time >= from).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.Select(position => (position.Time, position.RawLatitude, position.RawLongitude, position.RawSpeed)),
            Everything(other).Select(position => (position.Time, position.RawLatitude, position.RawLongitude, position.RawSpeed)));
        Assert.Equal(vessel, Assert.Single(other.Tracks.ReadVessels(default, 9)).Static.Mmsi);
    }

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("1,2,x,4")]
    [InlineData("2,2,1,4")]
    public async Task Export_OfABoxThatIsNone_IsRefused(string box)
    {
        SqliteStore.Open(Store).Dispose();
        var run = await RunAsync("export", "--store", Store, "--box", box);
        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains("SOUTH,WEST,NORTH,EAST", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BackupRestoreVerifyCompactInfo_OneAfterTheOther_KeepEverything()
    {
        await RunAsync("import", "--store", Store, "--input", Write("day.csv", GeneratedDays.Make(["R2A"], 8, Simulator.TrafficFormat.DanishCsv).Traffic));
        List<PositionReport> before;
        using (var store = SqliteStore.OpenForReading(Store))
        {
            before = Everything(store);
        }

        var backup = await RunAsync("backup", "--store", Store, "--to", In("copy.db"));
        Assert.Equal(ExitCode.Done, backup.Exit);
        Assert.True(File.Exists(In("copy.db.manifest.json")));
        Assert.Equal(ExitCode.Failed, (await RunAsync("backup", "--store", Store, "--to", In("copy.db"))).Exit);
        var restore = await RunAsync("restore", "--from", In("copy.db"), "--store", Store);
        Assert.Equal(ExitCode.Done, restore.Exit);
        Assert.Contains("what was there is s.db.before-", restore.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await RunAsync("compact", "--store", Store)).Exit);
        var verify = await CommandRun.ProcessAsync(["store", "verify", "--store", Store]);
        Assert.Equal(ExitCode.Done, verify.Exit);
        Assert.Contains("all is well", Encoding.UTF8.GetString(verify.Output), StringComparison.Ordinal);
        var info = await CommandRun.ProcessAsync(["store", "info", "--store", Store, "--json"]);
        Assert.Contains($"\"block_positions\":{before.Count},", Encoding.UTF8.GetString(info.Output), StringComparison.Ordinal);

        using var restored = SqliteStore.OpenForReading(Store);
        Assert.Equal(before, Everything(restored));
    }

    [Fact]
    public async Task Restore_WhileAnExportReadsTheStore_IsRefusedInWordsAndTheExportIsOfOneStore()
    {
        await RunAsync("import", "--store", Store, "--input", Write("day.csv", GeneratedDays.Make(["R2A"], 8, Simulator.TrafficFormat.DanishCsv).Traffic));
        await RunAsync("export", "--store", Store, "--output", In("all.ndjson"));
        await RunAsync("backup", "--store", Store, "--to", In("copy.db"));
        await RunAsync("import", "--store", Store, "--input", Write("other.csv", GeneratedDays.Make(["R4A"], 9, Simulator.TrafficFormat.DanishCsv).Traffic));
        await RunAsync("export", "--store", Store, "--output", In("both.ndjson"));
        var both = await File.ReadAllTextAsync(In("both.ndjson"));
        Assert.NotEqual(await File.ReadAllTextAsync(In("all.ndjson")), both);

        // Nobody takes what it writes, so it stays where it is, with the store open.
        using var export = Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "maritimewatch.dll"), "store", "export", "--store", Store, "--output", "-", "--format", "ndjson"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var first = await export.StandardOutput.ReadLineAsync();
        var refused = await RunAsync("restore", "--from", In("copy.db"), "--store", Store);
        Assert.Equal(ExitCode.Failed, refused.Exit);
        Assert.Contains("is in use by another process, which has it open for reading", refused.Error, StringComparison.Ordinal);

        var errors = export.StandardError.ReadToEndAsync();
        Assert.Equal(both, $"{first}\n{await export.StandardOutput.ReadToEndAsync()}");
        await export.WaitForExitAsync();
        Assert.True(export.ExitCode == ExitCode.Done, await errors);
        Assert.Equal(ExitCode.Done, (await RunAsync("restore", "--from", In("copy.db"), "--store", Store)).Exit);
    }

    [Fact]
    public async Task Restore_WithoutAManifestOrWithAForeignFile_IsRefused()
    {
        File.WriteAllText(In("copy.db"), "x");
        Assert.Equal(ExitCode.Failed, (await RunAsync("restore", "--from", In("copy.db"), "--store", Store)).Exit);
        File.WriteAllText(In("copy.db.manifest.json"), """{"taken":"2026-11-22T00:00:00Z","schemaVersion":4,"alertSequence":1,"auditEntries":1,"files":[{"suffix":"/../../passwd","bytes":1,"sha256":"00"}]}""");
        var run = await RunAsync("restore", "--from", In("copy.db"), "--store", Store);
        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("a file that no store has", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Store));
    }

    [Theory]
    [InlineData("info")]
    [InlineData("verify")]
    [InlineData("compact")]
    [InlineData("export")]
    public async Task EachCommand_WithoutAStore_SaysThatThereIsNone(string command)
    {
        var run = await RunAsync(command, "--store", In("absent.db"));
        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("no such store", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("absent.db")));
    }

    [Fact]
    public async Task Service_WhileShipsCross_StoresCrossingsChartAndWhatIsCovered_AndAnalystsReadTheChartWithoutIt()
    {
        await using (var service = await RunningService.StartAsync())
        {
            await service.SendTcpAsync(ShipAcrossTheCable());
            await Eventually.HoldsAsync(() => service.Host.Store.Crossings.Count() == 1);
            var crossing = Assert.Single(service.Host.Store.Crossings.OfVessel(new Mmsi(219_000_606), Instant.MinValue, Instant.MaxValue, (_, _) => true, null, 9));
            Assert.Equal(("test-cable", true), (crossing.AssetId, crossing.IsSure));
            await Eventually.HoldsAsync(() => service.Host.Store.Crossings.Covered("test-cable", crossing.Shape, crossing.Time, crossing.Time + TimeSpan.FromMinutes(1)).Count == 1);

            var assets = await CommandRun.ProcessAsync(["assets", "--store", service.Host.Store.Path]);
            Assert.Equal(ExitCode.Done, assets.Exit);
            Assert.Contains("Test Cable", Encoding.UTF8.GetString(assets.Output), StringComparison.Ordinal);

            // A restart runs the same traffic again and stores nothing twice.
            await service.RestartAsync();
            await service.Host.Store.Tracks.FlushAsync();
            Assert.Equal(1, service.Host.Store.Crossings.Count());
            Assert.Single(service.Host.Store.Charts.Uses());
        }
    }

    /// <summary>Ten knots due east for an hour and a quarter, over the cable after fifty minutes.</summary>
    private static byte[] ShipAcrossTheCable()
    {
        var encoder = new AisEncoder();
        var bytes = new ArrayBufferWriter<byte>();
        for (var second = 0; second <= 75 * 60; second += 10)
        {
            // Ten knots at 51.5 N are 0.267 degrees of longitude an hour.
            var place = new GeoPosition(51.5, 2.0 + ((second - 3_005) * 0.267 / 3_600));
            encoder.Write(PositionReport.Create(Hosting.Traffic.Epoch + TimeSpan.FromSeconds(second), new Mmsi(219_000_606), place, 10, 90, 90, NavigationalStatus.UnderWayUsingEngine), bytes);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static List<PositionReport> Everything(SqliteStore store) =>
        [.. store.Tracks.ReadArea(new GeoBox(-90, -180, 90, 180), Instant.MinValue, Instant.MaxValue, null, int.MaxValue, CancellationToken.None)];

    private string In(string name) => Path.Combine(folder.FullName, name);

    private string Write(string name, string text) => Write(name, Encoding.ASCII.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(In(name), bytes);
        return In(name);
    }

    /// <summary>Hashes of both files of the store.</summary>
    private string Bytes() => string.Join(' ', ((string[])["", ".tracks"]).Select(suffix => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Store + suffix)))));

    private static Task<CommandRun> RunAsync(string command, params string[] arguments) => CommandRun.HereAsync(["store", command, .. arguments]);
}
