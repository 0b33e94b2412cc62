using System.Text;
using System.Text.Json;
using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Detection.Tests.Charts;

/// <summary>Chart files under random, damaged and enormous input: features that are whole, and a reason for everything else.</summary>
public sealed class ChartFuzzTests
{
    private const int UsualCases = 20_000;
    private const int Nesting = 10_000;
    private const int LargeBytes = 10_000_000;

    private static readonly ChartFile Good = new("good.geojson", GeoJson.Collection(GeoJson.Feature(
        "\"id\":\"next-good\",\"name\":\"Next\",\"category\":\"power_cable\",\"status\":\"in_service\"", "LineString", "[[1.36,51.31],[3.20,51.33]]")));

    private readonly ChartSeeds seeds = new();

    [Fact]
    public void Read_BadInput_IsFeaturesOrReasonsAndTheNextFileIsRead()
    {
        var cases = FuzzBudget.Cases(UsualCases);
        var (features, rejected) = (0L, 0L);
        for (var number = 0; number < cases; number++)
        {
            // A document is whole or nothing: bytes damaged anywhere seldom leave one.
            var random = FuzzBudget.Random("chart", number);
            var input = number % 3 == 0 ? FuzzInput.Next(seeds, random) : seeds.Damaged(seeds.Seeds[random.Next(seeds.Seeds.Count)], random);
            var reading = Read(input, $"input {number} of seed {FuzzBudget.Seed}");
            features += reading.Chart.Assets.Length + reading.Chart.Areas.Length - 1;
            rejected += reading.Problems.Count(problem => !problem.RejectsFile);
        }

        // Neither every file nor every feature is refused, and a good many features are refused by themselves.
        Assert.InRange(features, cases / 4, long.MaxValue);
        Assert.InRange(rejected, cases / 20, long.MaxValue);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"type\":", "}")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[", "]}")]
    [InlineData("{\"features\":{\"features\":", "}}")]
    public void Read_NestedTenThousandDeep_IsRefusedByName(string open, string close)
    {
        var nested = string.Concat(Enumerable.Repeat(open, Nesting)) + "1" + string.Concat(Enumerable.Repeat(close, Nesting));

        Assert.Contains(Read(Encoding.UTF8.GetBytes(nested), "nesting").Problems, problem => problem.RejectsFile);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("x")]
    [InlineData("\0")]
    [InlineData("\"")]
    [InlineData("[0],")]
    [InlineData("{\"type\":\"Feature\"},")]
    public void Read_TenMillionBytesOfTheSame_IsRefusedByName(string piece) => Assert.Contains(
        Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, LargeBytes / piece.Length))), "large").Problems, problem => problem.RejectsFile);

    private static ChartReading Read(byte[] input, string what)
    {
        try
        {
            var reading = ChartReader.Read([new ChartFile("bad.geojson", input), Good]);
            Assert.Contains(reading.Chart.Assets, asset => asset.Id == "next-good");
            Assert.All(reading.Problems, problem => Assert.True(problem is { File: "bad.geojson", Reason.Length: > 0 }, problem.ToString()));

            // A file is refused whole, or each of its features is in the chart or refused, and none is both.
            var taken = reading.Chart.Assets.Length + reading.Chart.Areas.Length - 1;
            Assert.Equal(reading.IsWhole ? Features(input) : 0, reading.IsWhole ? taken + reading.Problems.Length : taken);
            Assert.Equal(reading.Problems.Count(problem => problem.RejectsFile), reading.IsWhole ? 0 : 1);
            return reading;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"{what}: {Encoding.Latin1.GetString(input.AsSpan(0, Math.Min(2_000, input.Length)))}", failure);
        }
    }

    private static int Features(byte[] input)
    {
        var start = input.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        using var document = JsonDocument.Parse(input.AsMemory(start), new JsonDocumentOptions { MaxDepth = 64 });
        return document.RootElement.GetProperty("features").GetArrayLength();
    }

    private sealed class ChartSeeds : IFuzzSeeds
    {
        private const string Cable = "\"id\":\"cable-{0}\",\"name\":\"Cable\",\"category\":\"power_cable\",\"status\":\"in_service\",\"positionalSigmaMetres\":50,\"validFrom\":\"2019-01-31\"";
        private const string Area = "\"id\":\"roads-{0}\",\"name\":\"Rødsand\",\"category\":\"anchorage\"";

        private static readonly string[] Features =
        [
            GeoJson.Feature(Cable.Replace("{0}", "1", StringComparison.Ordinal), "LineString", "[[1.36,51.31],[2.5,51.4],[3.20,51.33]]"),
            GeoJson.Feature(Cable.Replace("{0}", "2", StringComparison.Ordinal), "MultiLineString", "[[[1.36,51.31],[2.5,51.4]],[[2.6,51.4],[3.20,51.33]]]"),
            GeoJson.Feature(Area.Replace("{0}", "1", StringComparison.Ordinal), "Polygon", "[[[2,51],[3,51],[3,52],[2,52],[2,51]],[[2.2,51.2],[2.2,51.4],[2.4,51.4],[2.2,51.2]]]"),
            GeoJson.Feature(Area.Replace("{0}", "2", StringComparison.Ordinal), "MultiPolygon", "[[[[4,51],[5,51],[5,52],[4,51]]],[[[6,51],[7,51],[7,52],[6,51]]]]"),
        ];

        public IReadOnlyList<byte[]> Seeds { get; } = [GeoJson.Collection(Features), GeoJson.Collection(Features[..2]), GeoJson.Collection(Features[2..]), GeoJson.Collection()];

        public IReadOnlyList<byte[]> Words { get; } =
            [.. new[] { "\"type\":\"Feature\",", "\"coordinates\":", "\"features\":[", "\"crs\":null,", "[1,2]", "null", "180.0000001", "-90", "\"id\":\"cable-1\"", "}," }.Select(Encoding.UTF8.GetBytes)];

        public byte[] Damaged(byte[] good, Random random) => FuzzJson.Damaged(good, random);
    }
}
