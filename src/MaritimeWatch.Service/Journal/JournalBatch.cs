using System.Buffers;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Journal;

/// <summary>Lines that wait for the writer, with what is known of their times.</summary>
internal sealed class JournalBatch
{
    public ArrayBufferWriter<byte> Bytes { get; } = new(1 << 16);

    public long Lines { get; private set; }

    public Instant? FirstReceived { get; private set; }

    public Instant? LastReceived { get; private set; }

    public Instant? FirstEvent { get; private set; }

    public Instant? LastEvent { get; private set; }

    public bool IsEmpty => Bytes.WrittenCount == 0;

    public void Add(ReadOnlySpan<byte> bytes, long lines, Instant received, Instant? firstEvent, Instant? lastEvent)
    {
        Bytes.Write(bytes);
        Lines += lines;
        FirstReceived ??= received;
        LastReceived = received;
        FirstEvent = Earlier(FirstEvent, firstEvent);
        LastEvent = Later(LastEvent, lastEvent);
    }

    public void Clear()
    {
        // A burst's buffer is not kept for ever.
        if (Bytes.Capacity > 1 << 20)
        {
            Bytes.Clear();
        }

        Bytes.ResetWrittenCount();
        Lines = 0;
        (FirstReceived, LastReceived, FirstEvent, LastEvent) = (null, null, null, null);
    }

    public static Instant? Earlier(Instant? one, Instant? other) => one is { } first && other is { } second ? Instant.Min(first, second) : one ?? other;

    public static Instant? Later(Instant? one, Instant? other) => one is { } first && other is { } second ? (first > second ? first : second) : one ?? other;
}
