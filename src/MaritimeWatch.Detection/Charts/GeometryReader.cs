using System.Collections.Immutable;
using System.Text.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Charts;

/// <summary>Reads the geometry of one feature as parts (lines) or polygons (lists of rings) and checks what can go wrong with them.</summary>
internal sealed class GeometryReader(ChartReaderOptions options, FeatureRejection rejection)
{
    private int vertexCount;

    /// <summary>The lines of a LineString or MultiLineString; empty when rejected.</summary>
    public ImmutableArray<ImmutableArray<GeoPosition>> Lines(JsonElement geometry)
    {
        var (type, coordinates) = TypeOf(geometry);
        var parts = type switch
        {
            "LineString" => [Positions(coordinates)],
            "MultiLineString" => Each(coordinates, Positions),
            _ => Wrong(type, "a LineString or MultiLineString"),
        };
        CheckAxes(parts);
        foreach (var part in parts)
        {
            if (part.Length < 2)
            {
                rejection.Because($"a line of {part.Length} vertices; at least 2 are needed");
            }

            CheckPart(part);
        }

        return Result(parts);
    }

    /// <summary>The rings of a Polygon or MultiPolygon; empty when rejected.</summary>
    public ImmutableArray<ImmutableArray<GeoPosition>> Rings(JsonElement geometry)
    {
        var (type, coordinates) = TypeOf(geometry);
        var polygons = type switch
        {
            "Polygon" => [Each(coordinates, Positions)],
            "MultiPolygon" => Each(coordinates, polygon => Each(polygon, Positions)),
            _ => [Wrong(type, "a Polygon or MultiPolygon")],
        };
        ImmutableArray<ImmutableArray<GeoPosition>> rings = [.. polygons.SelectMany(polygon => polygon)];
        CheckAxes(rings);
        foreach (var ring in rings)
        {
            CheckRing(ring);
        }

        if (rejection.Reason is null && PolygonCheck.Fault(polygons) is { } fault)
        {
            rejection.Because($"{fault}");
        }

        return Result(rings);
    }

    private ImmutableArray<ImmutableArray<GeoPosition>> Result(ImmutableArray<ImmutableArray<GeoPosition>> parts)
    {
        if (parts.IsEmpty)
        {
            rejection.Because($"the geometry is empty");
        }

        return rejection.Reason is null ? parts : [];
    }

    private (string Type, JsonElement Coordinates) TypeOf(JsonElement geometry)
    {
        if (geometry.ValueKind != JsonValueKind.Object
            || !geometry.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            rejection.Because($"the geometry is missing");
            return ("", default);
        }

        return (type.GetString()!, geometry.TryGetProperty("coordinates", out var coordinates) ? coordinates : default);
    }

    private ImmutableArray<ImmutableArray<GeoPosition>> Wrong(string type, string expected)
    {
        rejection.Because($"a {type} where {expected} is needed");
        return [];
    }

    private ImmutableArray<T> Each<T>(JsonElement array, Func<JsonElement, T> read)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            rejection.Because($"the coordinates are not nested as the geometry type says");
            return [];
        }

        var items = ImmutableArray.CreateBuilder<T>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            items.Add(read(item));
            if (rejection.Reason is not null)
            {
                return [];
            }
        }

        return items.MoveToImmutable();
    }

    private ImmutableArray<GeoPosition> Positions(JsonElement array)
    {
        if (array.ValueKind == JsonValueKind.Array)
        {
            vertexCount += array.GetArrayLength();
        }

        if (vertexCount > options.MaxVerticesPerFeature)
        {
            rejection.Because($"more than {options.MaxVerticesPerFeature} vertices");
            return [];
        }

        return Each(array, Position);
    }

    private GeoPosition Position(JsonElement pair)
    {
        if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() < 2
            || pair[0].ValueKind != JsonValueKind.Number || pair[1].ValueKind != JsonValueKind.Number
            || !pair[0].TryGetDouble(out var longitude) || !pair[1].TryGetDouble(out var latitude)
            || !double.IsFinite(longitude) || !double.IsFinite(latitude))
        {
            rejection.Because($"a position is not a pair of numbers (longitude, latitude)");
            return default;
        }

        return new GeoPosition(latitude, longitude);
    }

    private void CheckAxes(ImmutableArray<ImmutableArray<GeoPosition>> parts)
    {
        var all = parts.SelectMany(part => part);
        if (parts.Any(part => !part.IsEmpty)
            && !all.Any(p => options.Holds(p.Latitude, p.Longitude)) && all.All(p => options.Holds(p.Longitude, p.Latitude)))
        {
            rejection.Because($"latitude and longitude are swapped: GeoJSON has longitude first");
        }
    }

    private void CheckPart(ImmutableArray<GeoPosition> part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (!part[i].IsValid)
            {
                rejection.Because($"vertex {i} is outside the world: longitude {part[i].Longitude}, latitude {part[i].Latitude}");
            }

            if (i > 0 && part[i] == part[i - 1])
            {
                rejection.Because($"zero-length segment at vertex {i}");
            }
        }
    }

    private void CheckRing(ImmutableArray<GeoPosition> ring)
    {
        CheckPart(ring);
        if (ring.Length < 4)
        {
            rejection.Because($"a ring of {ring.Length} vertices; at least 4 are needed, the last equal to the first");
        }
        else if (ring[0] != ring[^1])
        {
            rejection.Because($"unclosed ring: the last vertex is not the first");
        }
    }
}
