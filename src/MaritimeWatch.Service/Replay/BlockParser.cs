using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Recordings;

namespace MaritimeWatch.Service.Replay;

/// <summary>Parse to Stamp for a block of lines. A table's blocks may be parsed by several threads, each with a parser of its own; sentences in order by one.</summary>
internal sealed class BlockParser
{
    private readonly CsvReportParser? table;
    private readonly NmeaReportReader? sentences;
    private readonly byte[] header;
    private readonly Instant from;
    private readonly Instant to;

    private BlockParser(CsvReportParser? table, byte[] header, NmeaReportReader? sentences, Instant from, Instant to)
    {
        this.table = table;
        this.header = header;
        this.sentences = sentences;
        this.from = from;
        this.to = to;
    }

    public static BlockParser ForTable(byte[] header, StaticReportInterning interning, Instant from, Instant to) =>
        CsvReportParser.TryCreate(header, interning, out var parser, out var error)
            ? new BlockParser(parser, header, null, from, to)
            : throw new InvalidOperationException(error);

    public static BlockParser ForSentences(StaticReportInterning interning, Instant from, Instant to) =>
        new(null, [], new NmeaReportReader(interning), from, to);

    /// <summary>Parses a block into a chunk.</summary>
    /// <param name="block">Whole lines.</param>
    /// <param name="chunk">Receives reports and rejections.</param>
    public void Parse(ReadOnlySpan<byte> block, ReportChunk chunk)
    {
        var lines = new LineReader(block);
        while (lines.TryRead(out var line))
        {
            if (table is not null)
            {
                // The header is no bad row, at the top and between tables put one behind the other.
                if (!table.TryParse(line, out var row, out var reason) && line.SequenceEqual(header))
                {
                    reason = DropReason.NotAis;
                }

                Add(row, reason, line, lines.LineNumber, chunk);
                continue;
            }

            // Where line ends were lost, a line holds several sentences.
            var rest = line;
            while (!rest.IsEmpty)
            {
                if (sentences!.Read(ref rest, null, out var report, out var reason) != ReadResult.Pending)
                {
                    Add(report, reason, line, lines.LineNumber, chunk);
                }
            }
        }

        chunk.Lines = lines.LineNumber;
    }

    private void Add(in AisReport report, DropReason reason, ReadOnlySpan<byte> line, int lineNumber, ReportChunk chunk)
    {
        if (reason is not (DropReason.None or DropReason.NoPosition))
        {
            chunk.Rejections.Add(reason, lineNumber, line);
            return;
        }

        if (report.Time < from || report.Time >= to)
        {
            chunk.Rejections.Count(DropReason.OutsideTimeRange, 1);
            return;
        }

        if (reason == DropReason.NoPosition)
        {
            chunk.Rejections.Add(reason, lineNumber, line);
            if (report.Static is null || report.Time == default)
            {
                return;
            }
        }

        chunk.Add(report, lineNumber);
    }

    /// <summary>The stream has ended: sentences of messages that never became whole.</summary>
    public long Finish()
    {
        sentences?.Finish();
        return sentences?.Counters.Sum(counter => counter.DroppedFor(DropReason.FragmentAbandoned)) ?? 0;
    }
}
