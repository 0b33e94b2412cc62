using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>The straight line from a line of text to a report: Parse, Assemble, Decode, Stamp. One per stream and thread.</summary>
/// <remarks>Allocates nothing per position report; static data is interned.</remarks>
public sealed class NmeaReportReader
{
    private readonly SentenceParser parser = new();
    private readonly FragmentAssembler assembler = new();
    private readonly MessageDecoder decoder;
    private readonly ReportStamp stamp = new();

    /// <summary>A reader at the start of a stream.</summary>
    /// <param name="interning">Where unchanged static data becomes one instance; may be shared between readers.</param>
    public NmeaReportReader(StaticReportInterning interning)
    {
        decoder = new MessageDecoder(interning);
        Counters = [parser.Counter, assembler.Counter, decoder.Counter, stamp.Counter];
    }

    /// <summary>The stages in order.</summary>
    public IReadOnlyList<StageCounter> Counters { get; }

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="receivedAt">When it arrived, or null for a recording.</param>
    /// <param name="report">
    /// The report. When it is dropped for <see cref="DropReason.NoPosition"/> it still carries time (where known), sender and static data.
    /// </param>
    /// <param name="reason">Why it was dropped.</param>
    public ReadResult Read(ReadOnlySpan<byte> line, Instant? receivedAt, out AisReport report, out DropReason reason)
    {
        report = default;
        if (!parser.TryParse(line, out var sentence, out reason))
        {
            return ReadResult.Dropped;
        }

        if (!assembler.TryAssemble(sentence, out var bits, out var sentenceTime, out reason))
        {
            stamp.Note(sentence.Time);
            return reason == DropReason.None ? ReadResult.Pending : ReadResult.Dropped;
        }

        if (!decoder.TryDecode(bits, out report, out reason))
        {
            stamp.Note(sentenceTime ?? receivedAt);
            if (reason == DropReason.NoPosition)
            {
                stamp.SetTime(sentenceTime ?? receivedAt, ref report);
            }

            return ReadResult.Dropped;
        }

        return stamp.TryStamp(sentenceTime, receivedAt, ref report, out reason) ? ReadResult.Report : ReadResult.Dropped;
    }

    /// <summary>Says that the stream has ended: messages that still miss parts are counted as abandoned.</summary>
    public void Finish() => assembler.Finish();
}
