using System.Collections.Immutable;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>The innocent explanations of a loss of speed that one vessel's own track can tell; all are tried and shown.</summary>
internal static class PoweredDragExplanations
{
    public static ImmutableArray<Explanation> Try(Situation situation, in RecentCrossing crossing, PoweredDragOptions options) =>
    [
        CourseChange(situation, crossing, options),
        TrafficScheme(situation, crossing),
        Arrival(situation, options, ContextCategory.Port, "port approach"),
        Arrival(situation, options, ContextCategory.PilotBoarding, "pilot approach"),
        Anchorage(situation),
        WindFarmService(situation, options),
        Trade(situation),
        Fishing(situation),
    ];

    private static Explanation CourseChange(Situation situation, in RecentCrossing crossing, PoweredDragOptions options)
    {
        var samples = situation.Track.Samples;
        var from = samples.IndexAtOrAfter(crossing.Time - TimeSpan.FromMinutes(10));
        var least = double.NaN;
        var widest = 0.0;
        for (var i = from; i < samples.Count; i++)
        {
            if (float.IsNaN(samples[i].CourseDegrees))
            {
                continue;
            }

            if (double.IsNaN(least))
            {
                least = samples[i].CourseDegrees;
            }

            widest = Math.Max(widest, Angle.Between(least, samples[i].CourseDegrees));
        }

        // A new leg since the crossing is a course change, however the bend is measured: the baseline is of the leg before.
        var isNewLeg = situation.Track.LegSince > crossing.Time;
        return new Explanation(
            "course change",
            widest > options.ExplainingCourseChangeDegrees || isNewLeg,
            FormattableString.Invariant($"{widest:F0}° since ten minutes before the crossing{(isNewLeg ? ", a new leg" : "")}"));
    }

    private static Explanation TrafficScheme(Situation situation, in RecentCrossing crossing)
    {
        var samples = situation.Track.Samples;
        var from = Math.Min(samples.IndexAtOrAfter(crossing.Time - TimeSpan.FromMinutes(10)), samples.Count - 1);
        var before = Lanes(situation, samples[from].Position);
        var now = Lanes(situation, situation.Fix.Position);
        var entered = now.FirstOrDefault(lane => !before.Contains(lane));
        var left = before.FirstOrDefault(lane => !now.Contains(lane));
        return new Explanation(
            "traffic scheme boundary",
            entered is not null || left is not null,
            entered is not null ? $"entered {entered.Name}" : left is not null ? $"left {left.Name}" : "no boundary passed since ten minutes before the crossing");
    }

    private static List<ContextArea> Lanes(Situation situation, GeoPosition place)
    {
        var lanes = new List<ContextArea>();
        foreach (var near in situation.AreasAbout(place, 0))
        {
            if (near.Area.Category == ContextCategory.TrafficSeparation)
            {
                lanes.Add(near.Area);
            }
        }

        return lanes;
    }

    private static Explanation Arrival(Situation situation, PoweredDragOptions options, ContextCategory category, string name)
    {
        var isNear = situation.IsIn(category, situation.Fix.Position, options.ArrivalMetres, out var area);
        return new Explanation(name, isNear, isNear ? $"{Wording.Distance(area.DistanceMetres)} from {area.Area.Name}" : $"none within {Wording.Distance(options.ArrivalMetres)}");
    }

    private static Explanation Anchorage(Situation situation)
    {
        var isIn = situation.IsIn(ContextCategory.Anchorage, situation.Fix.Position, Nautical.MetresPerMile, out var area);
        return new Explanation("anchorage", isIn, isIn ? $"in or beside {area.Area.Name}" : "none within 1 nm");
    }

    /// <summary>Crew boats halve their speed where the turbines begin; a ship that could drop a heavy anchor is not explained by the place.</summary>
    private static Explanation WindFarmService(Situation situation, PoweredDragOptions options)
    {
        var isSmall = situation.Track.LengthMetres is { } length && length <= options.CrewBoatMetres;
        var isNear = situation.IsIn(ContextCategory.WindFarm, situation.Fix.Position, Nautical.MetresPerMile, out var area);
        var detail = isNear ? $"in or beside {area.Area.Name}" : "no wind farm within 1 nm";
        return new Explanation("wind farm service", isSmall && isNear, isSmall ? detail : $"{detail}; not a crew boat by her length");
    }

    /// <summary>Dredgers, pilots, tugs and tows start and stop for a living.</summary>
    private static Explanation Trade(Situation situation)
    {
        var trade = ServiceExemption.Reason(situation.Track, situation.Settings) ?? ServiceExemption.Tows(situation);
        return new Explanation("her trade", trade is not null, trade ?? "no service type, on no list, no tow");
    }

    private static Explanation Fishing(Situation situation)
    {
        var sign = FishingSign.Of(situation);
        return new Explanation("fishing", sign is not null, sign is null ? "no sign of fishing" : $"{sign}: judged as trawling");
    }
}
