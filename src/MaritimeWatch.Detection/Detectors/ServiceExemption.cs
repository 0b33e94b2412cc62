using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Vessels whose work is to be slow anywhere: L1 and A1 are held back for them, with the reason (detectors.md C.0).</summary>
internal static class ServiceExemption
{
    // Static data come every 6 minutes (ITU-R M.1371-5, message 5): after five of them unheard she is judged as a stranger.
    private static readonly TimeSpan StrangersWait = TimeSpan.FromMinutes(30);

    /// <summary>Whether nothing is known yet of a vessel just heard for the first time: she may be one whose trade it is.</summary>
    public static bool IsStrangerYet(VesselTrack track) => track.Particulars is null && track.Last.Time - track.FirstHeard < StrangersWait;

    /// <summary>The reason, or null when the vessel is not exempt.</summary>
    public static string? Reason(VesselTrack track, DetectionSettings settings)
    {
        if (settings.ServiceVessels.Contains(track.Mmsi.Value))
        {
            return "listed as a service vessel";
        }

        // 5, 6, 7, 14, 17, 18 are buoy tender, cable layer, pipe layer, offshore support, construction and crew boat in ITU-R M.1371-6.
        return track.ShipType is { Code: 33 or 34 or (>= 50 and <= 55) or 5 or 6 or 7 or 14 or 17 or 18 } type
            ? $"exempt by ship type {type.Code} ({type.Category.ToLowerInvariant()})"
            : null;
    }

    /// <summary>Whether she tows or pushes, by type or by her word; or null.</summary>
    public static string? Tows(Situation situation) =>
        situation.Track.ShipType is { IsTowing: true } ? "towing by ship type"
        : situation.Fix.Status is NavigationalStatus.TowingAstern or NavigationalStatus.PushingAhead ? "says she is towing"
        : null;

    /// <summary>Why a vessel belongs at a wind farm: a workboat by length and type in it or its safety zone; or null.</summary>
    public static string? AtWindFarm(Situation situation, GeoPosition place)
    {
        var options = situation.Settings.RestrictedArea;
        return situation.Track.LengthMetres <= options.CrewBoatMetres
            && IsWorkType(situation.Track.ShipType)
            && situation.IsIn(ContextCategory.WindFarm, place, options.SafetyZoneMetres, out var farm)
            ? FormattableString.Invariant($"workboat of {situation.Track.LengthMetres:F0} m at {farm.Area.Name}")
            : null;
    }

    /// <summary>The same for a workboat that was at a wind farm within the memory of her track: she crosses what lies about it, too.</summary>
    public static string? LatelyAtWindFarm(Situation situation)
    {
        const int EveryFifthMinute = 5;
        var samples = situation.Track.Samples;
        for (var i = 0; i < samples.Count; i += EveryFifthMinute)
        {
            if (AtWindFarm(situation, samples[i].Position) is { } reason)
            {
                return reason;
            }
        }

        return AtWindFarm(situation, situation.Fix.Position);
    }

    /// <summary>Workboats by their type: a known one, neither fishing nor sailing nor pleasure.</summary>
    public static bool IsWorkType(ShipType? type) => type is { IsFishing: false, Code: not (36 or 37) };
}
