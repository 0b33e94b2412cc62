using System.Buffers;
using System.IO.Compression;
using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Simulator.Playback;

/// <summary>A recording as the NMEA lines to send: sentences pass through with their time added where it is missing, table rows and JSON lines are encoded.</summary>
/// <remarks>Streams: one buffer of 64 KB whatever the size of the file. Compression and format are recognised from the content.</remarks>
public sealed class RecordingReader(Stream input)
{
    private const int BufferBytes = 1 << 16;
    private static readonly TimeSpan StaticInterval = TimeSpan.FromMinutes(6);

    private LineFramer framer = new();
    private readonly SentenceParser sentences = new();
    private readonly AisEncoder encoder = new();
    private readonly ArrayBufferWriter<byte> outgoing = new(512);
    private readonly Dictionary<Mmsi, (StaticReport Static, Instant SentAt)> statics = [];
    private readonly StageCounter rows = new("Decode");
    private CsvReportParser? table;
    private JsonReportReader? records;
    private Instant? lastTime;

    /// <summary>What was read and what was dropped, by reason.</summary>
    public IReadOnlyList<StageCounter> Counters => [framer.Counter, sentences.Counter, rows];

    /// <summary>Lines dropped because they were bad, as opposed to of no use.</summary>
    public long Rejected => Counters.Sum(counter => Enum.GetValues<DropReason>().Where(reason => reason.IsRejection()).Sum(counter.DroppedFor));

    /// <summary>Everything there is to send, in the order of the file.</summary>
    /// <exception cref="PlaybackException">
    /// The file is neither NMEA nor a table with the columns needed nor JSON of a known feed one object a line, or its compression is broken.
    /// </exception>
    public IEnumerable<RecordedLine> Lines()
    {
        using var content = Decompressed(input);
        var buffer = new byte[BufferBytes];
        var (held, isEnd, isFirst) = (0, false, true);
        while (!isEnd || held > 0)
        {
            var read = Fill(content, buffer.AsSpan(held));
            isEnd = read == 0;
            var start = 0;
            var available = held + read;
            if (isFirst)
            {
                RecogniseJson(buffer.AsSpan(0, available));
            }

            while (NextLine(buffer.AsSpan(0, available), ref start, isEnd, out var line))
            {
                if (isFirst)
                {
                    isFirst = false;
                    if (records is null && TryOpenTable(buffer.AsSpan(line)))
                    {
                        continue;
                    }
                }

                outgoing.ResetWrittenCount();
                if (table is null && records is null ? PassOn(buffer.AsSpan(line)) : Encode(buffer.AsSpan(line)))
                {
                    yield return new RecordedLine(lastTime, outgoing.WrittenMemory);
                }
            }

            held = available - start;
            buffer.AsSpan(start, held).CopyTo(buffer);
            if (isEnd || held == buffer.Length)
            {
                held = 0;
            }
        }
    }

    private bool NextLine(ReadOnlySpan<byte> bytes, ref int start, bool isEnd, out Range line)
    {
        var rest = bytes[start..];
        if (!framer.TryReadLine(ref rest, isEnd, out var text))
        {
            start = bytes.Length - rest.Length;
            line = default;
            return false;
        }

        var offset = (int)System.Runtime.CompilerServices.Unsafe.ByteOffset(
            ref System.Runtime.InteropServices.MemoryMarshal.GetReference(bytes), ref System.Runtime.InteropServices.MemoryMarshal.GetReference(text));
        start = bytes.Length - rest.Length;
        line = offset..(offset + text.Length);
        return true;
    }

    private void RecogniseJson(ReadOnlySpan<byte> start)
    {
        var dialect = JsonRecognition.Recognise(start, out var isDocument, out _);
        if (dialect == JsonDialect.Unknown)
        {
            return;
        }

        if (isDocument)
        {
            throw new PlaybackException("JSON that is not one object a line: convert it first");
        }

        records = new JsonReportReader(dialect, new StaticReportInterning());
        framer = new LineFramer(BufferBytes / 2);
    }

