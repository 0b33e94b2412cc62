using System.Security.Cryptography;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Storage.Audit;

/// <summary>What an entry's <see cref="AuditEntry.Content"/> is the hash of, for whoever has the event or transition and not the store.</summary>
public static class AuditedRows
{
    /// <summary>The hash of an event's row.</summary>
    /// <param name="alert">The event, with its sequence.</param>
    /// <param name="payload">The bytes that the log keeps.</param>
    public static byte[] Hash(AlertEvent alert, ReadOnlySpan<byte> payload) => SHA256.HashData(new CanonicalBytes()
        .Begin(ChainedRows.Event)
        .Number(alert.Sequence)
        .Text(alert.AlertId)
        .Number(alert.Revision)
        .Number((long)alert.State)
        .Number((long)alert.Kind)
        .Number((long)alert.Severity)
        .Number(alert.Vessel is { } vessel ? vessel.Mmsi.Value : null)
        .Text(alert.Asset?.Id)
        .Number(alert.Since.UnixMilliseconds)
        .Number(alert.EventTime.UnixMilliseconds)
        .Blob(payload)
        .Written);

    /// <summary>The hash of a transition's row.</summary>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="alertId">Of which alert.</param>
    /// <param name="action">What happened.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="unixMilliseconds">When.</param>
    /// <param name="payload">The bytes that the log keeps.</param>
    /// <param name="requestId">The caller's id of the request, or null.</param>
    public static byte[] Hash(long sequence, string alertId, OperatorAction action, string actor, long unixMilliseconds, ReadOnlySpan<byte> payload, string? requestId) => SHA256.HashData(new CanonicalBytes()
        .Begin(ChainedRows.Transition)
        .Number(sequence)
        .Text(alertId)
        .Number((long)action)
        .Text(actor)
        .Number(unixMilliseconds)
        .Blob(payload)
        .Text(requestId)
        .Written);

    /// <summary>The callers' ids of the requests that made an alert's transitions, by sequence; those without one left out.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static IReadOnlyDictionary<long, string> RequestIds(SqliteAudit audit, string alertId) => audit.Read<IReadOnlyDictionary<long, string>>(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT sequence, request_id FROM alert_transition WHERE alert_id = $id AND request_id IS NOT NULL";
        command.Parameters.AddWithValue("$id", alertId);
        var found = new Dictionary<long, string>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            found.Add(row.GetInt64(0), row.GetString(1));
        }

        return found;
    });
}
