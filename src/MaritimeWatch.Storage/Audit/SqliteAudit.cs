using System.Text;
using MaritimeWatch.Domain;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Audit;

/// <summary>The append-only, hash-chained log of everything that was done (decision 0551).</summary>
public sealed class SqliteAudit
{
    /// <summary>Entries that a page looks at, at most, so that no question takes long.</summary>
    public const int EntriesLookedAt = 100_000;

    /// <summary>Entries that a proof spans, at most.</summary>
    public const int MostProved = 500_000;

    private readonly string path;
    private readonly SqliteConnections connections;
    private readonly SqliteWriter? writer;

    internal SqliteAudit(string path, SqliteConnections connections, SqliteWriter? writer)
    {
        this.path = path;
        this.connections = connections;
        this.writer = writer;
    }

    /// <summary>Where the chain ends, durably.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public AuditHead Head => writer?.Head ?? connections.Read(reader => SqliteSchema.HasAudit(reader) ? SqliteAuditWriter.Head(reader) : AuditHead.None);

    /// <summary>Done as soon as, and for as long as, the disk refuses.</summary>
    public Task Refusal => Writer.Refusal;

    /// <summary>The newest checkpoint in the chain; null where there is none.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public AuditCheckpoint? NewestCheckpoint() => Checkpoint("number > 0 ORDER BY number DESC", 0);

    /// <summary>
    /// Appends records one after the other, in one transaction. Completes when they are synced to the disk; while the disk refuses it fails at
    /// once and nothing is written later. Only where the disk failed in the very commit is it not known whether they were written.
    /// </summary>
    /// <returns>The last of them in the chain.</returns>
    /// <exception cref="StoreException">The store cannot be written at present.</exception>
    public async Task<AuditHead> AppendAsync(params IReadOnlyList<AuditRecord> records)
    {
        var refusal = Writer.Refusal;
        var work = Checked(records, waits: false);
        if (refusal.IsCompleted || !Writer.TryAdd(new WriteWork(default, null, null, Audit: work)))
        {
            throw refusal.IsCompleted ? Again(await refusal) : new StoreException(StoreFault.Other, path, new InvalidOperationException("too much waits to be written"));
        }

        return await Task.WhenAny(work.Done, refusal) == refusal && work.GiveUp() ? throw Again(await refusal) : await work.Done;
    }

    /// <summary>Appends records as <see cref="AppendAsync"/> does, but waits for a disk that refuses, however long that takes.</summary>
    /// <exception cref="StoreException">The store was closed before.</exception>
    public Task<AuditHead> AppendPatientlyAsync(IReadOnlyList<AuditRecord> records)
    {
        var work = Checked(records, waits: true);
        return Writer.TryAdd(new WriteWork(default, null, null, Audit: work))
            ? work.Done
            : Task.FromException<AuditHead>(new StoreException(StoreFault.Other, path, new InvalidOperationException("too much waits to be written")));
    }

    /// <summary>One entry, or null where there is none of this number.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public AuditEntry? Find(long number) => Entries($"SELECT {AuditSchema.EntryColumns} FROM audit_entry WHERE number = $1", number).SingleOrDefault();

    /// <summary>Entries from one number on, the oldest first.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<AuditEntry> From(long number, int limit) =>
        Entries($"SELECT {AuditSchema.EntryColumns} FROM audit_entry WHERE number >= $1 ORDER BY number LIMIT $2", number, limit);

