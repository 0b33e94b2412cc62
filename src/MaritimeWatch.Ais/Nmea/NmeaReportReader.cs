using MaritimeWatch.Ais.Live;
using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>The straight line from a line of text to a report: Parse, Assemble, Decode, Stamp. One per stream and thread.</summary>
/// <remarks>Allocates nothing per report; static data is interned.</remarks>
public sealed class NmeaReportReader
{
    private readonly SentenceParser parser = new();
    private readonly FragmentAssembler assembler = new();
    private readonly MessageDecoder decoder;
    private readonly ReportStamp stamp = new();
    private readonly StationNames? stations;

    /// <summary>A reader at the start of a stream.</summary>
    /// <param name="interning">Where unchanged static data becomes one instance; may be shared between readers.</param>
    /// <param name="keepsStations">Whether <see cref="Station"/> is wanted.</param>
    public NmeaReportReader(StaticReportInterning interning, bool keepsStations = false)
    {
        stations = keepsStations ? new StationNames() : null;
        decoder = new MessageDecoder(interning);
        Counters = [parser.Counter, assembler.Counter, decoder.Counter, stamp.Counter];
    }

    /// <summary>The stages in order.</summary>
    public IReadOnlyList<StageCounter> Counters { get; }

    /// <summary>How many messages wait for the rest of their parts, for at most <see cref="FragmentAssembler.MaxAgeSentences"/> sentences.</summary>
    public int Unfinished => assembler.PendingCount;

    /// <summary>The second of the minute, 0 to 59, that the sender gave with the report read last; <see cref="HeardReport.NoSecond"/> where it gave none, or the message has no such field.</summary>
    /// <remarks>It comes from the ship's satellite receiver, so it tells about the clock of whoever stamped the sentence.</remarks>
    public int UtcSecond { get; private set; } = HeardReport.NoSecond;

    /// <summary>Whether the report read last bears the mark of a merged feed, on whichever of its sentences.</summary>
    public bool IsForwarded => assembler.IsForwarded;

    /// <summary>The station that heard the report read last, as the TAG block or the text behind the checksum of its last sentence tells; null where they do not, or nobody asked for it.</summary>
    public string? Station { get; private set; }

    /// <summary>Reads one line to its first sentence that is not bad; for a line that may hold several, use the other overload until it is empty.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="receivedAt">When it arrived, or null for a recording.</param>
    /// <param name="report">As for the other overload.</param>
    /// <param name="reason">Why it was dropped.</param>
    public ReadResult Read(ReadOnlySpan<byte> line, Instant? receivedAt, out AisReport report, out DropReason reason)
    {
        while (true)
        {
            var result = Read(ref line, receivedAt, out report, out reason);
            if (result != ReadResult.Dropped || line.IsEmpty)
            {
                return result;
            }
        }
    }

    /// <summary>Reads one sentence of a line.</summary>
    /// <param name="line">The line without its end; advanced to the next sentence that stands on it, empty when there is none.</param>
    /// <param name="receivedAt">When it arrived, or null for a recording.</param>
    /// <param name="report">
    /// The report. When it is dropped for <see cref="DropReason.NoPosition"/> it still carries time (where known), sender and static data.
    /// </param>
    /// <param name="reason">Why it was dropped.</param>
    public ReadResult Read(scoped ref ReadOnlySpan<byte> line, Instant? receivedAt, out AisReport report, out DropReason reason)
    {
        if (!parser.TryParse(ref line, out var sentence, out reason))
        {
            report = default;
            return ReadResult.Dropped;
        }

        if (!assembler.TryAssemble(sentence, out var bits, out var sentenceTime, out reason))
        {
            stamp.Note(sentence.Time);
            report = default;
            return reason == DropReason.None ? ReadResult.Pending : ReadResult.Dropped;
        }

        var time = stamp.TimeOf(sentenceTime ?? receivedAt, parser.OwnShipTime);
        if (!decoder.TryDecode(bits, time ?? default, out report, out reason) || !stamp.TryStamp(time, out reason))
        {
            return ReadResult.Dropped;
        }

        UtcSecond = SecondOf(bits);
        Station = stations?.Of(sentence.Source);
        return ReadResult.Report;
    }

    /// <summary>Says that the stream has ended: messages that still miss parts are counted as abandoned.</summary>
    public void Finish() => assembler.Finish();

    /// <summary>ITU-R M.1371-5: bits 137 to 142 of messages 1 to 3, 128 to 133 of 9, 133 to 138 of 18 and 19; 60 and above is no second.</summary>
    private static int SecondOf(in PayloadBits bits)
    {
        var start = bits.MessageType switch
        {
            1 or 2 or 3 => 137,
            9 => 128,
            18 or 19 => 133,
            _ => -1,
        };
        return start > 0 ? HeardReport.SecondOf((uint)bits.Unsigned(start, 6)) : HeardReport.NoSecond;
    }
}
