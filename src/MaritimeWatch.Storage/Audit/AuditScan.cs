using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Audit;

/// <summary>Goes along the chain: each entry against its hash and the hash before it, each alert event and transition against its entry.</summary>
/// <remarks>
/// The chain is cut into slices that are gone along at the same time: the hash before a slice is taken as it is stored, and the slice before it is what
/// holds that one. What is written meanwhile is left alone: nothing changes up to the head that was read at the beginning.
/// </remarks>
internal sealed class AuditScan
{
    private const int EntriesInASlice = 20_000;

    // The columns of an entry, as AuditSchema.EntryColumns has them.
    private const int TimeColumn = 1;
    private const int ActionColumn = 2;
    private const int SequenceColumn = 8;
    private const int ContentColumn = AuditSchema.ContentColumn;
    private const int StandingColumn = AuditSchema.StandingColumn;
    private const int HashColumn = AuditSchema.HashColumn;

    private readonly SqliteAudit store;
    private readonly long first;
    private readonly AuditHead head;
    private readonly long lastSequence;
    private readonly FindingList findings;
    private readonly Lock allotting = new();
    private readonly List<AuditEntry> signed = [];
    private readonly List<(long Number, bool IsStart)> runs = [];
    private readonly List<Slice> slices = [];
    private long next;
    private long entries;
    private long rows;
    private long? firstTime;

    /// <param name="store">The log.</param>
    /// <param name="first">The entry to begin with.</param>
    /// <param name="head">The entry to end with.</param>
    /// <param name="lastSequence">The last alert event or transition that was there when the head was.</param>
    /// <param name="findings">What is wrong.</param>
    public AuditScan(SqliteAudit store, long first, AuditHead head, long lastSequence, FindingList findings)
    {
        (this.store, this.first, this.head, this.lastSequence, this.findings) = (store, first, head, lastSequence, findings);
        next = first;
    }

    public long Entries => Volatile.Read(ref entries);

    public long Rows => Volatile.Read(ref rows);

    /// <summary>When the first entry was made, or null.</summary>
    public Domain.Instant? FirstTime => firstTime is { } milliseconds ? new(milliseconds) : null;

    /// <summary>Checkpoints and keys, in their order.</summary>
    public IReadOnlyList<AuditEntry> Signed => [.. signed.OrderBy(entry => entry.Number)];

    /// <summary>Starts and stops of the service, in their order.</summary>
    public IReadOnlyList<(long Number, bool IsStart)> Runs => [.. runs.OrderBy(run => run.Number)];

    /// <summary>Takes slice after slice until there are no more; for several threads at once.</summary>
    public void Run(Action progress, CancellationToken cancellation) => store.Read(reader =>
    {
        var bytes = new CanonicalBytes();
        while (Allot(reader) is var (from, to))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                Check(reader, bytes, from, to);
            }
            catch (SqliteException failure)
            {
                findings.Add(from, $"this or one of the {EntriesInASlice:N0} entries that follow cannot be read: {failure.Message}");
            }

            progress();
        }

