namespace MaritimeWatch.Ais.Csv;

/// <summary>The fields of a row with quotes in it, byte by byte (RFC 4180): a field may stand in quotes, quotes inside are doubled.</summary>
internal sealed class QuotedFields(byte delimiter, int columnCount)
{
    private const byte Quote = (byte)'"';

    private readonly int[] starts = new int[columnCount];
    private readonly int[] ends = new int[columnCount];

    /// <summary>The row that was split last.</summary>
    public CsvRow Row(ReadOnlySpan<byte> block) => new(block, ref starts[0], 0, ref ends[0]);

    /// <summary>Finds the fields.</summary>
    /// <param name="block">The block the row is part of.</param>
    /// <param name="start">Where the row begins.</param>
    /// <param name="end">Where it ends, its line end left out.</param>
    /// <returns>False when their number is not that of the columns, or a quote is never closed.</returns>
    public bool TrySplit(ReadOnlySpan<byte> block, int start, int end)
    {
        var at = start;
        for (var field = 0; field < columnCount; field++)
        {
            var next = EndOf(block, at, end);
            if (next < 0)
            {
                return false;
            }

            var quote = next - at >= 2 && block[at] == Quote ? 1 : 0;
            starts[field] = at + quote;
            ends[field] = next - quote;
            if (next == end)
            {
                return field == columnCount - 1;
            }

            at = next + 1;
        }

        return false;
    }

    /// <summary>Where the field that begins here ends; negative when its quotes are never closed, or something stands behind them.</summary>
    private int EndOf(ReadOnlySpan<byte> block, int at, int end)
    {
        if (at == end || block[at] != Quote)
        {
            var length = block[at..end].IndexOf(delimiter);
            return length < 0 ? end : at + length;
        }

        for (var i = at + 1; i < end; i++)
        {
            if (block[i] != Quote)
            {
                continue;
            }

            if (i + 1 == end || block[i + 1] == delimiter)
            {
                return i + 1;
            }

            if (block[++i] != Quote)
            {
                return -1;
            }
        }

        return -1;
    }
}
