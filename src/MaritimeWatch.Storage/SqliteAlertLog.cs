using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>The append-only log of alert events: the one place that numbers them.</summary>
public sealed class SqliteAlertLog
{
    private readonly string path;
    private readonly SqliteConnections connections;
    private readonly SqliteWriter? writer;

    internal SqliteAlertLog(string path, SqliteConnections connections, SqliteWriter? writer)
    {
        this.path = path;
        this.connections = connections;
        this.writer = writer;
    }

    /// <summary>The sequence of the newest durable event or transition, or 0.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public long HighWaterSequence => writer?.Acknowledged ?? connections.Read(reader => reader.Number(
        SqliteSchema.HasDesk(reader) ? SqliteSchema.Newest : "SELECT coalesce(max(sequence), 0) FROM alert_event"));

    /// <summary>The sequence of the oldest event still kept, or 0 where there is none. No transition is older: it belongs to an event.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public long OldestSequence => connections.Read(reader => reader.Number("SELECT coalesce(min(sequence), 0) FROM alert_event"));

    /// <summary>
    /// Appends events in one transaction, numbering them onwards without gaps. Completes when they are synced to the disk, however long
    /// that takes. What an event does to how its alert stands is decided, and numbered, in the same transaction. An event whose id and revision are in the log already is left out of the answer: a replay after a restart repeats harmlessly.
    /// </summary>
    /// <param name="events">In the order of publication; their <see cref="AlertEvent.Sequence"/> is replaced.</param>
    /// <param name="encoding">Makes the bytes that the log keeps.</param>
    /// <param name="publishedUpTo">The point of the stream up to which the log is complete with these events, for <see cref="PublishedUpTo"/>; null leaves it as it was.</param>
    /// <exception cref="StoreException">The store was closed before the events were durable.</exception>
    public Task<IReadOnlyList<AppendedAlert>> AppendAsync(IReadOnlyList<AlertEvent> events, AlertEncoding encoding, Instant? publishedUpTo = null)
    {
        if (writer is null)
        {
            throw new InvalidOperationException($"The store '{path}' is open for reading only.");
        }

        var append = new AlertAppend(events, encoding, publishedUpTo);
        writer.Add(new WriteWork(default, append, null));
        return append.Done;
    }

    /// <summary>The events and transitions after <paramref name="sequence"/>, in order; at most <paramref name="limit"/> of them.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredAlert> ReadAfter(long sequence, int limit) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();

        // Never beyond what is acknowledged: a commit that the disk first reported as failed is not published before its second attempt says so.
        var desk = SqliteSchema.HasDesk(reader) ? "UNION ALL SELECT sequence, payload, 1 FROM alert_transition WHERE sequence > $after AND sequence <= $upTo" : "";
        command.CommandText = $"SELECT sequence, payload, 0 FROM alert_event WHERE sequence > $after AND sequence <= $upTo {desk} ORDER BY sequence LIMIT $limit";
        command.Parameters.AddWithValue("$after", sequence);
        command.Parameters.AddWithValue("$upTo", writer?.Acknowledged ?? long.MaxValue);
        command.Parameters.AddWithValue("$limit", limit);
        return List(command);
    });

    /// <summary>The latest event of every alert that is neither closed nor retracted, in order of sequence.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredAlert> OpenAlerts() => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT sequence, payload, 0 FROM open_alert JOIN alert_event USING (sequence) ORDER BY sequence";
        return List(command);
    });

    /// <summary>For each pattern whether the log knows alerts whose ids match it, and all of them are closed or retracted: what it never heard of has not ended.</summary>
    /// <param name="patterns">Of SQLite's GLOB; each is looked up in the index by what stands before its first wildcard.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<bool> HaveEnded(IReadOnlyList<string> patterns) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText = """
            SELECT EXISTS(SELECT 1 FROM alert_event WHERE alert_id GLOB $pattern)
              AND NOT EXISTS(SELECT 1 FROM open_alert WHERE alert_id GLOB $pattern)
            """;
        var pattern = command.Parameters.Add("$pattern", SqliteType.Text);
        return patterns.Select(some =>
        {
            pattern.Value = some;
            return command.ExecuteScalar() is 1L;
        }).ToList();
    });

    /// <summary>The ids of the alerts about a vessel that are neither closed nor retracted, the oldest first; at most <paramref name="limit"/> of them.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<string> OpenAlertsOf(uint mmsi, int limit) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT o.alert_id FROM open_alert o JOIN alert_event e ON e.sequence = o.sequence WHERE e.mmsi = $mmsi ORDER BY e.since, o.alert_id LIMIT $limit";
        command.Parameters.AddWithValue("$mmsi", (long)mmsi);
        command.Parameters.AddWithValue("$limit", limit);
        var found = new List<string>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            found.Add(row.GetString(0));
        }

        return found;
    });

    /// <summary>Event time of the latest event by event time, or null where there is none.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <param name="until">Later ones are not looked at; null for all.</param>
    public Instant? NewestEventTime(Instant? until = null) => connections.Read<Instant?>(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT max(event_time) FROM alert_event WHERE event_time <= $until";
        command.Parameters.AddWithValue("$until", (until ?? Instant.MaxValue).UnixMilliseconds);
        return command.ExecuteScalar() is long milliseconds ? new Instant(milliseconds) : null;
    });

    /// <summary>The point of the stream, in event time, up to which the log holds all that was published; null where none was ever given.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Instant? PublishedUpTo() => connections.Read<Instant?>(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT value FROM progress WHERE name = 'published'";
        return command.ExecuteScalar() is long milliseconds ? new Instant(milliseconds) : null;
    });

    /// <summary>The latest revision in the log of an alert, or 0.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public int LatestRevision(string alertId) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT coalesce(max(revision), 0) FROM alert_event WHERE alert_id = $id";
        command.Parameters.AddWithValue("$id", alertId);
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    });

    internal static List<StoredAlert> List(SqliteCommand command)
    {
        var found = new List<StoredAlert>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            found.Add(new StoredAlert(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2) != 0));
        }

        return found;
    }
}
