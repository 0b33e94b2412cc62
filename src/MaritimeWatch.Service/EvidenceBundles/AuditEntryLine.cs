using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>An entry of the audit log as a line of JSON; every value that its hash covers, and what its content is the hash of: the stored bytes of the event or transition, in base64, and the caller's id of the request.</summary>
internal sealed record AuditEntryLine(
    long Number, long Time, string Action, string Actor, string Client, string Subject, string Outcome, string Detail, long? Sequence, string? Content, string? Standing, string Hash, string? Payload, string? RequestId)
{
    public static AuditEntryLine Of(AuditEntry entry, byte[]? payload, string? requestId) => new(
        entry.Number,
        entry.Record.Time.UnixMilliseconds,
        entry.Record.Action,
        entry.Record.Actor,
        entry.Record.Client,
        entry.Record.Subject,
        entry.Record.Outcome,
        entry.Record.Detail,
        entry.Sequence,
        Hex(entry.Content),
        Hex(entry.Standing),
        Hex(entry.Hash)!,
        payload is null ? null : Convert.ToBase64String(payload),
        requestId);

    /// <summary>The entry that the line tells.</summary>
    /// <exception cref="FormatException">A hash is none.</exception>
    public AuditEntry ToEntry() => new()
    {
        Number = Number,
        Record = new AuditRecord(new Instant(Time), Action, Actor, Subject) { Client = Client, Outcome = Outcome, Detail = Detail },
        Sequence = Sequence,
        Content = Content is null ? null : Bytes(Content),
        Standing = Standing is null ? null : Bytes(Standing),
        Hash = Bytes(Hash),
    };

    private static byte[] Bytes(string hash) => hash.Length == 64 ? Convert.FromHexString(hash) : throw new FormatException("a hash has 64 digits");

    private static string? Hex(byte[]? bytes) => bytes is null ? null : Convert.ToHexStringLower(bytes);
}
