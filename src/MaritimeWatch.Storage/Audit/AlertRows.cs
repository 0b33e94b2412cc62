using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Audit;

/// <summary>Alert events and transitions in the order of their sequence, beside the entries that took them into the chain.</summary>
internal sealed class AlertRows : IDisposable
{
    private readonly CanonicalBytes bytes;
    private readonly FindingList findings;
    private readonly RowCursor events;
    private readonly RowCursor transitions;
    private long before;

    /// <param name="reader">A reader's connection.</param>
    /// <param name="bytes">A buffer.</param>
    /// <param name="findings">What is wrong.</param>
    /// <param name="after">Rows after this sequence; the lowest number for all.</param>
    /// <param name="upTo">Rows up to this one.</param>
    public AlertRows(SqliteConnection reader, CanonicalBytes bytes, FindingList findings, long after, long upTo)
    {
        (this.bytes, this.findings, before) = (bytes, findings, after);
        var comparison = after == long.MinValue ? ">=" : ">";
        events = new RowCursor(reader, $"SELECT {ChainedRows.EventColumns} FROM alert_event WHERE sequence {comparison} ?1 AND sequence <= ?2 ORDER BY sequence", after, upTo);
        transitions = new RowCursor(reader, $"SELECT {ChainedRows.TransitionColumns} FROM alert_transition WHERE sequence {comparison} ?1 AND sequence <= ?2 ORDER BY sequence", after, upTo);
        events.Step();
        transitions.Step();
    }

    /// <summary>Rows that were held against an entry.</summary>
    public long Rows { get; private set; }

    /// <summary>The last sequence that an entry took in.</summary>
    public long Last => before;

    /// <summary>Holds the row of an entry against it.</summary>
    public void Check(long number, long sequence, ReadOnlySpan<byte> content)
    {
        if (sequence <= before)
        {
            findings.Add(number, FormattableString.Invariant($"it takes in sequence {sequence} out of its order"));
            return;
        }

        if (before != long.MinValue && sequence != before + 1)
        {
            findings.Add(number, FormattableString.Invariant($"it takes in sequence {sequence}, but the one before is {before}"));
        }

        before = sequence;
        WithoutEntry(events, "alert event", sequence);
        WithoutEntry(transitions, "transition", sequence);
        var (isEvent, isTransition) = (IsAt(events, sequence), IsAt(transitions, sequence));
        if (isEvent && isTransition)
        {
            findings.Add(number, FormattableString.Invariant($"there is an alert event and a transition of sequence {sequence}"));
        }
        else if (!isEvent && !isTransition)
        {
            findings.Add(number, FormattableString.Invariant($"the alert event or transition of sequence {sequence} is missing"));
        }
        else if (!Fits(isEvent ? events : transitions, isEvent ? ChainedRows.Event : ChainedRows.Transition, content))
        {
            findings.Add(number, FormattableString.Invariant($"the {(isEvent ? "alert event" : "transition")} of sequence {sequence} was changed"));
        }

        if (isEvent)
        {
            events.Step();
        }

        if (isTransition)
        {
            transitions.Step();
        }
    }

    /// <summary>Finds the rows after the last entry.</summary>
    public void CheckRest()
    {
        WithoutEntry(events, "alert event", long.MaxValue);
        WithoutEntry(transitions, "transition", long.MaxValue);
    }

    public void Dispose()
    {
        events.Dispose();
        transitions.Dispose();
    }

    private static bool IsAt(RowCursor rows, long sequence) => rows.HasRow && rows.Number(0) == sequence;

    private void WithoutEntry(RowCursor rows, string what, long until)
    {
        for (; rows.HasRow && rows.Number(0) < until; rows.Step())
        {
            findings.Add(0, FormattableString.Invariant($"the {what} of sequence {rows.Number(0)} was never entered, or its entry is gone"));
        }
    }

    private bool Fits(RowCursor row, string table, ReadOnlySpan<byte> content)
    {
        bytes.Begin(table);
        for (var column = 0; column < row.Columns; column++)
        {
            bytes.Column(row, column);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.Written, hash);
        Rows++;
        return hash.SequenceEqual(content);
    }
}
