using System.Security.Cryptography;
using MaritimeWatch.Domain;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Audit;

/// <summary>How alerts stand now, against what the chain says that the last event or transition of each made of it; and what guards the tables.</summary>
/// <remarks>All in one look at the store, so that a service that writes meanwhile does no harm.</remarks>
internal sealed class StandingCheck(SqliteAudit store, FindingList findings)
{
    private const string Unexplained = """
        SELECT 'there is no status of alert ' || e.alert_id FROM alert_event e LEFT JOIN alert_status s USING (alert_id) WHERE s.alert_id IS NULL GROUP BY e.alert_id
        UNION ALL
        SELECT 'alert ' || s.alert_id || iif(o.alert_id IS NULL, ' is not among the open ones, its last event says that it is', ' is among the open ones, its last event says that it has ended')
          FROM alert_status s JOIN alert_event e ON e.sequence = s.event_sequence LEFT JOIN open_alert o ON o.alert_id = s.alert_id WHERE (e.state IN (4, 5)) <> (o.alert_id IS NULL)
        UNION ALL
        SELECT 'open alert ' || o.alert_id || ' does not stand for the last event of its alert'
          FROM open_alert o LEFT JOIN alert_status s ON s.alert_id = o.alert_id LEFT JOIN alert_event e ON e.sequence = o.sequence
          WHERE s.event_sequence IS NOT o.sequence OR e.revision IS NOT o.revision OR e.alert_id IS NOT o.alert_id
        UNION ALL
        SELECT 'there is an entry with the number ' || number || ', numbers begin with 1' FROM audit_entry WHERE number < 1
        """;

    public void Run(CancellationToken cancellation) => store.Read(reader =>
    {
        reader.Run("BEGIN");
        try
        {
            CheckGuards(reader);
            CheckTables(reader);
            CheckStatuses(reader, cancellation);
            using var unexplained = new RowCursor(reader, Unexplained);
            while (unexplained.Step())
            {
                findings.Add(0, unexplained.String(0));
            }
        }
        catch (SqliteException failure)
        {
            findings.Add(0, $"how the alerts stand cannot be read: {failure.Message}");
        }
        finally
        {
            reader.Run("ROLLBACK");
        }

        return 0;
    });

    /// <summary>Has SQLite look at the pages and indexes of what the chain covers.</summary>
    public void CheckPages(CancellationToken cancellation) => store.Read(reader =>
    {
        foreach (var table in new[] { "audit_entry", ChainedRows.Event, ChainedRows.Transition, ChainedRows.Status, "open_alert" })
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                using var check = new RowCursor(reader, $"PRAGMA integrity_check({table})");
                while (check.Step())
                {
                    if (check.String(0) is not "ok" and var problem)
                    {
                        findings.Add(0, $"table {table}: {problem}");
                    }
                }
            }
            catch (SqliteException failure)
            {
                findings.Add(0, $"table {table} cannot be read: {failure.Message}");
            }
        }

        return 0;
    });

    private void CheckGuards(SqliteConnection reader)
    {
        using var triggers = new RowCursor(reader, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        while (triggers.Step())
        {
            found[triggers.String(0)] = triggers.String(1);
        }

        foreach (var (name, sql) in AuditSchema.Guards)
        {
            if (!found.Remove(name, out var stored))
            {
                findings.Add(0, $"the guard {name} was taken away");
            }
            else if (stored != sql)
            {
                findings.Add(0, $"the guard {name} was changed");
            }
        }

        foreach (var stranger in found.Keys)
        {
            findings.Add(0, $"there is a trigger {stranger} that the service has not made");
        }
    }

    /// <summary>The tables and indexes that the log covers, word for word as this program makes them: one without a constraint would take what no entry explains.</summary>
    private void CheckTables(SqliteConnection reader)
    {
        using var fresh = SqliteConnections.Fresh();
        var expected = Definitions(fresh);
        foreach (var (name, sql) in Definitions(reader))
        {
            if (expected.Remove(name, out var made) ? made != sql : !name.StartsWith("sqlite_autoindex_", StringComparison.Ordinal))
            {
                findings.Add(0, $"the definition of {name} was changed");
            }
        }

        foreach (var missing in expected.Keys)
        {
            findings.Add(0, $"{missing} was taken away");
        }
    }

    private static Dictionary<string, string> Definitions(SqliteConnection store)
    {
        using var rows = new RowCursor(store, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type <> 'trigger' AND tbl_name IN ('alert_event', 'alert_transition', 'alert_status', 'audit_entry')");
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        while (rows.Step())
        {
            found[rows.String(0)] = rows.String(1);
        }

        return found;
    }

    private void CheckStatuses(SqliteConnection reader, CancellationToken cancellation)
    {
        using var status = new RowCursor(reader, $"SELECT {ChainedRows.StatusColumns} FROM alert_status");
        using var entry = new RowCursor(reader, "SELECT standing, number FROM audit_entry WHERE sequence = ?1");
        using var events = reader.Prepared("SELECT max(sequence) FROM alert_event WHERE alert_id = $1", SqliteType.Text);
        using var transitions = reader.Prepared("SELECT max(sequence) FROM alert_transition WHERE alert_id = $1", SqliteType.Text);
        var bytes = new CanonicalBytes();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        while (status.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            bytes.Begin(ChainedRows.Status);
            for (var column = 0; column < status.Columns; column++)
            {
                bytes.Column(status, column);
            }

            SHA256.HashData(bytes.Written, hash);
            var alert = status.String(0);
            var last = Math.Max(Newest(events, alert), Newest(transitions, alert));
            if (!entry.Again(last).Step())
            {
                findings.Add(0, $"nothing was entered that explains how alert {alert} stands");
            }
            else if (!hash.SequenceEqual(entry.Bytes(0)))
            {
                findings.Add(entry.Number(1), $"how alert {alert} stands was changed since");
            }
        }
    }

    private static long Newest(SqliteCommand newest, string alert)
    {
        newest.Set(0, alert);
        return newest.ExecuteScalar() is long sequence ? sequence : long.MinValue;
    }
}