    /// <summary>The entries of an alert's events and of what was done about it, the oldest first.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<AuditEntry> OfAlert(string alertId) => Entries(
        $"""
        SELECT {AuditSchema.EntryColumns} FROM audit_entry WHERE sequence IN (
          SELECT sequence FROM alert_event WHERE alert_id = $1 UNION ALL SELECT sequence FROM alert_transition WHERE alert_id = $1)
        ORDER BY number
        """,
        alertId);

    /// <summary>Entries that fit, the newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those with a lower number.</param>
    /// <param name="limit">At most so many.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public AuditPage List(AuditFilter filter, long before, int limit)
    {
        var newest = Math.Min(before, Head.Number + 1);
        var oldest = Math.Max(1, newest - EntriesLookedAt);
        List<object> values = [oldest, newest, limit];
        var sql = new StringBuilder($"SELECT {AuditSchema.EntryColumns} FROM audit_entry WHERE number >= $1 AND number < $2");
        And("time >=", filter.From?.UnixMilliseconds);
        And("time <", filter.Until?.UnixMilliseconds);
        And("actor =", filter.Actor);
        And("subject =", filter.Subject);
        if (filter.Action?.EndsWith('.') == true)
        {
            // All that begin so: up to the character after the dot.
            And("action >=", filter.Action);
            And("action <", filter.Action[..^1] + '/');
        }
        else
        {
            And("action =", filter.Action);
        }

        var found = Entries(sql.Append(" ORDER BY number DESC LIMIT $3").ToString(), [.. values]);
        var reached = found.Count == limit ? found[^1].Number : oldest;
        return new AuditPage(found, reached > 1 ? reached : 0);

        void And(string comparison, object? value)
        {
            if (value is not null)
            {
                values.Add(value);
                sql.Append(System.Globalization.CultureInfo.InvariantCulture, $" AND {comparison} ${values.Count}");
            }
        }
    }

    /// <summary>What shows somebody without the store that an entry stands in the chain.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <param name="number">The entry.</param>
    /// <param name="most">Entries that follow it at most; each takes 32 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no entry of this number.</exception>
    /// <exception cref="AuditProofTooLongException">There are more up to the checkpoint.</exception>
    public AuditProof Prove(long number, int most = MostProved)
    {
        var entry = Find(number) ?? throw new ArgumentOutOfRangeException(nameof(number), number, "no entry of the audit log");
        var previous = number == 1 ? AuditEntry.NoHash : Find(number - 1)?.Hash ?? throw new StoreException(StoreFault.Damaged, path);
        var checkpoint = Checkpoint("number > $1 AND CAST(subject AS INTEGER) >= $1 ORDER BY number", number);
        var last = checkpoint?.Number ?? Head.Number;
        return last - number > most ? throw new AuditProofTooLongException(number, last - number, most) : new AuditProof(entry, previous, Digests(number, last), checkpoint);
    }

    /// <summary>The digests of the entries after one, up to another; one entry at a time is in memory.</summary>
    private List<byte[]> Digests(long after, long upTo) => connections.Read(reader =>
    {
        var bytes = new CanonicalBytes();
        var digests = new List<byte[]>();
        using var entry = new RowCursor(reader, $"SELECT {AuditSchema.EntryColumns} FROM audit_entry WHERE number > ?1 AND number <= ?2 ORDER BY number", after, upTo);
        while (entry.Step())
        {
            bytes.Begin(AuditEntry.Kind);
            for (var column = 0; column < AuditSchema.HashColumn; column++)
            {
                bytes.Column(entry, column, isHash: column is AuditSchema.ContentColumn or AuditSchema.StandingColumn);
            }

            digests.Add(System.Security.Cryptography.SHA256.HashData(bytes.Written));
        }

        return digests;
    });

    /// <summary>The newest entry of an action that happens seldom: a start, a checkpoint, a key; or null.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public AuditEntry? Newest(string action) =>
        Entries($"SELECT {AuditSchema.EntryColumns} FROM {AuditSchema.Marks} AND action = $1 ORDER BY number DESC LIMIT 1", action).SingleOrDefault();

    /// <summary>Every key that signs or signed, in the order in which they came into force.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<AuditEntry> Keys() => Entries(
        $"SELECT {AuditSchema.EntryColumns} FROM {AuditSchema.Marks} AND action = $1 ORDER BY number",
        AuditActions.Key);

    /// <summary>The hash of an entry, or null.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    internal byte[]? HashOf(long number) => connections.Read(reader =>
    {
        using var entry = new RowCursor(reader, "SELECT hash FROM audit_entry WHERE number = ?1", number);
        return entry.Step() ? entry.Bytes(0).ToArray() : null;
    });

    internal T Read<T>(Func<SqliteConnection, T> query) => connections.Read(query);

    internal static AuditEntry Entry(SqliteDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Record = new AuditRecord(new Instant(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(5))
        {
            Client = row.GetString(4), Outcome = row.GetString(6), Detail = row.GetString(7),
        },
        Sequence = row.IsDBNull(8) ? null : row.GetInt64(8),
        Content = row.IsDBNull(9) ? null : row.GetFieldValue<byte[]>(9),
        Standing = row.IsDBNull(10) ? null : row.GetFieldValue<byte[]>(10),
        Hash = row.GetFieldValue<byte[]>(11),
    };

    private SqliteWriter Writer => writer ?? throw new InvalidOperationException($"The store '{path}' is open for reading only.");

    private AuditCheckpoint? Checkpoint(string where, long number) => Entries(
            $"SELECT {AuditSchema.EntryColumns} FROM {AuditSchema.Marks} AND action = '{AuditActions.Checkpoint}' AND {where} LIMIT 1",
            number)
        .Select(entry => AuditCheckpoint.TryParse(entry.Record.Detail)).FirstOrDefault();

    private IReadOnlyList<AuditEntry> Entries(string sql, params object[] values) => connections.Read<IReadOnlyList<AuditEntry>>(reader =>
    {
        if (!SqliteSchema.HasAudit(reader))
        {
            return [];
        }

        using var command = reader.CreateCommand();
        command.CommandText = sql;
        for (var number = 0; number < values.Length; number++)
        {
            command.Parameters.AddWithValue($"${number + 1}", values[number]);
        }

        var entries = new List<AuditEntry>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            entries.Add(Entry(row));
        }

        return entries;
    });

    private static AuditAppend Checked(IReadOnlyList<AuditRecord> records, bool waits)
    {
        foreach (var record in records)
        {
            record.Validate();
        }

        return new AuditAppend(records, waits);
    }

    private static StoreException Again(StoreException refused) => new(refused.Fault, refused.Path, refused.InnerException);
}
