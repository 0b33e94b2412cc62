using System.Collections.Immutable;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Who may be in an area that is not to be entered; all reasons are tried and shown.</summary>
/// <remarks>The decree of 4 February 2020 knows no exception by size: yachts and fishing boats are no less concerned than ships.</remarks>
internal static class RestrictedAreaExplanations
{
    public static ImmutableArray<Explanation> Try(Situation situation, ContextArea area, bool wasInsideFirst, int earlierDays) =>
    [
        Service(situation, area),
        Workboat(situation, area),
        Corridor(situation),
        Regular(situation, area, earlierDays),
        new Explanation("already inside", wasInsideFirst, wasInsideFirst ? "already inside when first seen" : "seen outside before"),
    ];

    private static Explanation Service(Situation situation, ContextArea area)
    {
        var track = situation.Track;
        if (ServiceExemption.Reason(track, situation.Settings) is { } exempt)
        {
            return new Explanation("service", true, exempt);
        }

        if (area.Category == ContextCategory.WindFarm && ServiceExemption.Tows(situation) is { } tows)
        {
            return new Explanation("service", true, $"{tows}: farm work");
        }

        var isMilitary = area.Category == ContextCategory.Restricted && track.ShipType is { Code: 35 };
        return new Explanation("service", isMilitary, isMilitary ? "military" : "no service type, on no list");
    }

    private static Explanation Workboat(Situation situation, ContextArea area)
    {
        var longest = situation.Settings.RestrictedArea.CrewBoatMetres;
        var isWorkboat = area.Category == ContextCategory.WindFarm && situation.Track.LengthMetres <= longest && ServiceExemption.IsWorkType(situation.Track.ShipType);
        return new Explanation("wind farm service", isWorkboat, isWorkboat
            ? FormattableString.Invariant($"workboat of {situation.Track.LengthMetres:F0} m")
            : FormattableString.Invariant($"not a workboat of at most {longest:F0} m by length and type"));
    }

    private static Explanation Corridor(Situation situation)
    {
        foreach (var near in situation.AreasAbout(situation.Fix.Position, 0))
        {
            if (near.Area.Category == ContextCategory.TrafficSeparation)
            {
                return new Explanation("traffic corridor", true, $"inside {near.Area.Name}");
            }
        }

        return new Explanation("traffic corridor", false, "in no charted lane");
    }

    private static Explanation Regular(Situation situation, ContextArea area, int earlierDays)
    {
        var least = situation.Settings.RestrictedArea.RegularVisitDays;
        var isRegular = area.Category == ContextCategory.WindFarm && earlierDays >= least && ServiceExemption.IsWorkType(situation.Track.ShipType);
        return new Explanation("regular service", isRegular, FormattableString.Invariant($"there on {earlierDays} earlier days of the last 30; {least} make a regular visitor"));
    }
}
