using System.Numerics;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>On which of the last 30 days a vessel was in each area that is not to be entered. Outlives her track; bounded.</summary>
internal sealed class AreaVisits
{
    private const int Days = 30;

    // A service vessel has a home farm and its neighbours.
    private const int MostAreas = 8;

    private readonly List<(string AreaId, long Day, uint Mask)> areas = [];

    /// <summary>Notes a visit; the number of earlier days of the last 30 with one.</summary>
    public int Note(string areaId, Instant time)
    {
        var day = time.UnixSeconds / 86_400;
        var at = areas.FindIndex(visit => visit.AreaId == areaId);
        if (at < 0)
        {
            if (areas.Count == MostAreas)
            {
                areas.RemoveAt(0);
            }

            areas.Add((areaId, day, 1));
            return 0;
        }

        // The last visited stands last: the one visited longest ago makes room.
        var (_, last, mask) = areas[at];
        areas.RemoveAt(at);
        mask = day - last >= Days ? 0 : (mask << (int)(day - last)) & ((1u << Days) - 1);
        areas.Add((areaId, day, mask | 1));
        return BitOperations.PopCount(mask & ~1u);
    }
}
