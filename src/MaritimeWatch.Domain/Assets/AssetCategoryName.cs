namespace MaritimeWatch.Domain.Assets;

/// <summary>The word that files and messages use for an asset category.</summary>
public static class AssetCategoryName
{
    /// <summary>The word of a category, e.g. <c>telecom_cable</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a category.</exception>
    public static string Of(AssetCategory category) => category switch
    {
        AssetCategory.TelecomCable => "telecom_cable",
        AssetCategory.PowerCable => "power_cable",
        AssetCategory.ExportCable => "export_cable",
        AssetCategory.GasPipeline => "gas_pipeline",
        AssetCategory.OilPipeline => "oil_pipeline",
        AssetCategory.CableArea => "cable_area",
        AssetCategory.PipelineArea => "pipeline_area",
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "not an asset category"),
    };

    /// <summary>The category of a word; false where the word is none.</summary>
    public static bool TryParse(string? word, out AssetCategory category)
    {
        foreach (var candidate in Enum.GetValues<AssetCategory>())
        {
            if (Of(candidate) == word)
            {
                category = candidate;
                return true;
            }
        }

        category = default;
        return false;
    }
}
