using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MaritimeWatch.Ais.Csv;

/// <summary>Cuts one row into its fields. Holds offsets only; the bytes stay with the caller.</summary>
/// <remarks>
/// In the Danish order only the dynamic columns and the ends of the static ones are looked up at once: the fields between matter when a
/// ship's static data changes, and <see cref="SplitRest"/> finds them then.
/// </remarks>
internal sealed class CsvRow(CsvHeader header)
{
    private const byte Quote = (byte)'"';

    private readonly byte delimiter = header.Delimiter;
    private readonly int columnCount = header.ColumnCount;
    private readonly int eagerFields = header.IsDanishOrder ? header.FieldOf[(int)CsvColumn.ImoNumber] : header.ColumnCount;
    private readonly int destination = header.FieldOf[(int)CsvColumn.Destination];
    private readonly int beforeDimensions = header.FieldOf[(int)CsvColumn.ToBow] - 1;

    // One more than there are columns: the last stands for every absent column and is always empty.
    private readonly int[] starts = new int[header.ColumnCount + 1];
    private readonly int[] ends = new int[header.ColumnCount + 1];
    private bool isPartial;

    /// <summary>Finds the fields.</summary>
    /// <returns>False when their number is not that of the header, or a quote is never closed.</returns>
    public bool TrySplit(ReadOnlySpan<byte> row)
    {
        isPartial = eagerFields < columnCount;
        if (Vector256.IsHardwareAccelerated && row.Length >= Vector256<byte>.Count && SplitByVector(row, eagerFields) is { } isSplit)
        {
            return isSplit;
        }

        isPartial = false;
        return SplitQuoted(row);
    }

    /// <summary>Finds the fields that <see cref="TrySplit"/> left out.</summary>
    public void SplitRest(ReadOnlySpan<byte> row)
    {
        if (isPartial)
        {
            isPartial = false;
            SplitByVector(row, columnCount);
        }
    }

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
    private bool? SplitByVector(ReadOnlySpan<byte> row, int eager)
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
            if (field >= eager)
            {
                SkipBlock(found, at, ref field, ref end, ref start);
                found = 0;
            }

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

    /// <summary>Counts the delimiters of a block, and keeps those that bound the static columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipBlock(uint found, int at, ref int field, ref int end, ref int start)
    {
        var next = field + BitOperations.PopCount(found);
        if (field <= destination && destination < next)
        {
            Unsafe.Add(ref end, destination) = at + PositionOf(found, destination - field);
        }

        if (field <= beforeDimensions && beforeDimensions < next && next < columnCount)
        {
            Unsafe.Add(ref start, beforeDimensions + 1) = at + PositionOf(found, beforeDimensions - field) + 1;
        }

        field = next;
    }

    /// <summary>Where the set bit with this number, from 0, stands.</summary>
    private static int PositionOf(uint mask, int number)
    {
        if (Bmi2.IsSupported)
        {
            return BitOperations.TrailingZeroCount(Bmi2.ParallelBitDeposit(1u << number, mask));
        }

        for (; number > 0; number--)
        {
            mask &= mask - 1;
        }

        return BitOperations.TrailingZeroCount(mask);
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
