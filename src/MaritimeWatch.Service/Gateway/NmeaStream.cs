using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway.Merging;
using MaritimeWatch.Service.Journal;

namespace MaritimeWatch.Service.Gateway;

/// <summary>One sender's bytes into reports: Frame, Parse, Assemble, Decode, Stamp. Of one thread at a time.</summary>
internal sealed class NmeaStream
{
    private readonly LineFramer framer = new();
    private readonly NmeaReportReader reader;
    private readonly LiveBounds bounds = new();
    private readonly EventTimeSource eventTime;
    private readonly JournalSource? journal;
    private readonly SourceClock? clock;

    /// <param name="interning">Where unchanged static data becomes one instance.</param>
    /// <param name="eventTime">Which clock gives event time.</param>
    /// <param name="journal">Keeps every line as received, or null.</param>
    /// <param name="clock">Puts times right, or null; of live traffic alone.</param>
    public NmeaStream(StaticReportInterning interning, EventTimeSource eventTime, JournalSource? journal = null, SourceClock? clock = null)
    {
        this.clock = clock;
        this.eventTime = eventTime;
        this.journal = journal;
        reader = new NmeaReportReader(interning);
        Counters = [framer.Counter, .. reader.Counters, bounds.Counter];
    }

    /// <summary>The stages in order.</summary>
    public IReadOnlyList<StageCounter> Counters { get; }

    /// <summary>Reads all whole lines at the front of <paramref name="bytes"/>, which is advanced past them.</summary>
    /// <param name="bytes">What was received and not yet read.</param>
    /// <param name="isEnd">Whether a last line without an end counts: the end of a datagram or a connection.</param>
    /// <param name="receivedAt">When.</param>
    /// <param name="reports">Gets the reports.</param>
    public void Read(ref ReadOnlySpan<byte> bytes, bool isEnd, Instant receivedAt, List<HeardReport> reports)
    {
        Instant? fallback = eventTime == EventTimeSource.Receipt ? receivedAt : null;
        while (framer.TryReadLine(ref bytes, isEnd, out var line))
        {
            journal?.Add(line, receivedAt);

            // Where line ends were lost, a line holds several sentences.
            while (!line.IsEmpty)
            {
                // Played traffic has its own time; the analyser's stream clock tells there what is from the future.
                if (reader.Read(ref line, fallback, out var report, out _) == ReadResult.Report
                    && (eventTime == EventTimeSource.TagBlock || Admits(ref report, receivedAt)))
                {
                    reports.Add(new HeardReport(report, reader.UtcSecond, reader.IsForwarded));
                    journal?.Note(report.Time);
                }
            }
        }

        journal?.TooLongSoFar(framer.Counter.DroppedFor(DropReason.LineTooLong));
        journal?.HandOver();
    }

    private bool Admits(ref Domain.Vessels.AisReport report, Instant receivedAt)
    {
        clock?.Correct(ref report, receivedAt, reader.UtcSecond);
        return bounds.Admits(report.Time, receivedAt);
    }

    /// <summary>Says that nothing follows.</summary>
    public void Finish()
    {
        reader.Finish();
        journal?.Dispose();
    }
}
