using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>Records of one JSON dialect into reports, one object at a time. One per stream and thread.</summary>
/// <remarks>Allocates nothing per position report; static data is interned. No tree of the document is ever built.</remarks>
public sealed class JsonReportReader
{
    /// <summary>The longest record, in bytes: some hundred times what any dialect needs.</summary>
    public const int MaxRecordBytes = 65_536;

    private readonly IJsonRecords records;
    private readonly JsonRecord record;
    private readonly byte[] station = new byte[64];
    private int stationLength;
    private readonly Live.StationNames names = new();

    /// <summary>A reader at the start of a stream.</summary>
    /// <param name="dialect">Whose records they are.</param>
    /// <param name="interning">Where unchanged static data becomes one instance; may be shared between readers.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dialect"/> is <see cref="JsonDialect.Unknown"/>.</exception>
    public JsonReportReader(JsonDialect dialect, StaticReportInterning interning)
    {
        records = dialect switch
        {
            JsonDialect.MaritimeWatch => new ReportRecords(interning),
            JsonDialect.Gpsd or JsonDialect.AisCatcher => new GpsdRecords(interning),
            JsonDialect.AisStream => new AisStreamRecords(interning),
            JsonDialect.Digitraffic => new DigitrafficRecords(interning),
            JsonDialect.AisHub => new AisHubRecords(interning),
            JsonDialect.GlobalFishingWatch => new GlobalFishingWatchRecords(interning),
            _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "a dialect without a reader"),
        };
        record = new JsonRecord(records.Shape);
    }

    /// <summary>Records in, unusable ones dropped.</summary>
    public StageCounter Counter { get; } = new("Decode");

    /// <summary>The station that the last record says it was heard by; null where it does not tell.</summary>
    public string? Station => names.Of(station.AsSpan(0, stationLength));

    /// <summary>The second of the minute, 0 to 59, that the sender gave with the report read last; <see cref="HeardReport.NoSecond"/> where none came.</summary>
    public int UtcSecond { get; private set; } = HeardReport.NoSecond;

    /// <summary>Whether the report read last bears the mark of a merged feed.</summary>
    public bool IsForwarded { get; private set; }

    /// <summary>Whether a record may be read without those before it: so that several readers may share a recording.</summary>
    /// <param name="dialect">The dialect.</param>
    public static bool IsStateless(JsonDialect dialect) => dialect is not (JsonDialect.Gpsd or JsonDialect.AisCatcher);

    /// <summary>Reads one record: an object, or a line <c>topic object</c> as a broker's client prints it.</summary>
    /// <param name="text">The record in UTF-8; white space around it does not matter.</param>
    /// <param name="receivedAt">When it arrived, or null for a recording; used where the record has no time of its own.</param>
    /// <param name="report">
    /// The report. With <see cref="DropReason.NoPosition"/> it still carries time, sender and static data; with every other reason it is empty.
    /// </param>
    /// <param name="reason">
    /// Why it was dropped: <see cref="DropReason.Malformed"/>, <see cref="DropReason.LineTooLong"/>, <see cref="DropReason.AnotherFormat"/> for
    /// an object that is none of the dialect's, <see cref="DropReason.NotAis"/> for one without traffic, <see cref="DropReason.BadMmsi"/>,
    /// <see cref="DropReason.BadNumber"/>, <see cref="DropReason.BadTimestamp"/>, <see cref="DropReason.NoTime"/>,
    /// <see cref="DropReason.NoPosition"/>, <see cref="DropReason.NotAVessel"/>, <see cref="DropReason.UnusedType"/>,
    /// <see cref="DropReason.BadPayload"/> for what the sender marked as not valid, <see cref="DropReason.FeedError"/>.
    /// </param>
    public ReadResult Read(ReadOnlySpan<byte> text, Instant? receivedAt, out AisReport report, out DropReason reason)
    {
        text = Trimmed(text);
        var topic = ReadOnlySpan<byte>.Empty;
        if (!text.IsEmpty && text[0] != '{' && text.IndexOf((byte)' ') is > 0 and var space)
        {
            topic = text[..space];
            text = Trimmed(text[space..]);
        }

        return Read(topic, text, receivedAt, out report, out reason);
    }

    /// <summary>Reads one message of a broker, its topic beside it.</summary>
    /// <param name="topic">The topic, e.g. <c>vessels-v2/230112970/location</c>; may be empty.</param>
    /// <param name="payload">The object.</param>
    /// <param name="receivedAt">When it arrived, or null.</param>
    /// <param name="report">The report.</param>
    /// <param name="reason">Why it was dropped.</param>
    public ReadResult Read(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, Instant? receivedAt, out AisReport report, out DropReason reason)
    {
        report = default;
        Counter.Received();
        reason = payload.Length > MaxRecordBytes ? DropReason.LineTooLong
            : payload.IsEmpty && topic.IsEmpty ? DropReason.NotAis
            : record.Read(payload);
        stationLength = 0;
        if (reason == DropReason.None)
        {
            KeepStation(payload);
            var view = new JsonView(record, payload);
            reason = records.Read(view, topic, receivedAt, out report);
            var sentences = (records as GpsdRecords)?.Sentences;
            UtcSecond = sentences?.UtcSecond ?? (view.TryWhole(JsonField.UtcSecond, out var second) ? HeardReport.SecondOf(second) : HeardReport.NoSecond);
            IsForwarded = ForwardedMark.Is(view[JsonField.ForwardedBy]) || sentences?.IsForwarded == true;
        }

        if (reason != DropReason.None)
        {
            Counter.Drop(reason);
            return ReadResult.Dropped;
        }

        // The first sentences of a message that comes in several records.
        return report.Mmsi.Value == 0 ? ReadResult.Pending : ReadResult.Report;
    }

    /// <summary>Says that the stream has ended.</summary>
    /// <returns>How many sentences of messages never became whole.</returns>
    public long Finish() => records is GpsdRecords sentences ? sentences.FinishSentences() : 0;

    private void KeepStation(ReadOnlySpan<byte> payload)
    {
        if (record.Has(JsonField.Station) && record.Bytes(payload, JsonField.Station) is { Length: <= 64 } name)
        {
            name.CopyTo(station);
            stationLength = name.Length;
        }
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text)
    {
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        return text.Trim(" \t\r\n"u8);
    }
}
