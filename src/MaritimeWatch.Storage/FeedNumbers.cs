using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>The one numbering of the feed: alert events and transitions together, without gaps.</summary>
internal sealed class FeedNumbers(SqliteConnection connection)
{
    private long next = connection.Number(SqliteSchema.Newest) + 1;

    /// <summary>The last sequence that is committed.</summary>
    public long HighWater { get; private set; } = connection.Number(SqliteSchema.Newest);

    /// <summary>The next number to give. It counts once it is taken.</summary>
    public long Next => next;

    public void Take() => next++;

    public void Committed() => HighWater = next - 1;
}
