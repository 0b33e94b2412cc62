using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Sealing;

/// <summary>Rows that are in blocks now, on their way to the writer who takes them away: these very ones, since others may have come to the same hours.</summary>
/// <param name="positions">Few enough to delay nobody: a row takes some microseconds.</param>
/// <param name="watch">The watch that they are of.</param>
internal sealed class RowRemoval(IReadOnlyList<PositionReport> positions, long watch)
{
    /// <summary>Rows taken away at once: about ten milliseconds of the writer's time.</summary>
    public const int MostRows = 4_096;

    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when they are gone for good.</summary>
    public Task Done => done.Task;

    /// <summary>What it weighs beside the writing of a row.</summary>
    public int Weight => positions.Count / 4;

    /// <summary>Takes them away within the writer's transaction.</summary>
    public void Write(SqliteConnection connection)
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
        using var progress = connection.Prepared("INSERT INTO progress VALUES ('sealed', $1) ON CONFLICT(name) DO UPDATE SET value = max(value, $1)", SqliteType.Integer);
        progress.Set(0, watch);
        progress.ExecuteNonQuery();
    }

    public void Complete() => done.TrySetResult();

    public void Fail(Exception failure) => done.TrySetException(failure);
}
