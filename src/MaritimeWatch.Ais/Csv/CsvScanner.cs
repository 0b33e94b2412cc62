using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MaritimeWatch.Ais.Csv;

/// <summary>Finds where the fields and rows of a block end, some kilobytes ahead of the reader. Holds offsets only; the bytes stay with the caller.</summary>
/// <remarks>
/// LF, CR LF and CR end a row, inside quotes too: no text of AIS holds a line end, and so an opening quote that is never closed spoils one
/// row and not the rest of the file. Delimiters inside quotes are not told apart here: <see cref="QuotedFields"/> does that for the few
/// rows that have quotes.
/// </remarks>
internal sealed class CsvScanner(byte delimiter)
{
    /// <summary>Bytes looked at in one go: what is found stays in the first-level cache until it is read.</summary>
    private const int PieceBytes = 8 * 1024;

    /// <summary>Field ends kept of an unfinished row, more than any header has columns: the row is refused whatever the rest holds.</summary>
    private const int MaxCarried = 256;

    // fieldEnds[rowEntry] is the end of the row before, the entries behind it end the row's fields; the last one is the line end.
    private readonly int[] fieldEnds = new int[MaxCarried + PieceBytes + (2 * CsvMarks.Bytes)];

    // The entry after each row's last, times two, plus one where the row has quotes.
    private readonly int[] rowEntries = new int[PieceBytes + CsvMarks.Bytes];

    private readonly byte[] lastBytes = new byte[CsvMarks.Bytes];
    private int fieldCount;
    private int rowCount;
    private int nextRow;
    private int rowEntry;
    private int scanned;
    private int lineEnd;
    private bool quoteOpen;

    /// <summary>How many fields the row has.</summary>
    public int FieldCount { get; private set; }

    /// <summary>Whether there is a quote anywhere in the row.</summary>
    public bool HasQuotes { get; private set; }

    /// <summary>Begins a new block.</summary>
    public void Start()
    {
        fieldEnds[0] = lineEnd = -1;
        fieldCount = 1;
        FieldCount = 0;
        rowCount = nextRow = rowEntry = scanned = 0;
        quoteOpen = false;
    }

