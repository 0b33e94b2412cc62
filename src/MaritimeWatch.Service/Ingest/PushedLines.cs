using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Journal;

namespace MaritimeWatch.Service.Ingest;

/// <summary>Lines of NMEA 0183, or records of JSON, of an HTTP body.</summary>
/// <param name="dialect">Whose JSON it is; null for lines of NMEA 0183.</param>
internal sealed class PushedLines(JsonDialect? dialect) : IPushedBatch
{
    private readonly List<(int Start, int Length, DropReason Framing)> lines = [];
    private byte[] text = [];
    private int length;

    public int Count => lines.Count;

    public int Bytes => length;

    /// <summary>Adds one; its bytes are copied.</summary>
    /// <param name="line">The line without its end, or the record.</param>
    /// <param name="framing">Why it cannot be read as it stands, or <see cref="DropReason.None"/>.</param>
    public void Add(ReadOnlySpan<byte> line, DropReason framing = DropReason.None)
    {
        if (length + line.Length > text.Length)
        {
            Array.Resize(ref text, Math.Max(length + line.Length, Math.Max(4_096, text.Length * 2)));
        }

        line.CopyTo(text.AsSpan(length));
        lines.Add((length, line.Length, framing));
        length += line.Length;
    }

    public void Read(PushReader reader, int place, long index, Instant receivedAt, List<HeardReport> reports, out DropReason reason, out string detail)
    {
        detail = "";
        reason = lines[place].Framing != DropReason.None ? reader.Drop(lines[place].Framing)
            : dialect is null ? reader.ReadLine(Line(place), index, receivedAt, reports)
            : reader.ReadRecord(Line(place), receivedAt, reports);
    }

    public void Keep(PushJournal journal, int place, Instant receivedAt, ReadOnlySpan<HeardReport> read) =>
        journal.Add(dialect is null ? JournalKind.Nmea : JournalKind.Json, Line(place), receivedAt, read);

    private ReadOnlySpan<byte> Line(int place) => text.AsSpan(lines[place].Start, lines[place].Length);
}
