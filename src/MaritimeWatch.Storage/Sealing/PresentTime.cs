using MaritimeWatch.Storage.Blocks;
using MaritimeWatch.Storage.Positions;

namespace MaritimeWatch.Storage.Sealing;

/// <summary>The event time from which ages count: that of the newest traffic, unless it cannot be.</summary>
/// <remarks>
/// A clock that is years ahead for a minute stamps positions of a time to come, and by that time everything there is would be old enough to be given up. So no time counts that the machine's clock has not come to, and none in a watch before
/// which nothing was heard: where the clock itself is wrong, six hours of traffic have to say the same.
/// </remarks>
internal static class PresentTime
{
    /// <summary>Watches looked at, the newest first, for one that follows another.</summary>
    private const int MostLooks = 64;

    /// <summary>The beginning of its hour in Unix seconds, as exactly as ages by whole watches need it; null where there is no such watch. Some searches, whatever is stored.</summary>
    /// <param name="positions">All there is.</param>
    /// <param name="now">What the machine's clock says, in Unix seconds.</param>
    public static long? Of(PositionReader positions, long now)
    {
        var hour = positions.HourBefore(SqliteTrackWriter.HourOf(now));
        for (var look = 0; look < MostLooks && hour is { } found; look++)
        {
            var watch = BlockKey.WatchOfHour(found);
            var before = positions.WatchBefore(watch - 1);
            if (before == watch - 1)
            {
                return found * SqliteTrackWriter.SecondsPerHour;
            }

            hour = before is { } earlier ? positions.HourBefore(((earlier + 1) * BlockKey.WatchHours) - 1) : null;
        }

        return null;
    }
}
