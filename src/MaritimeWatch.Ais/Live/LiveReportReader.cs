using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Live;

/// <summary>The messages of a live feed (MQTT, WebSocket, HTTP) into reports, one message after the other. One per sender and thread.</summary>
/// <remarks>
/// <para>
/// A message is whole: what it leaves open ends with it, and never spoils the next one. Sentences of one AIS message may come in messages of their own.
/// JSON may be one object, one a line, or a document of them; a broken line costs no more than itself.
/// </para>
/// <para>Allocates nothing per position report; static data is interned. No input makes it throw.</para>
/// </remarks>
public sealed class LiveReportReader
{
    private readonly StageCounter frame = new("Frame");
    private readonly NmeaReportReader? sentences;
    private readonly JsonReportReader? records;
    private readonly JsonRecordFramer? document;
    private readonly StationNames stations = new();

    /// <summary>A reader at the start of a feed.</summary>
    /// <param name="payload">What its messages hold.</param>
    /// <param name="interning">Where unchanged static data becomes one instance; may be shared between readers.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="payload"/> is none.</exception>
    public LiveReportReader(LivePayload payload, StaticReportInterning interning)
    {
        if (payload == LivePayload.Nmea)
        {
            sentences = new NmeaReportReader(interning, keepsStations: true);
            Counters = [frame, .. sentences.Counters];
            return;
        }

        records = new JsonReportReader(
            payload switch
            {
                LivePayload.AisCatcher => JsonDialect.AisCatcher,
                LivePayload.Digitraffic => JsonDialect.Digitraffic,
                LivePayload.AisStream => JsonDialect.AisStream,
                LivePayload.Ndjson => JsonDialect.MaritimeWatch,
                _ => throw new ArgumentOutOfRangeException(nameof(payload), payload, "a payload without a reader"),
            },
            interning);
        document = new JsonRecordFramer();
        Counters = [frame, document.Counter, records.Counter];
    }

    /// <summary>The stages in order; <c>Frame</c> may be there twice: lines, and the objects of documents.</summary>
    public IReadOnlyList<StageCounter> Counters { get; }

    /// <summary>The station that heard what the last message held, as it says itself; null where it does not tell.</summary>
    public string? Station { get; private set; }

    /// <summary>Reads a message.</summary>
    /// <param name="topic">The topic it was published to; may be empty.</param>
    /// <param name="message">Its payload.</param>
    /// <param name="receivedAt">When it arrived, used where it has no time of its own; or null.</param>
    /// <param name="reports">Gets what it holds.</param>
    /// <returns>Why something of it was dropped, the last of several reasons; <see cref="DropReason.None"/> where nothing was.</returns>
    public DropReason Read(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> message, Instant? receivedAt, List<HeardReport> reports)
    {
        Station = null;
        message = message.StartsWith("\uFEFF"u8) ? message[3..] : message;
        message = message.Trim(" \t\r\n"u8);
        if (message.IsEmpty)
        {
            // A broker's way to clear a retained message, or a sign of life.
            frame.Received();
            frame.Drop(DropReason.NotAis);
            return DropReason.NotAis;
        }

        return sentences is not null ? ReadLines(topic, message, receivedAt, reports)
            : IsDocument(message) ? ReadDocument(topic, message, receivedAt, reports)
            : ReadLines(topic, message, receivedAt, reports);
    }

    /// <summary>A message was so large that nobody would hold it: it counts as one line too long.</summary>
    public void DropTooLarge()
    {
        frame.Received();
        frame.Drop(DropReason.LineTooLong);
    }

    /// <summary>Says that the feed has ended: messages of several sentences that still miss parts are counted as abandoned.</summary>
    public void Finish()
    {
        sentences?.Finish();
        records?.Finish();
    }

    /// <summary>
    /// Whether JSON is to be taken apart by its braces: an array, an object that spans lines, or one that contains the records. Anything else is read by
    /// lines, so that a broken one does not take the next with it.
    /// </summary>
    private static bool IsDocument(ReadOnlySpan<byte> message)
    {
        if (message[0] == '[')
        {
            return true;
        }

        var end = message.IndexOfAny((byte)'\n', (byte)'\r');
        var first = end < 0 ? message : message[..end];
        return (end >= 0 && first[0] == '{' && first.TrimEnd(" \t"u8)[^1] != '}')
            || first.IndexOf("\"msgs\""u8) >= 0 || first.IndexOf("\"features\""u8) >= 0;
    }

    private DropReason ReadLines(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> message, Instant? receivedAt, List<HeardReport> reports)
    {
        var problem = DropReason.None;
        foreach (var range in message.SplitAny((byte)'\n', (byte)'\r'))
        {
            var line = message[range];
            if (line.IsEmpty)
            {
                continue;
            }

            frame.Received();
            if (line.Length > (sentences is null ? JsonReportReader.MaxRecordBytes : LineFramer.DefaultMaxLineBytes))
            {
                frame.Drop(problem = DropReason.LineTooLong);
                continue;
            }

            var reason = sentences is null ? ReadRecord(topic, line, receivedAt, reports) : ReadSentences(line, receivedAt, reports);
            problem = reason == DropReason.None ? problem : reason;
        }

        return problem;
    }

    private DropReason ReadDocument(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> message, Instant? receivedAt, List<HeardReport> reports)
    {
        var problem = DropReason.None;
        var rest = message;
        var hasRecords = false;
        while (document!.TryReadRecord(ref rest, out var record, out var reason))
        {
            hasRecords = true;
            reason = reason == DropReason.None ? ReadRecord(topic, record, receivedAt, reports) : reason;
            problem = reason == DropReason.None ? problem : reason;
        }

        // A record that the end of the message has cut off, or JSON without any; an empty collection is none the worse for it.
        var isCollection = hasRecords || document.HasContainer || message[^1] == ']';
        if (document.Abandon() || !isCollection)
        {
            frame.Received();
            frame.Drop(problem = DropReason.Malformed);
        }

        return problem;
    }

    private DropReason ReadRecord(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> record, Instant? receivedAt, List<HeardReport> reports)
    {
        var result = records!.Read(topic, record.Trim(" \t"u8), receivedAt, out var report, out var reason);
        var station = records.Station;
        Station = station ?? Station;
        if (result == ReadResult.Report)
        {
            reports.Add(new HeardReport(report, records.UtcSecond, records.IsForwarded, station));
        }

        return reason;
    }

    private DropReason ReadSentences(ReadOnlySpan<byte> line, Instant? receivedAt, List<HeardReport> reports)
    {
        var problem = DropReason.None;
        if (line[0] == '\\' && line[1..].IndexOf((byte)'\\') is > 0 and var end)
        {
            Station = stations.Of(new TagBlockFields(line.Slice(1, end)).Source) ?? Station;
        }

        while (!line.IsEmpty)
        {
            var result = sentences!.Read(ref line, receivedAt, out var report, out var reason);
            if (result == ReadResult.Report)
            {
                reports.Add(new HeardReport(report, sentences.UtcSecond, sentences.IsForwarded, sentences.Station ?? Station));
            }

            problem = reason == DropReason.None ? problem : reason;
        }

        return problem;
    }
}
