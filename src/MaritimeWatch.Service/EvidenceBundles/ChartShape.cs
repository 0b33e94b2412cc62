using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Charted assets and context areas as GeoJSON with the properties of the contract: reading it gives the same assets and areas again.</summary>
internal static class ChartShape
{
    /// <summary>The collection, in the order of the ids.</summary>
    public static byte[] Write(Chart chart, string? label) => GeoJsonText.Collection(label, json =>
    {
        foreach (var asset in chart.Assets.OrderBy(asset => asset.Id, StringComparer.Ordinal))
        {
            Write(json, asset);
        }

        foreach (var area in chart.Areas.OrderBy(area => area.Id, StringComparer.Ordinal))
        {
            GeoJsonText.Feature(json, "MultiPolygon", () => Polygons(json, area.Rings), () =>
            {
                json.WriteString("id", area.Id);
                json.WriteString("name", area.Name);
                json.WriteString("category", JsonNamingPolicy.SnakeCaseLower.ConvertName(area.Category.ToString()));
                Number(json, "directionDegrees", area.DirectionDegrees);
                Restrictions(json, area.Restrictions);
                Common(json, area.ValidFrom, area.ValidTo, area.Source);
            });
        }
    });

    /// <summary>The hash of a whole chart: SHA-256 over <see cref="Write(Chart, string?)"/> without a label, in lower-case hexadecimal digits.</summary>
    public static string Hash(Chart chart) => Convert.ToHexStringLower(SHA256.HashData(Write(chart, null)));

    /// <summary>What of a chart lies within a margin of some positions, or is named.</summary>
    /// <param name="chart">The whole chart.</param>
    /// <param name="track">Positions; none for what is named alone.</param>
    /// <param name="margin">Around the box that holds the positions, in degrees of latitude.</param>
    /// <param name="ids">Assets and areas that belong to it wherever they lie.</param>
    public static Chart Near(Chart chart, IReadOnlyCollection<GeoPosition> track, double margin, IReadOnlySet<string> ids)
    {
        var isEmpty = track.Count == 0;
        var (south, north) = isEmpty ? (0, 0) : (track.Min(place => place.Latitude) - margin, track.Max(place => place.Latitude) + margin);
        var wider = margin / Math.Max(0.1, Math.Cos(Math.Max(Math.Abs(south), Math.Abs(north)) * Math.PI / 180));
        var (west, east) = isEmpty ? (0, 0) : (track.Min(place => place.Longitude) - wider, track.Max(place => place.Longitude) + wider);
        return new Chart(
            [.. chart.Assets.Where(asset => ids.Contains(asset.Id) || IsNear(asset.Parts))],
            [.. chart.Areas.Where(area => ids.Contains(area.Id) || IsNear(area.Rings))]);

        bool IsNear(ImmutableArray<ImmutableArray<GeoPosition>> parts)
        {
            var all = parts.SelectMany(part => part);
            return !isEmpty && all.Any() && all.Max(place => place.Latitude) >= south && all.Min(place => place.Latitude) <= north
                && all.Max(place => place.Longitude) >= west && all.Min(place => place.Longitude) <= east;
        }
    }

    private static void Write(Utf8JsonWriter json, ChartedAsset asset) => GeoJsonText.Feature(
        json,
        asset.IsArea ? "MultiPolygon" : "MultiLineString",
        () =>
        {
            if (asset.IsArea)
            {
                Polygons(json, asset.Parts);
                return;
            }

            Rings(json, asset.Parts.Select(part => (IReadOnlyList<GeoPosition>)part));
        },
        () =>
        {
            json.WriteString("id", asset.Id);
            json.WriteString("name", asset.Name);
            json.WriteString("category", AssetCategoryName.Of(asset.Category));
            json.WriteString("status", JsonNamingPolicy.SnakeCaseLower.ConvertName(asset.Status.ToString()));
            Text(json, "operator", asset.Operator);
            Text(json, "contact", asset.Contact);
            json.WriteNumber("positionalSigmaMetres", asset.PositionalSigmaMetres);
            Number(json, "buriedDepthMetres", asset.BuriedDepthMetres);
            Common(json, asset.ValidFrom, asset.ValidTo, asset.Source);
        });

    private static void Common(Utf8JsonWriter json, Instant? from, Instant? to, string? source)
    {
        Text(json, "validFrom", from?.ToString());
        Text(json, "validTo", to?.ToString());
        Text(json, "source", source);
    }

    private static void Restrictions(Utf8JsonWriter json, AreaRestrictions? restrictions)
    {
        if (restrictions is not { } some)
        {
            return;
        }

        json.WriteStartArray("restriction");
        for (var bits = (ulong)some; bits != 0; bits &= bits - 1)
        {
            json.WriteNumberValue(BitOperations.TrailingZeroCount(bits));
        }

        json.WriteEndArray();
    }

    private static void Polygons(Utf8JsonWriter json, ImmutableArray<ImmutableArray<GeoPosition>> rings)
    {
        json.WriteStartArray();
        foreach (var polygon in RingNesting.Polygons([.. rings.Select(ring => (IReadOnlyList<GeoPosition>)ring)]))
        {
            Rings(json, polygon);
        }

        json.WriteEndArray();
    }

    private static void Rings(Utf8JsonWriter json, IEnumerable<IReadOnlyList<GeoPosition>> rings)
    {
        json.WriteStartArray();
        foreach (var ring in rings)
        {
            json.WriteStartArray();
            foreach (var place in ring)
            {
                GeoJsonText.Exact(json, place);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
