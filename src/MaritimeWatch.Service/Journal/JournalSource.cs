using System.Buffers;
using System.Globalization;
using System.Text;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Journal;

/// <summary>One sender's way into the journal. Of one thread at a time; gathers lines and hands them over together.</summary>
/// <remarks>
/// A line is kept byte for byte behind a TAG block of ours with source and moment of receipt. Of two blocks the later counts (NMEA 0183, and our
/// reader), so what the sender's own block says wins; cutting the first block off gives back the line as received, without its line end (decision 0561).
/// </remarks>
internal sealed class JournalSource : IDisposable
{
    private readonly RawJournal journal;
    private readonly bool isReceiptTime;
    private readonly ArrayBufferWriter<byte> waiting = new(4_096);
    private byte[] block = [];
    private long blockSeconds = long.MinValue;
    private int lines;
    private Instant? firstEvent;
    private Instant? lastEvent;
    private Instant received;
    private bool isClosed;

    /// <param name="journal">Where it goes.</param>
    /// <param name="name">E.g. <c>nmea-7</c>; unique within a run of the service.</param>
    /// <param name="kind">What it sends.</param>
    /// <param name="origin">Where it comes from, e.g. <c>192.0.2.7:51234</c>.</param>
    /// <param name="isReceiptTime">Whether the moment of receipt is the time of a line that tells none; where it is not, it is written as a remark (<c>t</c>) and not as the time (<c>c</c>).</param>
    public JournalSource(RawJournal journal, string name, JournalKind kind, string origin, bool isReceiptTime)
    {
        (this.journal, Name, Kind, Origin) = (journal, name, kind, origin);
        this.isReceiptTime = isReceiptTime;
    }

    public string Name { get; }

    public JournalKind Kind { get; }

    public string Origin { get; }

    /// <summary>Lines of the source that were too long to be read, and so are not kept.</summary>
    public long TooLong { get; private set; }

    /// <summary>Adds what was received as it stands, line by line; empty lines are none.</summary>
    /// <param name="bytes">One or more lines.</param>
    /// <param name="receivedAt">When.</param>
    /// <param name="before">What each line is put behind, with a space: the topic it came under; may be empty.</param>
    public void AddLines(ReadOnlySpan<byte> bytes, Instant receivedAt, ReadOnlySpan<byte> before = default)
    {
        foreach (var range in bytes.SplitAny((byte)'\n', (byte)'\r'))
        {
            if (!bytes[range].IsEmpty)
            {
                Add(bytes[range], receivedAt, before);
            }
        }
    }

    /// <summary>Adds one line without its end.</summary>
    /// <param name="line">The line.</param>
    /// <param name="receivedAt">When.</param>
    /// <param name="before">What it is put behind, with a space; may be empty.</param>
    public void Add(ReadOnlySpan<byte> line, Instant receivedAt, ReadOnlySpan<byte> before = default)
    {
        if (receivedAt.UnixSeconds != blockSeconds)
        {
            blockSeconds = receivedAt.UnixSeconds;
            var tag = string.Create(CultureInfo.InvariantCulture, $"s:{Name},{(isReceiptTime ? 'c' : 't')}:{blockSeconds}");
            block = Encoding.ASCII.GetBytes($"\\{tag}*{JournalNote.Checksum(tag):X2}\\");
        }

        received = receivedAt;
        waiting.Write(block);
        if (!before.IsEmpty)
        {
            waiting.Write(before);
            waiting.Write(" "u8);
        }

        waiting.Write(line);
        waiting.Write("\n"u8);
        lines++;
    }

    /// <summary>Tells the event time of a report that the lines gave, so that it can be found by it.</summary>
    public void Note(Instant eventTime)
    {
        firstEvent = firstEvent is { } first ? Instant.Min(first, eventTime) : eventTime;
        lastEvent = lastEvent is { } last && last > eventTime ? last : eventTime;
    }

    /// <summary>Tells how many over-long lines there have been in all.</summary>
    public void TooLongSoFar(long count)
    {
        if (count > TooLong)
        {
            journal.NotKept(count - TooLong, "LENGTH");
            TooLong = count;
        }
    }

    /// <summary>Hands what was added to the journal's writer. Never waits.</summary>
    public void HandOver()
    {
        if (lines > 0)
        {
            journal.Take(waiting.WrittenSpan, lines, received, firstEvent, lastEvent);
            waiting.ResetWrittenCount();
            lines = 0;
            (firstEvent, lastEvent) = (null, null);
        }
    }

    /// <summary>Says that the source has ended.</summary>
    public void Dispose()
    {
        if (!isClosed)
        {
            isClosed = true;
            HandOver();
            journal.Close(this);
        }
    }
}