    private bool TryOpenTable(ReadOnlySpan<byte> line)
    {
        // No sentence has a letter before its first mark; a header of columns has.
        if (line.IndexOfAny((byte)'!', (byte)'\\', (byte)'$') >= 0 || line.IndexOfAny((byte)',', (byte)';', (byte)'\t') < 0)
        {
            return false;
        }

        if (!CsvReportParser.TryCreate(line, new StaticReportInterning(), out table, out var error))
        {
            throw new PlaybackException($"neither NMEA nor a table of positions: {error}");
        }

        return true;
    }

    private bool Encode(ReadOnlySpan<byte> row)
    {
        rows.Received();
        if (!TryRead(row, out var report, out var reason) && (reason != DropReason.NoPosition || report.Time == default))
        {
            // None: a message whose other sentences are still to come.
            if (reason != DropReason.None)
            {
                rows.Drop(reason);
            }

            return false;
        }

        lastTime = report.Time;
        if (report.Static is { } said
            && !(statics.TryGetValue(report.Mmsi, out var before) && ReferenceEquals(before.Static, said) && report.Time - before.SentAt < StaticInterval))
        {
            statics[report.Mmsi] = (said, report.Time);
            encoder.Write(said, report.Time, report.Dynamic.StationClass, outgoing);
        }

        // What a static report of a feed does not know is not worth a message.
        if (table is not null || report.Dynamic.HasPosition)
        {
            encoder.Write(report.Dynamic, outgoing);
        }

        return outgoing.WrittenCount > 0;
    }

    private bool TryRead(ReadOnlySpan<byte> row, out AisReport report, out DropReason reason)
    {
        if (table is not null)
        {
            return table.TryParse(row, out report, out reason);
        }

        records!.Read(row, null, out report, out reason);
        return reason == DropReason.None && report.Mmsi.Value != 0;
    }

    private bool PassOn(ReadOnlySpan<byte> line)
    {
        if (!sentences.TryParse(line, out var sentence, out _))
        {
            return false;
        }

        lastTime = sentence.Time ?? lastTime;
        line = line.Trim((byte)' ');
        var mark = line.IndexOf((byte)'!');
        var tag = line[0] == (byte)'\\' && line[1..].IndexOf((byte)'\\') is var close and > 0 ? line[1..(close + 1)] : default;
        if (lastTime is not { } time || HasTime(tag))
        {
            outgoing.Write(line);
        }
        else
        {
            WriteTagBlock(tag, time);
            outgoing.Write(line[mark..]);
        }

        outgoing.Write("\r\n"u8);
        return true;
    }

    private static bool HasTime(ReadOnlySpan<byte> tag) => tag.StartsWith("c:"u8) || tag.IndexOf(",c:"u8) >= 0;

    private void WriteTagBlock(ReadOnlySpan<byte> tag, Instant time)
    {
        var star = tag.LastIndexOf((byte)'*');
        var kept = star > 0 ? Encoding.ASCII.GetString(tag[..star]) + "," : "";
        var body = FormattableString.Invariant($"{kept}c:{time.UnixSeconds}");
        var checksum = body.Aggregate(0, (sum, letter) => sum ^ letter);
        Encoding.ASCII.GetBytes(FormattableString.Invariant($"\\{body}*{checksum:X2}\\"), outgoing);
    }

    private static int Fill(Stream content, Span<byte> into)
    {
        try
        {
            return content.Read(into);
        }
        catch (InvalidDataException broken)
        {
            throw new PlaybackException($"the compressed file is damaged or cut off: {broken.Message}");
        }
    }

    private static Stream Decompressed(Stream input)
    {
        var buffered = new BufferedStream(input, BufferBytes);
        Span<byte> magic = stackalloc byte[2];
        var read = buffered.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        var all = new PrefixedStream(magic[..read].ToArray(), buffered);
        return read == 2 && magic[0] == 0x1F && magic[1] == 0x8B ? new GZipStream(all, CompressionMode.Decompress) : all;
    }
}
