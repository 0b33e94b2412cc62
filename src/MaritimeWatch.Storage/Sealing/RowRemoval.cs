using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Sealing;

/// <summary>Takes away rows that are in blocks now: these very ones, since others may have come to the same hours.</summary>
internal static class RowRemoval
{
    /// <summary>Rows taken away at once: some five milliseconds of the writer's time.</summary>
    public const int MostRows = 2_048;

    /// <summary>A row is found by its key and gone in a quarter of the time in which one is written.</summary>
    private const int RowsForTheTimeOfOne = 4;

    /// <summary>The errands that take positions of one watch away.</summary>
    public static IEnumerable<WriterErrand> Of(List<PositionReport> positions, long watch)
    {
        for (var first = 0; first < positions.Count; first += MostRows)
        {
            var part = positions.GetRange(first, Math.Min(MostRows, positions.Count - first));
            yield return new WriterErrand(connection => Remove(connection, part, watch), part.Count / RowsForTheTimeOfOne);
        }
    }

    private static void Remove(SqliteConnection connection, List<PositionReport> positions, long watch)
    {
        using var remove = connection.Prepared("DELETE FROM position WHERE hour = $1 AND mmsi = $2 AND time = $3 AND latitude = $4 AND longitude = $5", [.. Enumerable.Repeat(SqliteType.Integer, 5)]);
        foreach (var position in positions)
        {
            remove.Set(0, SqliteTrackWriter.HourOf(position.Time.UnixSeconds));
            remove.Set(1, (long)position.Mmsi.Value);
            remove.Set(2, position.Time.UnixSeconds);
            remove.Set(3, (long)position.RawLatitude);
            remove.Set(4, (long)position.RawLongitude);
            remove.ExecuteNonQuery();
        }

        // A store that once had blocks and whose file of blocks is gone is told by this.
        ProgressTable.Advance(connection, ProgressTable.Sealed, watch);
    }
}
