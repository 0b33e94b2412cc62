using System.Globalization;
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

    /// <summary>A restriction by its number (1 to 63) or its words in S-57, in any case, with spaces, hyphens or underscores.</summary>
    public static bool TryRestriction(string text, out AreaRestrictions restriction)
    {
        restriction = default;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            restriction = number is >= 1 and <= 63 ? (AreaRestrictions)(1UL << number) : default;
            return restriction != default;
        }

        var word = string.Concat(text.Where(char.IsAsciiLetter));
        foreach (var known in Enum.GetValues<AreaRestrictions>())
        {
            if (known is not (AreaRestrictions.None or AreaRestrictions.Entry) && string.Equals(known.ToString(), word, StringComparison.OrdinalIgnoreCase))
            {
                restriction = known;
                return true;
            }
        }

        return false;
    }
}