    /// <summary>Goes to the next row.</summary>
    /// <param name="block">The block that was begun.</param>
    /// <param name="start">Offset of the row.</param>
    /// <param name="end">Offset of its end, its line end left out.</param>
    /// <returns>False at the end of the block.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNextRow(ReadOnlySpan<byte> block, out int start, out int end)
    {
        rowEntry += FieldCount;
        ref var ends = ref MemoryMarshal.GetArrayDataReference(fieldEnds);
        Unsafe.Add(ref ends, rowEntry) = lineEnd;
        start = end = lineEnd + 1;
        if (nextRow == rowCount && !TryScan(block))
        {
            FieldCount = start = end = 0;
            return false;
        }

        var packed = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rowEntries), nextRow++);
        var lastEntry = (packed >> 1) - 1;
        HasQuotes = (packed & 1) != 0;
        FieldCount = lastEntry - rowEntry;
        end = lineEnd = Unsafe.Add(ref ends, lastEntry);
        if (end > start && Unsafe.Add(ref MemoryMarshal.GetReference(block), end - 1) == '\r')
        {
            // The CR of a CR LF ends the last field; where the next row begins is put right when it is its turn.
            Unsafe.Add(ref ends, lastEntry) = --end;
        }

        return true;
    }

    /// <summary>The row as its fields stand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CsvRow Row(ReadOnlySpan<byte> block)
    {
        ref var before = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(fieldEnds), rowEntry);
        return new CsvRow(block, ref before, 1, ref Unsafe.Add(ref before, 1));
    }

    /// <summary>Looks at pieces of the block until a row ends.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryScan(ReadOnlySpan<byte> block)
    {
        rowCount = nextRow = 0;
        while (rowCount == 0)
        {
            // What is known of the unfinished row moves to the front.
            var carried = Math.Min(fieldCount - rowEntry, MaxCarried);
            fieldEnds.AsSpan(rowEntry, carried).CopyTo(fieldEnds);
            rowEntry = 0;
            fieldCount = carried;
            if (scanned >= block.Length)
            {
                return EndWithoutLineEnd(block);
            }

            ScanPiece(block);
        }

        return true;
    }

    private void ScanPiece(ReadOnlySpan<byte> block)
    {
        ref var bytes = ref MemoryMarshal.GetReference(block);
        var end = Math.Min(block.Length, scanned + PieceBytes);
        var at = scanned;
        for (; at <= end - CsvMarks.Bytes; at += CsvMarks.Bytes)
        {
            Take(CsvMarks.Of(ref Unsafe.Add(ref bytes, at), delimiter), at, at + CsvMarks.Bytes < block.Length && block[at + CsvMarks.Bytes] == '\n');
        }

        if (end == block.Length && at < end)
        {
            // The last bytes of the block, with nothing behind them.
            lastBytes.AsSpan().Clear();
            block[at..].CopyTo(lastBytes);
            Take(CsvMarks.Of(ref lastBytes[0], delimiter), at, isPairAcross: false);
            at = end;
        }

        scanned = at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(CsvMarks marks, int at, bool isPairAcross)
    {
        var lines = marks.LineFeeds;
        if (marks.Returns != 0)
        {
            // A CR before an LF belongs to it; any other ends a row by itself.
            lines |= marks.Returns & ~((lines >> 1) | (isPairAcross ? 1UL << 63 : 0));
        }

        var found = marks.Delimiters | lines;
        if (lines != 0)
        {
            TakeLines(lines, found, marks.Quotes);
        }
        else
        {
            quoteOpen |= marks.Quotes != 0;
        }

        // Eight at a time without asking whether there are so many: a branch on their number would be mispredicted at every step.
        ref var next = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(fieldEnds), fieldCount);
        var count = BitOperations.PopCount(found);
        fieldCount += count;
        found = Put8(found, at, ref next);
        if (count > 8)
        {
            found = Put8(found, at, ref Unsafe.Add(ref next, 8));
            for (var i = 16; i < count; i++)
            {
                Unsafe.Add(ref next, i) = at + BitOperations.TrailingZeroCount(found);
                found &= found - 1;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Put8(ulong found, int at, ref int next)
    {
        next = at + BitOperations.TrailingZeroCount(found);
        found &= found - 1;
        Unsafe.Add(ref next, 1) = at + BitOperations.TrailingZeroCount(found);
        found &= found - 1;
        Unsafe.Add(ref next, 2) = at + BitOperations.TrailingZeroCount(found);
        found &= found - 1;
        Unsafe.Add(ref next, 3) = at + BitOperations.TrailingZeroCount(found);
        found &= found - 1;
        Unsafe.Add(ref next, 4) = at + BitOperations.TrailingZeroCount(found);
        found &= found - 1;
        Unsafe.Add(ref next, 5) = at + BitOperations.TrailingZeroCount(found);
        found &= found - 1;
        Unsafe.Add(ref next, 6) = at + BitOperations.TrailingZeroCount(found);
        found &= found - 1;
        Unsafe.Add(ref next, 7) = at + BitOperations.TrailingZeroCount(found);
        return found & (found - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TakeLines(ulong lines, ulong found, ulong quotes)
    {
        do
        {
            var through = lines ^ (lines - 1);
            var hasQuotes = quoteOpen | (quotes & through) != 0;
            Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rowEntries), rowCount++) =
                ((fieldCount + BitOperations.PopCount(found & through)) << 1) | (hasQuotes ? 1 : 0);
            quotes &= ~through;
            quoteOpen = false;
            lines &= lines - 1;
        }
        while (lines != 0);

        quoteOpen = quotes != 0;
    }

    /// <summary>The last row of a block may end with the block.</summary>
    private bool EndWithoutLineEnd(ReadOnlySpan<byte> block)
    {
        if (fieldEnds[fieldCount - 1] + 1 >= block.Length && fieldCount == 1)
        {
            return false;
        }

        fieldEnds[fieldCount++] = block.Length;
        rowEntries[rowCount++] = (fieldCount << 1) | (quoteOpen ? 1 : 0);
        quoteOpen = false;
        return true;
    }
}
