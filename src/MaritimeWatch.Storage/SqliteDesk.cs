using System.Globalization;
using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Desk;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>How the people who watch stand to the alerts, and what they did about them.</summary>
public sealed class SqliteDesk
{
    private const string Standing = $"SELECT {AlertStatusRow.Columns}, e.payload FROM alert_status s JOIN alert_event e ON e.sequence = s.event_sequence";

    private readonly string path;
    private readonly SqliteConnections connections;
    private readonly SqliteWriter? writer;

    internal SqliteDesk(string path, SqliteConnections connections, SqliteWriter? writer)
    {
        this.path = path;
        this.connections = connections;
        this.writer = writer;
    }

    /// <summary>
    /// Decides about an alert and appends the transition, in one transaction. Completes when it is synced to the disk. While the disk
    /// refuses it fails at once, and nothing is done later; only where the disk failed in the very commit is it not known whether it was done:
    /// the same request with the same <see cref="DeskRequest.RequestId"/> tells.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be written at present.</exception>
    public async Task<DeskAnswer> DecideAsync(DeskRequest request, AlertEncoding encoding)
    {
        if (writer is null)
        {
            throw new InvalidOperationException($"The store '{path}' is open for reading only.");
        }

        var refusal = writer.Refusal;
        var work = new DeskWrite(request, encoding);
        if (refusal.IsCompleted || !writer.TryAdd(new WriteWork(default, null, null, work)))
        {
            throw refusal.IsCompleted ? Again(await refusal) : new StoreException(StoreFault.Other, path, new InvalidOperationException("too much waits to be written"));
        }

        return await Task.WhenAny(work.Done, refusal) == refusal && work.GiveUp() ? throw Again(await refusal) : await work.Done;
    }

    /// <summary>An alert as it stands, or null where there is none of this id.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoredStanding? Find(string alertId) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText = $"{Standing} WHERE s.alert_id = $id";
        command.Parameters.AddWithValue("$id", alertId);
        return Standings(command).FirstOrDefault();
    });

    /// <summary>Alerts as they stand, the newest situation first.</summary>
    /// <param name="terms">What each must meet.</param>
    /// <param name="before">Only those whose first event has a lower sequence.</param>
    /// <param name="limit">At most so many.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredStanding> List(IReadOnlyList<AlertTerm> terms, long before, int limit) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        var sql = new StringBuilder(Standing).Append(" WHERE s.first_sequence < $before");
        command.Parameters.AddWithValue("$before", before);
        for (var number = 0; number < terms.Count; number++)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND {Column(terms[number].Field)} {Operator(terms[number].Comparison)} $term{number}");
            command.Parameters.AddWithValue($"$term{number}", terms[number].Value);
        }

        command.CommandText = sql.Append(" ORDER BY s.first_sequence DESC LIMIT $limit").ToString();
        command.Parameters.AddWithValue("$limit", limit);
        return Standings(command).ToList();
    });

    /// <summary>How many alerts stand in each state.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyDictionary<OperatorState, long> CountByState() => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT state, count(*) FROM alert_status GROUP BY state";
        var counts = new Dictionary<OperatorState, long>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            counts[(OperatorState)row.GetByte(0)] = row.GetInt64(1);
        }

        return counts;
    });

    /// <summary>Everything in the log about an alert, up to a sequence, the oldest first.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredAlert> History(string alertId, long upTo = long.MaxValue) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText =
            """
            SELECT sequence, payload, 0 FROM alert_event WHERE alert_id = $id AND sequence <= $upTo
            UNION ALL SELECT sequence, payload, 1 FROM alert_transition WHERE alert_id = $id AND sequence <= $upTo
            ORDER BY sequence
            """;
        command.Parameters.AddWithValue("$id", alertId);
        command.Parameters.AddWithValue("$upTo", upTo);
        return SqliteAlertLog.List(command);
    });

    /// <summary>The newest event of an alert as of a sequence, and how many events and transitions there were by then.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public (StoredAlert Newest, int Updates) AsOf(string alertId, long sequence) => connections.Read(reader =>
    {
        using var newest = reader.CreateCommand();
        newest.CommandText = "SELECT sequence, payload, 0 FROM alert_event WHERE alert_id = $id AND sequence <= $upTo ORDER BY sequence DESC LIMIT 1";
        newest.Parameters.AddWithValue("$id", alertId);
        newest.Parameters.AddWithValue("$upTo", sequence);
        using var updates = reader.CreateCommand();
        updates.CommandText =
            """
            SELECT (SELECT count(*) FROM alert_event WHERE alert_id = $id AND sequence <= $upTo)
              + (SELECT count(*) FROM alert_transition WHERE alert_id = $id AND sequence <= $upTo)
            """;
        updates.Parameters.AddWithValue("$id", alertId);
        updates.Parameters.AddWithValue("$upTo", sequence);
        return (SqliteAlertLog.List(newest).Single(), Convert.ToInt32(updates.ExecuteScalar(), CultureInfo.InvariantCulture));
    });

    /// <summary>Alerts about which time may have something to do, those that have waited longest first. <see cref="OperatorCycle.OnTime"/> decides.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<string> Due(DeskTimes times, Instant now) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();

        // States 1 and 2 are unacknowledged and acknowledged; priority 2 is a warning.
        command.CommandText =
            """
            SELECT alert_id FROM alert_status WHERE state IN (1, 2) AND CASE
              WHEN shelved_until IS NOT NULL THEN shelved_until <= $now
              WHEN state = 2 THEN timed_from <= $acknowledged
              ELSE priority = 2 AND timed_from <= $warned END
            ORDER BY timed_from, first_sequence
            """;
        command.Parameters.AddWithValue("$now", now.UnixMilliseconds);
        command.Parameters.AddWithValue("$acknowledged", (now - times.AcknowledgeTimeout).UnixMilliseconds);
        command.Parameters.AddWithValue("$warned", (now - times.EscalateAfter).UnixMilliseconds);
        var due = new List<string>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            due.Add(row.GetString(0));
        }

        return due;
    });

    private static IEnumerable<StoredStanding> Standings(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var status = AlertStatusRow.Read(row);
            yield return new StoredStanding(
                status.AlertId, status.FirstSequence, new StoredAlert(status.EventSequence, row.GetFieldValue<byte[]>(AlertStatusRow.ColumnCount)), status.Status, status.Updates);
        }
    }

    private static string Column(AlertField field) => field switch
    {
        AlertField.AlertId => "s.alert_id",
        AlertField.Kind => "e.kind",
        AlertField.Severity => "e.severity",
        AlertField.State => "e.state",
        AlertField.OperatorState => "s.state",
        AlertField.Mmsi => "e.mmsi",
        AlertField.AssetId => "e.asset_id",
        AlertField.Assignee => "s.assignee",
        AlertField.Since => "e.since",
        AlertField.EventTime => "e.event_time",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "no field of an alert"),
    };

    private static string Operator(AlertComparison comparison) => comparison switch
    {
        // IS: what is not there differs from every value.
        AlertComparison.Equal => "IS",
        AlertComparison.NotEqual => "IS NOT",
        AlertComparison.Less => "<",
        AlertComparison.LessOrEqual => "<=",
        AlertComparison.Greater => ">",
        AlertComparison.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "no comparison"),
    };

    private static StoreException Again(StoreException refused) => new(refused.Fault, refused.Path, refused.InnerException);
}
