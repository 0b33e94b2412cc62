using System.Text;
using System.Text.Json;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Stores;

/// <summary><c>store crossings</c>: what is written down of crossings, beside what the tracks tell.</summary>
public sealed class StoreCrossingsTests : IDisposable
{
    private readonly ReplayBench bench = new();

    private string Store => bench.PathOf("s.db");

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Crossings_OfGeneratedTraffic_AreThoseThatTheTracksTellWhereAWayIsStraight()
    {
        await ImportAsync();
        using var store = SqliteStore.OpenForReading(Store);
        var chart = ChartReader.Read([.. ReplayBench.ExerciseChart.Select(file => new ChartFile(file, File.ReadAllBytes(file)))]).Chart;
        var queries = new AnalystQueries(store.Tracks, chart);
        var (from, to) = Span(store);
        var (written, told, onlyWritten, onlyTold) = (0, 0, new List<string>(), new List<string>());
        foreach (var asset in chart.Assets.Where(asset => !asset.IsArea && asset.Status is AssetStatus.InService or AssetStatus.Unknown))
        {
            var log = store.Crossings.OfAsset(asset.Id, AssetShapeHash.Of(asset), from, to, null, int.MaxValue).Where(crossing => crossing.IsSure).ToList();
            var tracks = await ToldAsync(queries, asset.Id, from, to);
            (written, told) = (written + log.Count, told + tracks.Count);
            onlyWritten.AddRange(log.Where(one => !tracks.Any(other => other.Vessel.Mmsi == one.Mmsi.Value && IsSame(one, other))).Select(one => $"{asset.Id} {one}"));
            onlyTold.AddRange(tracks.Where(other => !log.Any(one => other.Vessel.Mmsi == one.Mmsi.Value && IsSame(one, other))).Select(one => $"{asset.Id} {one}"));
        }

        Assert.True(written > 20, $"{written} written, {told} told");
        Assert.True(onlyWritten.Count + onlyTold.Count == 0, $"{written} written, {told} told\n{string.Join('\n', onlyWritten.Take(5))}\n-- told alone\n{string.Join('\n', onlyTold.Take(5))}");
    }

    [Fact]
    public async Task Crossings_AsLines_AreTheTable()
    {
        await ImportAsync();
        var chart = ReplayBench.ExerciseChart[0];
        string asset;
        List<VesselCrossing> expected;
        using (var store = SqliteStore.OpenForReading(Store))
        {
            (asset, expected) = ChartReader.Read("chart", File.ReadAllBytes(chart)).Chart.Assets
                .Select(one => (one.Id, store.Crossings.OfAsset(one.Id, AssetShapeHash.Of(one), Instant.MinValue, Instant.MaxValue, null, int.MaxValue).ToList())).MaxBy(one => one.Item2.Count);
        }

        var run = await CommandRun.ProcessAsync(["store", "crossings", "--store", Store, "--asset", asset, "--assets", chart]);

        Assert.Equal(ExitCode.Done, run.Exit);
        var lines = Encoding.UTF8.GetString(run.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.NotEmpty(lines);
        Assert.Equal(
            expected.Select(one => (one.Time.ToString(), one.Mmsi.Value, one.AlongMetres, !one.IsSure)),
            lines.Select(line => (line.GetProperty("time").GetString()!, line.GetProperty("mmsi").GetUInt32(), (int)(line.GetProperty("kilometresAlong").GetDecimal() * 1_000), line.GetProperty("possible").GetBoolean())));
        Assert.Contains($"{lines.Count} crossings of {asset}; none is missing from ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crossings_OfAnAssetThatIsNotCharted_IsRefused()
    {
        SqliteStore.Open(Store).Dispose();
        var run = await CommandRun.HereAsync("store", "crossings", "--store", Store, "--asset", "atlantis", "--assets", ReplayBench.ExerciseChart[0]);
        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains("no asset 'atlantis' is charted", run.Error, StringComparison.Ordinal);
        Assert.Contains("holds no chart", (await CommandRun.HereAsync("store", "crossings", "--store", Store, "--asset", "atlantis")).Error, StringComparison.Ordinal);
    }

    private static bool IsSame(in VesselCrossing one, Crossing other) =>
        (WireTime.ToDomain(other.Time) - one.Time).Duration() <= TimeSpan.FromSeconds(Math.Max(1, one.GapSeconds));

    private static async Task<List<Crossing>> ToldAsync(AnalystQueries queries, string asset, Instant from, Instant to)
    {
        var request = new ListCrossingsRequest { AssetId = asset, From = WireTime.ToProto(from), To = WireTime.ToProto(to), PageSize = 1_000 };
        var found = new List<Crossing>();
        while (true)
        {
            var page = await queries.ListCrossingsAsync(request, CancellationToken.None);
            found.AddRange(page.Crossings.Where(crossing => !crossing.Possible));
            if (page.NextPageToken.Length == 0)
            {
                return found;
            }

            request.PageToken = page.NextPageToken;
        }
    }

    private static (Instant From, Instant To) Span(SqliteStore store)
    {
        var all = store.Tracks.ReadArea(new GeoBox(-90, -180, 90, 180), Instant.MinValue, Instant.MaxValue, null, int.MaxValue, CancellationToken.None);
        return (all.Min(position => position.Time), all.Max(position => position.Time) + TimeSpan.FromSeconds(1));
    }

    private async Task ImportAsync()
    {
        var day = bench.Write("day.csv", GeneratedDays.Make(["R2A", "R4A", "R5A"], 21, Simulator.TrafficFormat.DanishCsv).Traffic);
        var run = await CommandRun.HereAsync("store", "import", "--store", Store, "--input", day, "--assets", ReplayBench.ExerciseChart[0]);
        Assert.Equal(ExitCode.Done, run.Exit);
    }
}
