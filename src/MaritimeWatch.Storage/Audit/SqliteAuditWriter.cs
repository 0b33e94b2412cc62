using System.Security.Cryptography;
using MaritimeWatch.Domain;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Audit;

/// <summary>Appends to the chain within the writer's transaction.</summary>
internal sealed class SqliteAuditWriter : IDisposable
{
    private readonly SqliteCommand insert;
    private readonly SqliteCommand find;
    private readonly CanonicalBytes bytes = new();
    private long number;
    private byte[] hash;
    private Instant time;

    public SqliteAuditWriter(SqliteConnection connection)
    {
        insert = connection.Prepared(
            $"INSERT INTO audit_entry({AuditSchema.EntryColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            SqliteType.Integer, SqliteType.Integer, SqliteType.Text, SqliteType.Text, SqliteType.Text, SqliteType.Text,
            SqliteType.Text, SqliteType.Text, SqliteType.Integer, SqliteType.Blob, SqliteType.Blob, SqliteType.Blob);
        find = connection.Prepared("SELECT hash FROM audit_entry WHERE number = $1", SqliteType.Integer);
        (number, hash, time) = Head(connection);
    }

    /// <summary>Where the chain ends at present; durable once the transaction is.</summary>
    public AuditHead End => new(number, hash, time);

    /// <summary>A buffer for the rows that go into the chain.</summary>
    public CanonicalBytes Bytes => bytes;

    /// <summary>Where the chain of a store ends.</summary>
    public static AuditHead Head(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, hash, time FROM audit_entry ORDER BY number DESC LIMIT 1";
        using var row = command.ExecuteReader();
        return row.Read() ? new AuditHead(row.GetInt64(0), row.GetFieldValue<byte[]>(1), new Instant(row.GetInt64(2))) : AuditHead.None;
    }

    /// <summary>Appends one entry.</summary>
    public void Append(AuditRecord record, long? sequence = null, byte[]? content = null, byte[]? standing = null)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(AuditEntry.Write(bytes, number + 1, record, sequence, content, standing).Written, digest);
        var next = AuditEntry.HashAfter(hash, digest);
        insert.Set(0, number + 1);
        insert.Set(1, record.Time.UnixMilliseconds);
        insert.Set(2, record.Action);
        insert.Set(3, record.Actor);
        insert.Set(4, record.Client);
        insert.Set(5, record.Subject);
        insert.Set(6, record.Outcome);
        insert.Set(7, record.Detail);
        insert.Set(8, sequence);
        insert.Set(9, content);
        insert.Set(10, standing);
        insert.Set(11, next);
        insert.ExecuteNonQuery();
        (number, hash, time) = (number + 1, next, record.Time);
    }

    /// <summary>Appends what somebody handed in.</summary>
    /// <remarks>Where an attempt before reached the disk although its commit was reported as failed, the entries are there: they are not written twice.</remarks>
    public void Write(AuditAppend append)
    {
        if (!append.Take() || (append.Last is { } last && IsThere(last)))
        {
            return;
        }

        foreach (var record in append.Records)
        {
            Append(record);
        }

        append.Last = End;
    }

    public void Dispose()
    {
        insert.Dispose();
        find.Dispose();
    }

    private bool IsThere(AuditHead written)
    {
        find.Set(0, written.Number);
        return find.ExecuteScalar() is byte[] stored && stored.AsSpan().SequenceEqual(written.Hash);
    }
}
