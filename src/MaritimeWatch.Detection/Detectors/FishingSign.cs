using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Whether a vessel fishes: by type, by her word, or by her track of late. What fishing looks like is judged as trawling, never as a drag.</summary>
internal static class FishingSign
{
    /// <summary>What tells it, or null.</summary>
    public static string? Of(Situation situation)
    {
        if (situation.Track.ShipType is { IsFishing: true })
        {
            return "fishing vessel by type";
        }

        if (situation.Fix.Status == NavigationalStatus.EngagedInFishing)
        {
            return "status engaged in fishing";
        }

        return situation.Now - situation.Vessel.LastFishing <= situation.Settings.Trawling.FishesOnFor ? "fished within the last hours" : null;
    }
}
