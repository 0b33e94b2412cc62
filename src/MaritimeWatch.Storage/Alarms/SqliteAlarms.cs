using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Alarms;

/// <summary>What the log asked of those who watch, by time: found by the index of event time and by the numbers of the log, however long it is.</summary>
/// <remarks>Each question throws a <see cref="StoreException"/> where the store cannot be read.</remarks>
public sealed class SqliteAlarms
{
    private readonly SqliteConnections connections;

    internal SqliteAlarms(SqliteConnections connections) => this.connections = connections;

    /// <summary>The events of a span that raised an alert or its severity, in the order of the log.</summary>
    /// <param name="from">First event time.</param>
    /// <param name="to">Just after the last.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<AlarmRise> Rises(Instant from, Instant to, int limit) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText =
            """
            SELECT e.alert_id, e.kind, e.severity, e.mmsi, e.asset_id, e.event_time, e.state = $raised,
              NOT EXISTS(SELECT 1 FROM alert_transition t WHERE t.sequence = e.sequence + 1 AND t.alert_id = e.alert_id AND t.action IN ($rearmed, $unshelved))
                AND coalesce((SELECT t.action FROM alert_transition t WHERE t.alert_id = e.alert_id AND t.sequence < e.sequence AND t.action IN ($acknowledged, $rearmed, $closed)
                  ORDER BY t.sequence DESC LIMIT 1), $rearmed) = $rearmed,
              EXISTS(SELECT 1 FROM open_alert o WHERE o.alert_id = e.alert_id)
            FROM alert_event e INDEXED BY alert_event_by_time
            WHERE e.event_time >= $from AND e.event_time < $to AND (e.state = $raised
              OR (e.state IN ($maintained, $lowered) AND e.severity > (SELECT b.severity FROM alert_event b WHERE b.alert_id = e.alert_id AND b.revision < e.revision ORDER BY b.revision DESC LIMIT 1)))
            ORDER BY e.sequence LIMIT $limit
            """;
        Span(command, from, to, limit);
        command.Parameters.AddWithValue("$raised", (long)AlertState.Raised);
        command.Parameters.AddWithValue("$maintained", (long)AlertState.Maintained);
        command.Parameters.AddWithValue("$lowered", (long)AlertState.Lowered);
        command.Parameters.AddWithValue("$acknowledged", (long)OperatorAction.Acknowledged);
        command.Parameters.AddWithValue("$rearmed", (long)OperatorAction.Rearmed);
        command.Parameters.AddWithValue("$unshelved", (long)OperatorAction.Unshelved);
        command.Parameters.AddWithValue("$closed", (long)OperatorAction.Closed);
        var rises = new List<AlarmRise>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            rises.Add(new AlarmRise(row.GetString(0), (AlertKind)row.GetByte(1), (Severity)row.GetByte(2), Number(row, 3), Text(row, 4), new Instant(row.GetInt64(5)))
            {
                IsRaised = row.GetInt64(6) != 0, Calls = row.GetInt64(7) != 0, IsOpen = row.GetInt64(8) != 0,
            });
        }

        return rises;
    });

    /// <summary>What was done about alerts within a span: acknowledged, shelved or back from it, called again, escalated, closed; in the order of the log.</summary>
    /// <param name="from">First time.</param>
    /// <param name="to">Just after the last.</param>
    /// <param name="byEventTime">
    /// Whether a transition stands at the event time of what was logged last before it, rather than at its own time. For played traffic, which is of another day than the service's clock.
    /// </param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<AlarmTransition> Transitions(Instant from, Instant to, bool byEventTime, int limit) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        var time = byEventTime ? "(SELECT b.event_time FROM alert_event b WHERE b.sequence < t.sequence ORDER BY b.sequence DESC LIMIT 1)" : "t.time";
        command.CommandText =
            $"""
            SELECT t.alert_id, t.action, {time} AS moment, f.kind, f.mmsi, f.asset_id, t.payload,
              CASE WHEN t.action = $acknowledged THEN t.time - coalesce(
                (SELECT r.time FROM alert_transition r WHERE r.alert_id = t.alert_id AND r.sequence < t.sequence AND r.action = $rearmed ORDER BY r.sequence DESC LIMIT 1),
                (SELECT a.time FROM audit_entry a WHERE a.sequence = (SELECT min(e.sequence) FROM alert_event e WHERE e.alert_id = t.alert_id AND e.severity >= $warning))) END
            FROM alert_transition t JOIN alert_status s ON s.alert_id = t.alert_id JOIN alert_event f ON f.sequence = s.first_sequence
            WHERE t.sequence >= $first AND t.sequence < $end AND t.action IN ($acknowledged, $rearmed, $shelved, $unshelved, $escalated, $closed) AND moment >= $from AND moment < $to
            ORDER BY t.sequence LIMIT $limit
            """;
        var (first, end) = byEventTime ? NumbersOf(reader, from, to) : (FirstAt(reader, from), FirstAt(reader, to));
        Span(command, from, to, limit);
        command.Parameters.AddWithValue("$first", first);
        command.Parameters.AddWithValue("$end", end);
        command.Parameters.AddWithValue("$warning", (long)Severity.Warning);
        foreach (var action in (OperatorAction[])[OperatorAction.Acknowledged, OperatorAction.Rearmed, OperatorAction.Shelved, OperatorAction.Unshelved, OperatorAction.Escalated, OperatorAction.Closed])
        {
            command.Parameters.AddWithValue($"${action.ToString().ToLowerInvariant()}", (long)action);
        }

        var transitions = new List<AlarmTransition>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            transitions.Add(new AlarmTransition(
                row.GetString(0), (OperatorAction)row.GetByte(1), new Instant(row.GetInt64(2)), (AlertKind)row.GetByte(3), Number(row, 4), Text(row, 5), row.GetFieldValue<byte[]>(6))
            {
                CalledFor = row.IsDBNull(7) ? null : TimeSpan.FromMilliseconds(row.GetInt64(7)),
            });
        }

        return transitions;
    });

    /// <summary>Alerts of warning or worse that hold, that nobody has closed, and that began before a time: the newest event of the oldest of them, and how many there are.</summary>
    /// <param name="before">Only those that began earlier.</param>
    /// <param name="limit">At most so many are given.</param>
    public (IReadOnlyList<StoredAlert> Oldest, int Count) Standing(Instant before, int limit) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText =
            """
            SELECT e.sequence, e.payload, 0, count(*) OVER () FROM open_alert o JOIN alert_event e ON e.sequence = o.sequence JOIN alert_status s ON s.alert_id = o.alert_id
            WHERE e.since < $before AND s.state <> $closed AND s.priority >= $warning ORDER BY e.since, o.alert_id LIMIT $limit
            """;
        command.Parameters.AddWithValue("$before", before.UnixMilliseconds);
        command.Parameters.AddWithValue("$closed", (long)OperatorState.Closed);
        command.Parameters.AddWithValue("$warning", (long)Severity.Warning);
        command.Parameters.AddWithValue("$limit", limit);
        var (oldest, count) = (new List<StoredAlert>(), 0);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            oldest.Add(new StoredAlert(row.GetInt64(0), row.GetFieldValue<byte[]>(1)));
            count = row.GetInt32(3);
        }

        return ((IReadOnlyList<StoredAlert>)oldest, count);
    });

    /// <summary>How many alerts of warning or worse nobody has acknowledged, those that are out of sight aside, and the event time at which the oldest of them was raised.</summary>
    /// <param name="since">Of those that have ended unseen, only those first heard of since: they are never forgotten, and after years are many.</param>
    public (int Count, Instant? Oldest) Unacknowledged(Instant since) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText =
            """
            SELECT count(*), min(f.event_time) FROM (
              SELECT first_sequence FROM alert_status WHERE state = $unacknowledged AND priority >= $warning AND shelved_until IS NULL
              UNION ALL SELECT first_sequence FROM alert_status INDEXED BY alert_status_by_state
                WHERE state = $cleared AND first_sequence >= $least AND priority >= $warning) s
            JOIN alert_event f ON f.sequence = s.first_sequence
            """;
        command.Parameters.AddWithValue("$unacknowledged", (long)OperatorState.Unacknowledged);
        command.Parameters.AddWithValue("$cleared", (long)OperatorState.ClearedUnacknowledged);
        command.Parameters.AddWithValue("$warning", (long)Severity.Warning);
        command.Parameters.AddWithValue("$least", NumbersOf(reader, since, Instant.MaxValue).First);
        using var row = command.ExecuteReader();
        return row.Read() && !row.IsDBNull(1) ? (row.GetInt32(0), new Instant(row.GetInt64(1))) : (0, (Instant?)null);
    });

    /// <summary>The newest event about a vessel, or null.</summary>
    public StoredAlert? NewestOf(uint mmsi) => connections.Read<StoredAlert?>(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT sequence, payload, 0 FROM alert_event WHERE mmsi = $mmsi ORDER BY event_time DESC LIMIT 1";
        command.Parameters.AddWithValue("$mmsi", (long)mmsi);
        return SqliteAlertLog.List(command) is [var newest] ? newest : null;
    });

    /// <summary>The numbers of a span of event time: that of its first event, and that of the first event after its last; nothing is so high where there is none.</summary>
    private static (long First, long End) NumbersOf(SqliteConnection reader, Instant from, Instant to)
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT min(sequence), max(sequence) FROM alert_event INDEXED BY alert_event_by_time WHERE event_time >= $from AND event_time < $to";
        command.Parameters.AddWithValue("$from", from.UnixMilliseconds);
        command.Parameters.AddWithValue("$to", to.UnixMilliseconds);
        using var row = command.ExecuteReader();
        if (!row.Read() || row.IsDBNull(0))
        {
            return (long.MaxValue, long.MaxValue);
        }

        using var next = reader.CreateCommand();
        next.CommandText = "SELECT min(sequence) FROM alert_event WHERE sequence > $last";
        next.Parameters.AddWithValue("$last", row.GetInt64(1));
        return (row.GetInt64(0), next.ExecuteScalar() is long end ? end : long.MaxValue);
    }

    /// <summary>The number of the first transition at or after a time; one beyond the last where there is none. The clock of a service never goes back, so it is found by halves.</summary>
    private static long FirstAt(SqliteConnection reader, Instant time)
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT sequence, time FROM alert_transition WHERE sequence >= $sequence ORDER BY sequence LIMIT 1";
        var asked = command.Parameters.Add("$sequence", SqliteType.Integer);
        var (least, beyond) = (0L, reader.Number("SELECT coalesce(max(sequence), 0) + 1 FROM alert_transition"));
        while (least < beyond)
        {
            var middle = least + ((beyond - least) / 2);
            asked.Value = middle;
            using var row = command.ExecuteReader();
            if (row.Read() && row.GetInt64(1) < time.UnixMilliseconds)
            {
                least = row.GetInt64(0) + 1;
            }
            else
            {
                beyond = middle;
            }
        }

        return least;
    }

    private static void Span(SqliteCommand command, Instant from, Instant to, int limit)
    {
        command.Parameters.AddWithValue("$from", from.UnixMilliseconds);
        command.Parameters.AddWithValue("$to", to.UnixMilliseconds);
        command.Parameters.AddWithValue("$limit", limit);
    }

    private static uint? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : (uint)row.GetInt64(column);

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
