using System.Collections.Immutable;
using System.Text.Json;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Charts;

/// <summary>Reads GeoJSON (RFC 7946) files of charted assets and context areas into one chart.</summary>
/// <remarks>A bad feature is left out and reported, the rest is used; a file that cannot be read as a FeatureCollection is left
/// out whole. Bad input never throws.</remarks>
public static class ChartReader
{
    // A MultiPolygon in a FeatureCollection is 9 deep; properties may hold a little structure of their own.
    private const int MaxDepth = 64;

    /// <summary>Reads one file.</summary>
    public static ChartReading Read(string file, ReadOnlyMemory<byte> content, ChartReaderOptions? options = null) =>
        Read([new ChartFile(file, content)], options);

    /// <summary>Reads several files into one chart; an id may occur once in all of them.</summary>
    public static ChartReading Read(IEnumerable<ChartFile> files, ChartReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var chart = new ChartBuilder(options ?? new ChartReaderOptions());
        foreach (var file in files)
        {
            chart.Add(file);
        }

        return chart.ToReading();
    }

    private sealed class ChartBuilder(ChartReaderOptions options)
    {
        private readonly ImmutableArray<ChartedAsset>.Builder assets = ImmutableArray.CreateBuilder<ChartedAsset>();
        private readonly ImmutableArray<ContextArea>.Builder areas = ImmutableArray.CreateBuilder<ContextArea>();
        private readonly ImmutableArray<ChartProblem>.Builder problems = ImmutableArray.CreateBuilder<ChartProblem>();
        private readonly Dictionary<string, string> fileOfId = new(StringComparer.Ordinal);

        public ChartReading ToReading() => new(new Chart(assets.ToImmutable(), areas.ToImmutable()), problems.ToImmutable());

        public void Add(in ChartFile file)
        {
            try
            {
                using var document = JsonDocument.Parse(WithoutByteOrderMark(file.Content), new JsonDocumentOptions { MaxDepth = MaxDepth });
                if (Fault(document.RootElement, out var features) is { } fault)
                {
                    problems.Add(new ChartProblem(file.Name, null, null, fault));
                    return;
                }

                var index = 0;
                foreach (var feature in features.EnumerateArray())
                {
                    AddFeature(file.Name, index++, feature);
                }
            }
            catch (JsonException exception)
            {
                // The reader's own way to say so: broken or cut off JSON, or nested too deep.
                problems.Add(new ChartProblem(file.Name, null, null, $"not readable as JSON: {exception.Message}"));
            }
            catch (InvalidOperationException)
            {
                problems.Add(new ChartProblem(file.Name, null, null, "holds text that is not valid Unicode"));
            }
        }

        private static string? Fault(JsonElement root, out JsonElement features)
        {
            features = default;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("type", out var type)
                || type.ValueKind != JsonValueKind.String || type.GetString() != "FeatureCollection")
            {
                return "not a GeoJSON FeatureCollection";
            }

            if (!root.TryGetProperty("features", out features) || features.ValueKind != JsonValueKind.Array)
            {
                return "the FeatureCollection has no list of features";
            }

            return root.TryGetProperty("crs", out var crs) && !IsLongitudeLatitude(crs)
                ? "has a 'crs' other than WGS 84 longitude and latitude"
                : null;
        }

        // RFC 7946 has no crs; GeoJSON from before it may name the one there is.
        private static bool IsLongitudeLatitude(JsonElement crs) =>
            crs.ValueKind == JsonValueKind.Null
            || crs.GetRawText() is var text && (text.Contains("CRS84", StringComparison.Ordinal) || text.Contains("4326", StringComparison.Ordinal));

        private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> content) =>
            content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;

        private void AddFeature(string file, int index, JsonElement element)
        {
            var feature = new FeatureReader(options);
            try
            {
                feature.Read(element);
            }
            catch (InvalidOperationException)
            {
                // What JsonElement throws for a lone surrogate or broken UTF-8 in a string.
                feature.Reject($"text that is not valid Unicode");
            }

            if (feature.Reason is null && feature.Id is { } id && !fileOfId.TryAdd(id, file))
            {
                feature.Reject($"duplicate id, first in {fileOfId[id]}");
            }

            if (feature.Reason is { } reason)
            {
                problems.Add(new ChartProblem(file, index, feature.Id, reason));
            }
            else if (feature.Asset is { } asset)
            {
                assets.Add(asset);
            }
            else if (feature.Area is { } area)
            {
                areas.Add(area);
            }
        }
    }
}
