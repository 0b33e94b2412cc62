using System.Text.Json;
using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Stores;

/// <summary>Polygons out of a GeoJSON file: a Polygon, a MultiPolygon, a Feature, or a FeatureCollection of them; whatever properties they have.</summary>
/// <remarks>They are read as the areas of a chart are, so what is wrong with a ring is said in the same words. One bad polygon refuses the file: half an area would look like all of it.</remarks>
internal static class ExportArea
{
    private const long MostBytes = 64L << 20;
    private const int MostPolygons = 1_000;

    /// <summary>Reads the polygons of a file.</summary>
    /// <exception cref="CommandFailedException">It cannot be read, or something in it is no polygon, with place and reason.</exception>
    public static IReadOnlyList<PolygonRegion> Read(string path)
    {
        var content = Content(path);
        try
        {
            using var document = JsonDocument.Parse(content.StartsWith("\uFEFF"u8) ? content.AsMemory(3) : content);
            var reading = ChartReader.Read(path, AsChart(path, document.RootElement));
            return reading.Problems.Length > 0
                ? throw Refused(string.Join('\n', reading.Problems.Take(5)))
                : [.. reading.Chart.Areas.Select(area => new PolygonRegion(area.Rings))];
        }
        catch (JsonException broken)
        {
            throw Refused($"{path}: not readable as JSON: {broken.Message}");
        }
        catch (InvalidOperationException)
        {
            throw Refused($"{path}: holds text that is not valid Unicode");
        }
    }

    private static byte[] Content(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MostBytes ? File.ReadAllBytes(path) : throw Refused($"{path}: larger than {MostBytes >> 20} MiB; an area needs no more than its corners");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: cannot be read: {failure.Message}", cause: failure);
        }
    }

    /// <summary>The geometries as features of a chart: with a category and a name, and an id each, since the same polygon may stand there twice.</summary>
    private static byte[] AsChart(string path, JsonElement root)
    {
        var type = TypeOf(root);
        JsonElement[] geometries = type switch
        {
            "Polygon" or "MultiPolygon" => [root],
            "Feature" => [Geometry(root)],
            "FeatureCollection" when root.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Array => [.. features.EnumerateArray().Select(Geometry)],
            _ => throw Refused($"{path}: is no GeoJSON Polygon, MultiPolygon, Feature or FeatureCollection"),
        };
        if (geometries.Length is 0 or > MostPolygons)
        {
            throw Refused(FormattableString.Invariant($"{path}: holds {geometries.Length} areas; it must be from 1 to {MostPolygons}"));
        }

        using var chart = new MemoryStream();
        using (var json = new Utf8JsonWriter(chart))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            if (root.TryGetProperty("crs", out var crs))
            {
                json.WritePropertyName("crs");
                crs.WriteTo(json);
            }

            json.WriteStartArray("features");
            for (var number = 0; number < geometries.Length; number++)
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WritePropertyName("properties");
                JsonSerializer.Serialize(json, new Dictionary<string, string> { ["id"] = FormattableString.Invariant($"area-{number}"), ["category"] = "restricted", ["name"] = "area" });
                json.WritePropertyName("geometry");
                if (geometries[number].ValueKind == JsonValueKind.Undefined)
                {
                    json.WriteNullValue();
                }
                else
                {
                    geometries[number].WriteTo(json);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return chart.ToArray();
    }

    private static JsonElement Geometry(JsonElement feature) => TypeOf(feature) == "Feature" && feature.TryGetProperty("geometry", out var geometry) ? geometry : default;

    private static string? TypeOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static CommandFailedException Refused(string reason) => new($"--area {reason}", ExitCode.WrongUsage);
}
