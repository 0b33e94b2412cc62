using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Charts;

/// <summary>The names of context categories and statuses in chart files.</summary>
internal static class ChartNames
{
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