        return 0;
    });

    /// <summary>After all slices: whether the rows of each begin where those of the one before end, and nothing lies before the first or behind the last.</summary>
    public void Join() => store.Read(reader =>
    {
        var bytes = new CanonicalBytes();
        long? last = first == 1 ? long.MinValue : null;
        foreach (var slice in slices.OrderBy(slice => slice.Number))
        {
            if (last is { } before and > long.MinValue && slice.FirstSequence <= before)
            {
                findings.Add(slice.Number, FormattableString.Invariant($"it takes in sequence {slice.FirstSequence} out of its order"));
            }
            else if (last is { } end)
            {
                if (end > long.MinValue && slice.FirstSequence != end + 1)
                {
                    findings.Add(slice.Number, FormattableString.Invariant($"it takes in sequence {slice.FirstSequence}, but the one before is {end}"));
                }

                WithoutEntry(end, slice.FirstSequence - 1);
            }

            last = Math.Max(last ?? long.MinValue, slice.LastSequence);
        }

        if (last is { } newest)
        {
            WithoutEntry(newest, lastSequence);
        }

        return 0;

        void WithoutEntry(long after, long upTo)
        {
            if (upTo > after)
            {
                using var rows = new AlertRows(reader, bytes, findings, after, upTo);
                rows.CheckRest();
            }
        }
    });

    /// <summary>The next slice; where entries are missing before it, that is found here.</summary>
    private (long From, long To)? Allot(SqliteConnection reader)
    {
        lock (allotting)
        {
            if (next > head.Number)
            {
                return null;
            }

            using var following = new RowCursor(reader, "SELECT number FROM audit_entry WHERE number >= ?1 ORDER BY number LIMIT 1", next);
            var found = following.Step() ? following.Number(0) : head.Number + 1;
            Missing(next, Math.Min(found - 1, head.Number));
            if (found > head.Number)
            {
                next = found;
                return null;
            }

            var end = found > head.Number - EntriesInASlice ? head.Number : found + EntriesInASlice - 1;
            next = end == long.MaxValue ? long.MaxValue : end + 1;
            return (found, end);
        }
    }

    private void Check(SqliteConnection reader, CanonicalBytes bytes, long from, long to)
    {
        using var entry = new RowCursor(reader, $"SELECT {AuditSchema.EntryColumns} FROM audit_entry WHERE number BETWEEN ?1 AND ?2 ORDER BY number", from, to);
        using var before = new RowCursor(reader, "SELECT hash FROM audit_entry WHERE number = ?1", from - 1);
        var previousHash = new byte[SHA256.HashSizeInBytes];
        var isLinked = from == 1 || (before.Step() && TryHash(before, 0, previousHash));
        var begin = FirstSequence(reader, from, to);
        using var alerts = new AlertRows(reader, bytes, findings, begin is not { Sequence: > long.MinValue and var sequence } ? long.MinValue : sequence - 1, lastSequence);
        var expected = from;
        var counted = 0;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        while (entry.Step())
        {
            var number = entry.Number(0);
            Missing(expected, number - 1);
            isLinked &= number == expected;
            expected = number + 1;
            counted++;
            if (number == first)
            {
                firstTime = entry.Number(TimeColumn);
            }

            bytes.Begin(AuditEntry.Kind);
            for (var column = 0; column < HashColumn; column++)
            {
                bytes.Column(entry, column, isHash: column is ContentColumn or StandingColumn);
            }

            SHA256.HashData(bytes.Written, digest);
            AuditEntry.HashAfter(previousHash, digest, hash);
            var isHash = TryHash(entry, HashColumn, previousHash);
            if (!isHash || (isLinked && !hash.SequenceEqual(previousHash)))
            {
                findings.Add(number, "it does not fit its hash: it was changed, or its hash, or the hash before it");
            }

            isLinked = isHash;
            if (entry.Kind(SequenceColumn) == RowCursor.Integer)
            {
                alerts.Check(number, entry.Number(SequenceColumn), entry.Bytes(ContentColumn));
            }

            if (entry.Bytes(ActionColumn).StartsWith("audit."u8))
            {
                NoteSigned(entry);
            }
            else if (entry.Bytes(ActionColumn).StartsWith("service."u8))
            {
                NoteRun(entry);
            }
        }

        Missing(expected, to);
        if (begin is { } found)
        {
            lock (slices)
            {
                slices.Add(new Slice(found.Number, found.Sequence, alerts.Last));
            }
        }

        Interlocked.Add(ref entries, counted);
        Interlocked.Add(ref rows, alerts.Rows);
    }

    private void Missing(long from, long to)
    {
        if (from == to)
        {
            findings.Add(from, "it is missing");
        }
        else if (from < to)
        {
            findings.Add(from, FormattableString.Invariant($"it is missing, and those after it up to entry {to}"));
        }
    }

    private void NoteSigned(RowCursor entry)
    {
        var action = entry.String(ActionColumn);
        if (action is not (AuditActions.Checkpoint or AuditActions.Key))
        {
            return;
        }

        var record = new AuditRecord(new(entry.Number(TimeColumn)), action, entry.String(3), entry.String(5)) { Outcome = entry.String(6), Detail = entry.String(7) };
        lock (signed)
        {
            signed.Add(new AuditEntry { Number = entry.Number(0), Record = record, Hash = entry.Bytes(HashColumn).ToArray() });
        }
    }

    private void NoteRun(RowCursor entry)
    {
        if (entry.String(ActionColumn) is var action && action is AuditActions.ServiceStarted or AuditActions.ServiceStopped)
        {
            lock (runs)
            {
                runs.Add((entry.Number(0), action == AuditActions.ServiceStarted));
            }
        }
    }

    /// <summary>The first alert event or transition that a slice takes in: from there on rows are its own.</summary>
    private static (long Number, long Sequence)? FirstSequence(SqliteConnection reader, long from, long to)
    {
        using var row = new RowCursor(reader, "SELECT number, sequence FROM audit_entry WHERE number BETWEEN ?1 AND ?2 AND +sequence IS NOT NULL ORDER BY number LIMIT 1", from, to);
        return row.Step() ? (row.Number(0), row.Number(1)) : null;
    }

    /// <param name="Number">The entry that takes in the first.</param>
    /// <param name="FirstSequence">The first alert event or transition.</param>
    /// <param name="LastSequence">The last.</param>
    private sealed record Slice(long Number, long FirstSequence, long LastSequence);

    private static bool TryHash(RowCursor row, int column, byte[] hash)
    {
        var stored = row.Bytes(column);
        if (row.Kind(column) != RowCursor.Blob || stored.Length != hash.Length)
        {
            return false;
        }

        stored.CopyTo(hash);
        return true;
    }
}
