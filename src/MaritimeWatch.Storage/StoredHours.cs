using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>The hours for which a position is stored, by one search each: a single row from long ago, or from long to come, must not make every hour between be asked for.</summary>
internal static class StoredHours
{
    /// <summary>Those from <paramref name="first"/> to <paramref name="last"/>, both inclusive, the oldest first. Hours since 1970.</summary>
    public static IEnumerable<long> Forwards(SqliteConnection reader, long first, long last)
    {
        using var next = reader.Lend("SELECT min(hour) FROM position WHERE hour >= $1", numbers: 1);
        for (var from = first; from <= last && Found(next, from) is { } hour && hour <= last; from = hour + 1)
        {
            yield return hour;
        }
    }

    /// <summary>Those up to <paramref name="last"/>, the newest first.</summary>
    public static IEnumerable<long> Backwards(SqliteConnection reader, long last = long.MaxValue)
    {
        using var next = reader.Lend("SELECT max(hour) FROM position WHERE hour <= $1", numbers: 1);
        for (var from = last; Found(next, from) is { } hour; from = hour - 1)
        {
            yield return hour;
        }
    }

    private static long? Found(LentStatement next, long from)
    {
        next.Set(0, from);
        return next.ExecuteScalar() as long?;
    }
}
