using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Recordings;

namespace MaritimeWatch.Service.Replay;

/// <summary>Parse to Stamp for a block of a recording. Blocks of rows may be parsed by several threads, each with a parser of its own; others in order by one.</summary>
internal sealed class BlockParser
{
    private readonly CsvReportParser? table;
    private readonly NmeaReportReader? sentences;
    private readonly JsonReportReader? records;
    private readonly JsonRecordFramer? document;
    private readonly byte[] header = [];
    private readonly Instant from;
    private readonly Instant to;

    /// <summary>A parser for a recording of a known format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="header">A table's first line, which was found to be one.</param>
    /// <param name="interning">Where unchanged static data becomes one instance.</param>
    /// <param name="from">Reports before it are left out.</param>
    /// <param name="to">Reports from it on are left out.</param>
    public BlockParser(RecognisedFormat format, byte[] header, StaticReportInterning interning, Instant from, Instant to)
    {
        (this.header, this.from, this.to) = (header, from, to);
        switch (format.Format)
        {
            case RecordingFormat.Table:
                table = CsvReportParser.TryCreate(header, interning, out var parser, out var error) ? parser : throw new InvalidOperationException(error);
                break;
            case RecordingFormat.Nmea:
                sentences = new NmeaReportReader(interning);
                break;
            default:
                records = new JsonReportReader(format.Dialect, interning);
                document = format.Format == RecordingFormat.JsonDocument ? new JsonRecordFramer() : null;
                break;
        }
    }

    /// <summary>Whether blocks of the format may be parsed in any order.</summary>
    public static bool IsParallel(RecognisedFormat format) =>
        format.Format == RecordingFormat.Table || (format.Format == RecordingFormat.JsonLines && JsonReportReader.IsStateless(format.Dialect));

    /// <summary>Parses a block into a chunk.</summary>
    /// <param name="block">Whole lines; of a document, whatever comes next.</param>
    /// <param name="chunk">Receives reports and rejections.</param>
    public void Parse(ReadOnlySpan<byte> block, ReportChunk chunk)
    {
        if (document is not null)
        {
            ParseDocument(block, chunk);
            return;
        }

        var lines = new LineReader(block);
        while (lines.TryRead(out var line))
        {
            if (sentences is not null)
            {
                ReadSentences(line, lines.LineNumber, chunk);
            }
            else if (Read(line, out var report, out var reason) != ReadResult.Pending)
            {
                Take(report, reason, lines.LineNumber, line, chunk);
            }
        }

        chunk.Lines = lines.LineNumber;
    }

    /// <summary>The stream has ended: sentences of messages that never became whole.</summary>
    public long Finish()
    {
        sentences?.Finish();
        return (records?.Finish() ?? 0) + (sentences?.Counters.Sum(counter => counter.DroppedFor(DropReason.FragmentAbandoned)) ?? 0);
    }

    /// <summary>Whether the stream ended within a record.</summary>
    public bool EndsWithinRecord => document is { IsWithinRecord: true };

    private void ParseDocument(ReadOnlySpan<byte> block, ReportChunk chunk)
    {
        var count = 0;
        while (document!.TryReadRecord(ref block, out var record, out var reason))
        {
            count++;
            var report = default(AisReport);
            if (reason != DropReason.None || records!.Read(record, null, out report, out reason) != ReadResult.Pending)
            {
                Take(report, reason, count, record, chunk);
            }
        }

        chunk.Lines = count;
    }

    /// <summary>Where line ends were lost, a line holds several sentences.</summary>
    private void ReadSentences(ReadOnlySpan<byte> line, int lineNumber, ReportChunk chunk)
    {
        var rest = line;
        while (!rest.IsEmpty)
        {
            if (sentences!.Read(ref rest, null, out var report, out var reason) != ReadResult.Pending)
            {
                Take(report, reason, lineNumber, line, chunk);
            }
        }
    }

    private ReadResult Read(ReadOnlySpan<byte> line, out AisReport report, out DropReason reason)
    {
        if (records is not null)
        {
            return records.Read(line, null, out report, out reason);
        }

        if (table!.TryParse(line, out report, out reason))
        {
            return ReadResult.Report;
        }

        // The header is no bad row, at the top and between tables put one behind the other.
        reason = line.SequenceEqual(header) ? DropReason.NotAis : reason;
        return ReadResult.Dropped;
    }

    private void Take(in AisReport report, DropReason reason, int place, ReadOnlySpan<byte> text, ReportChunk chunk)
    {
        if (reason is not (DropReason.None or DropReason.NoPosition))
        {
            chunk.Rejections.Add(reason, place, text);
            return;
        }

        if (report.Time < from || report.Time >= to)
        {
            chunk.Rejections.Count(DropReason.OutsideTimeRange, 1);
            return;
        }

        if (reason == DropReason.NoPosition)
        {
            chunk.Rejections.Add(reason, place, text);
            if (report.Static is null || report.Time == default)
            {
                return;
            }
        }

        chunk.Add(report, place);
    }
}
