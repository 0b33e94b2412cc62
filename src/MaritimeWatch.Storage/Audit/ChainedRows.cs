using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Audit;

/// <summary>The rows that the chain covers, by their columns in the order in which they are hashed.</summary>
internal static class ChainedRows
{
    public const string Event = "alert_event";
    public const string Transition = "alert_transition";
    public const string Status = "alert_status";

    public const string EventColumns = "sequence, alert_id, revision, state, kind, severity, mmsi, asset_id, since, event_time, payload";
    public const string TransitionColumns = "sequence, alert_id, action, actor, time, payload, request_id";

    public const string StatusColumns =
        "alert_id, first_sequence, event_sequence, updates, state, state_time, acknowledged_by, assignee, shelved_until, shelve_reason, disposition, "
        + "severity, seen_severity, escalated_to, priority, is_true, is_touched, timed_from, changed, changed_by";

    /// <summary>The hash of a row that a statement has just written: of its parameters, which are the row's columns.</summary>
    public static byte[] Hash(CanonicalBytes bytes, string table, SqliteCommand written)
    {
        bytes.Begin(table);
        foreach (SqliteParameter parameter in written.Parameters)
        {
            Add(bytes, parameter.Value);
        }

        return SHA256.HashData(bytes.Written);
    }

    /// <summary>The hash of a row that was read.</summary>
    public static byte[] Hash(CanonicalBytes bytes, string table, SqliteDataReader row)
    {
        bytes.Begin(table);
        for (var column = 0; column < row.FieldCount; column++)
        {
            Add(bytes, row.GetValue(column));
        }

        return SHA256.HashData(bytes.Written);
    }

    private static void Add(CanonicalBytes bytes, object? value)
    {
        _ = value switch
        {
            string text => bytes.Text(text),
            byte[] blob => bytes.Blob(blob),
            null or DBNull => bytes.Nothing(),
            _ => bytes.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        };
    }
}
