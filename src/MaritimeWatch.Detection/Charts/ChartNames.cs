using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Charts;

/// <summary>The names of categories and statuses in chart files.</summary>
internal static class ChartNames
{
    public static bool TryAssetCategory(string name, out AssetCategory category)
    {
        AssetCategory? known = name switch
        {
            "telecom_cable" => AssetCategory.TelecomCable,
            "power_cable" => AssetCategory.PowerCable,
            "export_cable" => AssetCategory.ExportCable,
            "gas_pipeline" => AssetCategory.GasPipeline,
            "oil_pipeline" => AssetCategory.OilPipeline,
            "cable_area" => AssetCategory.CableArea,
            "pipeline_area" => AssetCategory.PipelineArea,
            _ => null,
        };
        category = known.GetValueOrDefault();
        return known.HasValue;
    }

    public static bool TryContextCategory(string name, out ContextCategory category)
    {
        ContextCategory? known = name switch
        {
            "anchorage" => ContextCategory.Anchorage,
            "port" => ContextCategory.Port,
            "pilot_boarding" => ContextCategory.PilotBoarding,
            "traffic_separation" => ContextCategory.TrafficSeparation,
            "wind_farm" => ContextCategory.WindFarm,
            "restricted" => ContextCategory.Restricted,
            "land" => ContextCategory.Land,
            _ => null,
        };
        category = known.GetValueOrDefault();
        return known.HasValue;
    }

    public static bool TryStatus(string name, out AssetStatus status)
    {
        AssetStatus? known = name switch
        {
            "in_service" => AssetStatus.InService,
            "retired" => AssetStatus.Retired,
            "planned" => AssetStatus.Planned,
            "unknown" => AssetStatus.Unknown,
            _ => null,
        };
        status = known.GetValueOrDefault();
        return known.HasValue;
    }
}
