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
    private readonly JournalSource? journal;
    private readonly SourceAdmission admission;
    private readonly SourceStations? stations;

    /// <param name="interning">Where unchanged static data becomes one instance.</param>
    /// <param name="eventTime">Which clock gives event time.</param>
    /// <param name="journal">Keeps every line as received, or null.</param>
    /// <param name="admission">Puts times right and holds them to the bounds; null for a clock of its own.</param>
    /// <param name="stations">Told of the stations that sentences name, or null.</param>
    public NmeaStream(
        StaticReportInterning interning, EventTimeSource eventTime, JournalSource? journal = null, SourceAdmission? admission = null, SourceStations? stations = null)
    {
        this.admission = admission ?? new SourceAdmission(eventTime, new SourceClock());
        (this.stations, this.journal) = (stations, journal);
        reader = new NmeaReportReader(interning, keepsStations: stations is not null);
        Counters = [framer.Counter, .. reader.Counters, bounds.Counter];
    }

    /// <summary>The stages in order.</summary>
    public IReadOnlyList<StageCounter> Counters { get; }

    /// <summary>Reads all whole lines at the front of <paramref name="bytes"/>, which is advanced past them.</summary>
    /// <param name="bytes">What was received and not yet read.</param>
    /// <param name="isEnd">Whether a last line without an end counts: the end of a datagram or a connection.</param>
    /// <param name="receivedAt">When.</param>
    /// <param name="reports">Gets the reports.</param>
    public void Read(ref ReadOnlySpan<byte> bytes, bool isEnd, Instant receivedAt, ReportBatch reports)
    {
        var fallback = admission.Fallback(receivedAt);
        while (framer.TryReadLine(ref bytes, isEnd, out var line))
        {
            journal?.Add(line, receivedAt);

            // Where line ends were lost, a line holds several sentences.
            while (!line.IsEmpty)
            {
                // Played traffic has its own time; the analyser's stream clock tells there what is from the future.
                if (reader.Read(ref line, fallback, out var report, out _) == ReadResult.Report
                    && admission.Judge(bounds, ref report, receivedAt, reader.UtcSecond) == DropReason.None)
                {
                    reports.Add(report, stations?.Heard(reader.Station, receivedAt) ?? ReportBatch.NoStation, reader.IsForwarded);
                    journal?.Note(report.Time);
                }
            }
        }

        journal?.TooLongSoFar(framer.Counter.DroppedFor(DropReason.LineTooLong));
        journal?.HandOver();
    }

    /// <summary>Says that nothing follows.</summary>
    public void Finish()
    {
        reader.Finish();
        journal?.Dispose();
    }
}
