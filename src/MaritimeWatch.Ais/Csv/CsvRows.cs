using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Csv;

/// <summary>Takes row after row off a block; empty lines are passed over but counted.</summary>
public ref struct CsvRows
{
    private readonly CsvReportParser parser;
    private readonly ReadOnlySpan<byte> block;
    private int lines;
    private int start;
    private int end;

    internal CsvRows(CsvReportParser parser, ReadOnlySpan<byte> block)
    {
        this.parser = parser;
        this.block = block;
    }

    /// <summary>Line ends passed so far: the number of the present row's line within the block, from 1.</summary>
    public readonly int LineNumber => lines;

    /// <summary>The present row as it stands, without its line end.</summary>
    public readonly ReadOnlySpan<byte> Row => block[start..end];

    /// <summary>Reads the next row.</summary>
    /// <param name="report">As of <see cref="CsvReportParser.TryParse"/>.</param>
    /// <param name="reason">As of <see cref="CsvReportParser.TryParse"/>.</param>
    /// <returns>False when there is none left.</returns>
    public bool TryRead(out AisReport report, out DropReason reason) => parser.TryNext(block, ref lines, out start, out end, out report, out reason);
}
