using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Detection.Tests.Locating;

/// <summary>Recorded charts, whose properties are those of their publishers, given ours.</summary>
internal static class RealCharts
{
    public const string BelgianCables = "geo/belgian_energy_cables.geojson.gz";
    public const string BalticCables = "geo/osm_submarine_power_cables_south_of_58N9.geojson.gz";

    /// <summary>Reads a recorded file through the chart reader, every line as a power cable in service.</summary>
    public static Chart Load(string file)
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.Path(file)), CompressionMode.Decompress);
        var collection = JsonNode.Parse(stream)!;
        var index = 0;
        foreach (var feature in collection["features"]!.AsArray())
        {
            var name = feature!["properties"]!["name"]?.GetValue<string>() ?? $"cable {index}";
            feature["properties"]!["id"] = $"cable-{index++:D3}";
            feature["properties"]!["name"] = name;
            feature["properties"]!["category"] = "power_cable";
            feature["properties"]!["status"] = "in_service";
        }

        var reading = ChartReader.Read(file, JsonSerializer.SerializeToUtf8Bytes(collection));
        Assert.Empty(reading.Problems);
        return reading.Chart;
    }
}
