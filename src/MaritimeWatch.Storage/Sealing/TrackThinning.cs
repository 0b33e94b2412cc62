using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Sealing;

/// <summary>Which of a vessel's positions stay when only one in so many seconds is kept: the first of each, and every one with which her navigational status changes.</summary>
/// <remarks>Those that stay are bit for bit what was received. Thinned to a minute and later to ten is the same as to ten at once.</remarks>
internal static class TrackThinning
{
    /// <summary>Those that stay, in order.</summary>
    /// <param name="track">Of one vessel, oldest first.</param>
    /// <param name="seconds">The interval; its beginnings are counted from 1970.</param>
    public static List<PositionReport> Thin(IReadOnlyList<PositionReport> track, int seconds)
    {
        var kept = new List<PositionReport>();
        var interval = long.MinValue;
        NavigationalStatus? status = null;
        foreach (var position in track)
        {
            var own = (long)Math.Floor(position.Time.UnixSeconds / (double)seconds);
            if (own != interval || position.Status != status)
            {
                kept.Add(position);
            }

            (interval, status) = (own, position.Status);
        }

        return kept;
    }
}
