using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Charts;

/// <summary>Reads one GeoJSON feature as a charted asset or a context area, by its category.</summary>
internal sealed class FeatureReader(ChartReaderOptions options)
{
    // Part of the alert id, which also names the vessel, the kind and the time.
    private const int MaxIdLength = 64;

    // More doubt than this is no chart; it would also put every vessel of a sea near the asset.
    private const double MaxSigmaMetres = 20_000;

    private readonly FeatureRejection rejection = new();

    /// <summary>Why the feature was rejected, or null.</summary>
    public string? Reason => rejection.Reason;

    /// <summary>The id, once known.</summary>
    public string? Id { get; private set; }

    /// <summary>The asset read, or null when the feature is an area or rejected.</summary>
    public ChartedAsset? Asset { get; private set; }

    /// <summary>The area read, or null when the feature is an asset or rejected.</summary>
    public ContextArea? Area { get; private set; }

    public void Read(JsonElement feature)
    {
        if (feature.ValueKind != JsonValueKind.Object
            || !feature.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() != "Feature")
        {
            rejection.Because($"not a Feature");
            return;
        }

        var properties = new PropertyReader(feature.TryGetProperty("properties", out var value) ? value : default, rejection);
        var geometry = feature.TryGetProperty("geometry", out var shape) ? shape : default;
        Id = properties.Text("id");
        if (Id is not null && !IsId(Id))
        {
            rejection.Because($"the id is not 1 to {MaxIdLength} of a-z, 0-9 and '-'");
        }

        var category = properties.RequiredText("category");
        if (AssetCategoryName.TryParse(category, out var assetCategory))
        {
            ReadAsset(properties, geometry, category, assetCategory);
        }
        else if (ChartNames.TryContextCategory(category, out var contextCategory))
        {
            ReadArea(properties, geometry, category, contextCategory);
        }
        else
        {
            rejection.Because($"unknown category '{category}'");
        }
    }

    /// <summary>Notes a reason found outside the feature itself.</summary>
    public void Reject(FormattableString reason) => rejection.Because(reason);

    private void ReadAsset(PropertyReader properties, JsonElement geometry, string categoryName, AssetCategory category)
    {
        var name = properties.RequiredText("name");
        var statusName = properties.RequiredText("status");
        if (!ChartNames.TryStatus(statusName, out var status))
        {
            rejection.Because($"unknown status '{statusName}'");
        }

        var reader = new GeometryReader(options, rejection);
        var isArea = category is AssetCategory.CableArea or AssetCategory.PipelineArea;
        var (validFrom, validTo) = Validity(properties);
        var sigma = properties.Number("positionalSigmaMetres", 0, MaxSigmaMetres);
        var buried = properties.Number("buriedDepthMetres", 0, 1_000);
        var (operatorName, contact, source) = (properties.Text("operator"), properties.Text("contact"), properties.Text("source"));
        var parts = rejection.Reason is null ? isArea ? reader.Rings(geometry) : reader.Lines(geometry) : [];
        Id ??= DeriveId(categoryName, name, parts);
        if (rejection.Reason is not null)
        {
            return;
        }

        Asset = new ChartedAsset
        {
            Id = Id!,
            Name = name,
            Category = category,
            Status = status,
            Parts = parts,
            Operator = operatorName,
            Contact = contact,
            PositionalSigmaMetres = sigma ?? ChartedAsset.DefaultSigmaMetres(category),
            BuriedDepthMetres = buried,
            ValidFrom = validFrom,
            ValidTo = validTo,
            Source = source,
        };
    }

    private void ReadArea(PropertyReader properties, JsonElement geometry, string categoryName, ContextCategory category)
    {
        var name = properties.RequiredText("name");
        var (validFrom, validTo) = Validity(properties);
        var direction = properties.Number("directionDegrees", 0, 360);
        if (direction is not null && category != ContextCategory.TrafficSeparation)
        {
            rejection.Because($"'directionDegrees' belongs to a traffic_separation lane only");
        }

        var restrictions = properties.Restrictions("restriction");
        if (restrictions is not null && category != ContextCategory.Restricted)
        {
            rejection.Because($"'restriction' belongs to a restricted area only");
        }

        var source = properties.Text("source");
        var rings = rejection.Reason is null ? new GeometryReader(options, rejection).Rings(geometry) : [];
        Id ??= DeriveId(categoryName, name, rings);
        if (rejection.Reason is not null)
        {
            return;
        }

        Area = new ContextArea
        {
            Id = Id!,
            Name = name,
            Category = category,
            Rings = rings,
            DirectionDegrees = direction,
            Restrictions = restrictions,
            ValidFrom = validFrom,
            ValidTo = validTo,
            Source = source,
        };
    }

    private (Instant? From, Instant? To) Validity(PropertyReader properties)
    {
        var from = properties.Time("validFrom");
        var to = properties.Time("validTo");
        if (from >= to)
        {
            rejection.Because($"'validTo' is not after 'validFrom'");
        }

        return (from, to);
    }

    private static bool IsId(string id) =>
        id.Length is > 0 and <= MaxIdLength && id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    // The same feature gets the same id wherever it stands in the file: it is part of the alert id.
    private string? DeriveId(string category, string name, ImmutableArray<ImmutableArray<GeoPosition>> parts)
    {
        if (rejection.Reason is not null)
        {
            return null;
        }

        var content = new StringBuilder(name);
        foreach (var part in parts)
        {
            content.Append('\n');
            foreach (var position in part)
            {
                content.Append(CultureInfo.InvariantCulture, $"{position.Longitude:F7},{position.Latitude:F7};");
            }
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString()));
        return $"{category.Replace('_', '-')}-{Convert.ToHexStringLower(hash)[..10]}";
    }
}
