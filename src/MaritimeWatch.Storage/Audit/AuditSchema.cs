using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Audit;

/// <summary>The table of the audit log, what guards it, and how an older store's past is taken into it.</summary>
internal static class AuditSchema
{
    /// <summary>Version 3. The partial index finds checkpoints, keys and starts, which are few; the other one the entry of an event.</summary>
    public const string Tables = """
        CREATE TABLE audit_entry(
          number   INTEGER PRIMARY KEY,
          time     INTEGER NOT NULL,
          action   TEXT    NOT NULL,
          actor    TEXT    NOT NULL,
          client   TEXT    NOT NULL,
          subject  TEXT    NOT NULL,
          outcome  TEXT    NOT NULL,
          detail   TEXT    NOT NULL,
          sequence INTEGER,
          content  BLOB,
          standing BLOB,
          hash     BLOB    NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX audit_entry_by_sequence ON audit_entry(sequence) WHERE sequence IS NOT NULL;
        CREATE INDEX audit_entry_marks ON audit_entry(action, number) WHERE action IN ('audit.checkpoint', 'audit.key', 'service.start');
        """;

    /// <summary>Finds the entries of the actions that the partial index has.</summary>
    public const string Marks = "audit_entry INDEXED BY audit_entry_marks WHERE action IN ('audit.checkpoint', 'audit.key', 'service.start')";

    public const string EntryColumns = "number, time, action, actor, client, subject, outcome, detail, sequence, content, standing, hash";

    /// <summary>Of <see cref="EntryColumns"/>, the hashes: they are in the canonical bytes as they are.</summary>
    public const int ContentColumn = 9;
    public const int StandingColumn = 10;

    /// <summary>Of <see cref="EntryColumns"/>, the last, which the canonical bytes leave out.</summary>
    public const int HashColumn = 11;

    /// <summary>Refuse every change from within SQL. They keep mistakes out, not somebody who means it: the verification does not trust them.</summary>
    public static readonly IReadOnlyList<(string Name, string Sql)> Guards =
    [
        Guard("audit_entry", "UPDATE"),
        Guard("audit_entry", "DELETE"),
        ("audit_entry_at_the_end", "CREATE TRIGGER audit_entry_at_the_end BEFORE INSERT ON audit_entry WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit_entry) BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END"),
        Guard("alert_event", "UPDATE"),
        Guard("alert_event", "DELETE"),
        Guard("alert_transition", "UPDATE"),
        Guard("alert_transition", "DELETE"),
    ];

    /// <summary>Makes the log within the migration's transaction. Alert events and transitions that are there already are entered as found, with the time of the migration: nobody can say what they were before.</summary>
    /// <param name="connection">The writer's, in its transaction, with the tables of version 2.</param>
    /// <param name="from">The version that was found; 0 for a new store.</param>
    /// <param name="now">The time of the entries.</param>
    public static void Make(SqliteConnection connection, long from, Instant now)
    {
        connection.Run(Tables + string.Concat(Guards.Select(guard => guard.Sql + ";")));
        using var log = new SqliteAuditWriter(connection);
        var id = Guid.NewGuid();
        var about = FormattableString.Invariant($"{{\"store\":\"{id}\",\"schema\":{SqliteSchema.Version}}}");
        log.Append(new AuditRecord(now, AuditActions.StoreOpened, AuditRecord.System, id.ToString()) { Detail = about });
        if (from > 0)
        {
            TakeIn(connection, log, from, now);
        }
    }

    private static void TakeIn(SqliteConnection connection, SqliteAuditWriter log, long from, Instant now)
    {
        var (events, transitions) = (connection.Number("SELECT count(*) FROM alert_event"), connection.Number("SELECT count(*) FROM alert_transition"));
        log.Append(new AuditRecord(now, AuditActions.StoreMigrated, AuditRecord.System, FormattableString.Invariant($"schema {from}"))
        {
            Outcome = "found",
            Detail = FormattableString.Invariant($"{{\"from\":{from},\"to\":{SqliteSchema.Version},\"events\":{events},\"transitions\":{transitions}}}"),
        });
        using var all = connection.CreateCommand();
        all.CommandText = "SELECT sequence, 0, alert_id, state, '' FROM alert_event UNION ALL SELECT sequence, 1, alert_id, action, actor FROM alert_transition ORDER BY 1";
        using var eventRow = connection.Prepared($"SELECT {ChainedRows.EventColumns} FROM alert_event WHERE sequence = $1", SqliteType.Integer);
        using var transitionRow = connection.Prepared($"SELECT {ChainedRows.TransitionColumns} FROM alert_transition WHERE sequence = $1", SqliteType.Integer);
        using var statusRow = connection.Prepared(
            $"SELECT {ChainedRows.StatusColumns} FROM alert_status WHERE alert_id = $1 AND max(event_sequence, changed) = $2", SqliteType.Text, SqliteType.Integer);
        var bytes = new CanonicalBytes();
        using var found = all.ExecuteReader();
        while (found.Read())
        {
            var (sequence, isTransition, alert) = (found.GetInt64(0), found.GetInt64(1) != 0, found.GetString(2));
            var row = isTransition ? transitionRow : eventRow;
            row.Set(0, sequence);
            statusRow.Set(0, alert);
            statusRow.Set(1, sequence);
            var action = isTransition ? AuditActions.Of((OperatorAction)found.GetByte(3)) : AuditActions.Of((AlertState)found.GetByte(3));
            log.Append(
                new AuditRecord(now, action, AuditRecord.System, alert) { Outcome = "found at migration", Detail = isTransition ? ActorDetail(found.GetString(4)) : "" },
                sequence,
                HashOf(bytes, isTransition ? ChainedRows.Transition : ChainedRows.Event, row),
                HashOf(bytes, ChainedRows.Status, statusRow));
        }
    }

    private static string ActorDetail(string actor) => $"{{\"actor\":{System.Text.Json.JsonSerializer.Serialize(actor)}}}";

    private static byte[]? HashOf(CanonicalBytes bytes, string table, SqliteCommand one)
    {
        using var row = one.ExecuteReader();
        return row.Read() ? ChainedRows.Hash(bytes, table, row) : null;
    }

    private static (string Name, string Sql) Guard(string table, string change) => (
        $"{table}_no_{change.ToLowerInvariant()}",
        $"CREATE TRIGGER {table}_no_{change.ToLowerInvariant()} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END");
}
