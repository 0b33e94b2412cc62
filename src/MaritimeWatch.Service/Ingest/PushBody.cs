using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Ingest;

/// <summary>The body of a push over HTTP, read piece by piece into batches: NMEA 0183 by lines, JSON by lines or by its braces. Held is one piece.</summary>
internal sealed class PushBody
{
    /// <summary>What one read brings at most becomes one batch.</summary>
    private const int PieceBytes = 64 * 1024;

    private const int MostInBatch = 5_000;

    /// <summary>A caller from whom nothing comes for so long is let go: it holds one of its source's places. Longer than a quiet receiver is silent.</summary>
    private static readonly TimeSpan MostSilence = TimeSpan.FromMinutes(5);

    private readonly Stream body;
    private readonly TimeProvider clock;
    private readonly long mostBytes;
    private readonly byte[] buffer;
    private readonly LineFramer lines = new(JsonReportReader.MaxRecordBytes);
    private readonly JsonRecordFramer records = new();
    private readonly bool isDocument;
    private int held;
    private long total;
    private bool isEnd;

    private PushBody(Stream body, TimeProvider clock, byte[] buffer, int held, bool isEnd, long mostBytes, JsonDialect? dialect, bool isDocument) =>
        (this.body, this.clock, this.buffer, this.held, total, this.isEnd, this.mostBytes, Dialect, this.isDocument) = (body, clock, buffer, held, held, isEnd, mostBytes, dialect, isDocument);

    /// <summary>Whose JSON it is, or null for NMEA 0183.</summary>
    public JsonDialect? Dialect { get; }

    /// <summary>Reads the beginning of a body, and from it what it is.</summary>
    /// <param name="body">The body, not compressed.</param>
    /// <param name="mostBytes">The most that is read of it.</param>
    /// <param name="isJson">What its type says: JSON, or NMEA 0183; null where that says neither.</param>
    /// <param name="clock">The service's time.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    public static async Task<PushBody> OpenAsync(Stream body, long mostBytes, bool? isJson, TimeProvider clock, CancellationToken cancellation)
    {
        // A line may be as long as a piece, and a piece must fit behind it.
        var buffer = new byte[2 * PieceBytes];
        var held = 0;
        for (var isEnd = false; ; )
        {
            var (isKnown, dialect, isDocument) = Recognise(buffer.AsSpan(0, held), isJson);
            if (isKnown || isEnd || held >= PieceBytes)
            {
                // What is no known JSON is read as ours: each record then says what is wrong with it.
                return new PushBody(body, clock, buffer, held, isEnd, mostBytes, dialect == JsonDialect.Unknown ? JsonDialect.MaritimeWatch : dialect, isDocument);
            }

            var count = await ReadAsync(body, buffer.AsMemory(held, PieceBytes), clock, cancellation);
            (held, isEnd) = (held + count, count == 0);
        }
    }

    /// <summary>What a body is, by its first bytes; of JSON, that takes a whole record.</summary>
    private static (bool IsKnown, JsonDialect? Dialect, bool IsDocument) Recognise(ReadOnlySpan<byte> start, bool? isJson)
    {
        start = start.TrimStart("\uFEFF \t\r\n"u8);
        if (start.IsEmpty)
        {
            return (false, isJson == true ? JsonDialect.Unknown : null, false);
        }

        if (!(isJson ?? start is [(byte)'{' or (byte)'[', ..]))
        {
            return (true, null, false);
        }

        var dialect = JsonRecognition.Recognise(start, out var isDocument, out _);
        return (dialect != JsonDialect.Unknown, dialect, isDocument || start is [(byte)'[', ..]);
    }

    /// <summary>The next batch, or null at the end.</summary>
    /// <exception cref="PushBodyTooLargeException">There is more of it than is read.</exception>
    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    public async Task<PushedLines?> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (total > mostBytes)
            {
                throw new PushBodyTooLargeException();
            }

            var batch = new PushedLines(Dialect);
            Frame(batch);
            if (batch.Count > 0)
            {
                return batch;
            }

            if (isEnd)
            {
                return null;
            }

            var count = await ReadAsync(body, buffer.AsMemory(held, PieceBytes), clock, cancellation);
            (held, total, isEnd) = (held + count, total + count, count == 0);
        }
    }

    private static async Task<int> ReadAsync(Stream body, Memory<byte> into, TimeProvider clock, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(MostSilence, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await body.ReadAsync(into, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {MostSilence.TotalMinutes:0} minutes");
        }
    }

    private void Frame(PushedLines batch)
    {
        ReadOnlySpan<byte> rest = buffer.AsSpan(0, held);
        if (isDocument)
        {
            FrameRecords(ref rest, batch);
        }
        else
        {
            FrameLines(ref rest, batch);
        }

        rest.CopyTo(buffer);
        held = rest.Length;
    }

    private void FrameLines(ref ReadOnlySpan<byte> rest, PushedLines batch)
    {
        while (batch.Count < MostInBatch)
        {
            var tooLong = lines.Counter.Dropped;
            var isOne = lines.TryReadLine(ref rest, isEnd, out var line);
            if (lines.Counter.Dropped > tooLong)
            {
                batch.Add([], DropReason.LineTooLong);
            }

            if (!isOne)
            {
                return;
            }

            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') >= 0)
            {
                batch.Add(line);
            }
        }
    }

    private void FrameRecords(ref ReadOnlySpan<byte> rest, PushedLines batch)
    {
        while (batch.Count < MostInBatch && records.TryReadRecord(ref rest, out var record, out var reason))
        {
            batch.Add(record, reason);
        }

        if (rest.IsEmpty && isEnd && records.Abandon())
        {
            batch.Add([], DropReason.Malformed);
        }
    }
}
