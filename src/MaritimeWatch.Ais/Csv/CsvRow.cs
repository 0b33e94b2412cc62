using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MaritimeWatch.Ais.Csv;

/// <summary>Cuts one row into its fields. Holds offsets only; the bytes stay with the caller.</summary>
internal sealed class CsvRow(byte delimiter, int columnCount)
{
    private const byte Quote = (byte)'"';

    // One more than there are columns: the last stands for every absent column and is always empty.
    private readonly int[] starts = new int[columnCount + 1];
    private readonly int[] ends = new int[columnCount + 1];

    /// <summary>Finds the fields.</summary>
    /// <returns>False when their number is not that of the header, or a quote is never closed.</returns>
    public bool TrySplit(ReadOnlySpan<byte> row) =>
        Vector256.IsHardwareAccelerated && row.Length >= Vector256<byte>.Count
            ? SplitByVector(row) ?? SplitQuoted(row)
            : SplitQuoted(row);

    /// <summary>The bytes of a field of the row that was split last, without the quotes around it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> row, int field) => row[starts[field]..ends[field]];

    /// <summary>Length of a field in bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Length(int field) => ends[field] - starts[field];

    /// <summary>From the first byte of one field to the last of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Fields(ReadOnlySpan<byte> row, int first, int last) => row[starts[first]..ends[last]];

    /// <summary>The usual row, without quotes; null when there is one.</summary>
    private bool? SplitByVector(ReadOnlySpan<byte> row)
    {
        ref var bytes = ref MemoryMarshal.GetReference(row);
        var delimiters = Vector256.Create(delimiter);
        var quotes = Vector256.Create(Quote);
        var quoteSeen = Vector256<byte>.Zero;
        var last = row.Length - Vector256<byte>.Count;
        var field = 0;
        var columns = columnCount;
        ref var start = ref MemoryMarshal.GetArrayDataReference(starts);
        ref var end = ref MemoryMarshal.GetArrayDataReference(ends);
        start = 0;
        for (var offset = 0; ; offset += Vector256<byte>.Count)
        {
            // The last block overlaps the one before it; what was seen already is masked off.
            var at = Math.Min(offset, last);
            var block = Vector256.LoadUnsafe(ref bytes, (nuint)at);
            quoteSeen |= Vector256.Equals(block, quotes);
            var found = Vector256.Equals(block, delimiters).ExtractMostSignificantBits() & (uint.MaxValue << (offset - at));
            while (found != 0)
            {
                var position = at + BitOperations.TrailingZeroCount(found);
                found &= found - 1;
                if (field >= columns)
                {
                    return quoteSeen == Vector256<byte>.Zero && !row.Contains(Quote) ? false : null;
                }

                Unsafe.Add(ref end, field++) = position;
                Unsafe.Add(ref start, field) = position + 1;
            }

            if (at == last)
            {
                break;
            }
        }

        if (quoteSeen != Vector256<byte>.Zero)
        {
            return null;
        }

        if (field != columns - 1)
        {
            return false;
        }

        ends[field] = row.Length;
        starts[columns] = 0;
        ends[columns] = 0;
        return true;
    }

    /// <summary>Any row, byte by byte: a field may stand in quotes, quotes inside are doubled.</summary>
    private bool SplitQuoted(ReadOnlySpan<byte> row)
    {
        var field = 0;
        var at = 0;
        while (true)
        {
            if (field >= columnCount)
            {
                return false;
            }

            if (at < row.Length && row[at] == Quote)
            {
                var closing = ClosingQuote(row, at + 1);
                if (closing < 0 || (closing + 1 < row.Length && row[closing + 1] != delimiter))
                {
                    return false;
                }

                starts[field] = at + 1;
                ends[field++] = closing;
                at = closing + 1;
            }
            else
            {
                var length = row[at..].IndexOf(delimiter);
                starts[field] = at;
                at = length < 0 ? row.Length : at + length;
                ends[field++] = at;
            }

            if (at == row.Length)
            {
                break;
            }

            at++;
        }

        starts[columnCount] = 0;
        ends[columnCount] = 0;
        return field == columnCount;
    }

    private static int ClosingQuote(ReadOnlySpan<byte> row, int from)
    {
        for (var i = from; i < row.Length; i++)
        {
            if (row[i] != Quote)
            {
                continue;
            }

            if (i + 1 >= row.Length || row[i + 1] != Quote)
            {
                return i;
            }

            i++;
        }

        return -1;
    }
}
