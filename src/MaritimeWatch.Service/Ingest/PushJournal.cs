using MaritimeWatch.Ais;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Journal;

namespace MaritimeWatch.Service.Ingest;

/// <summary>What one call pushes, kept as it was pushed: sentences as lines, structured reports as the bytes of their message.</summary>
internal sealed class PushJournal(RawJournal journal, string origin, bool isReceiptTime) : IDisposable
{
    private JournalSource? lines;
    private JournalSource? reports;
    private JournalSource? json;

    /// <summary>Adds one report.</summary>
    /// <param name="pushed">As it was pushed.</param>
    /// <param name="receivedAt">When.</param>
    /// <param name="read">What was read from it.</param>
    public void Add(PushedReport pushed, Instant receivedAt, ReadOnlySpan<HeardReport> read)
    {
        JournalSource source;
        if (pushed.ReportCase == PushedReport.ReportOneofCase.NmeaLine)
        {
            source = lines ??= journal.Open(JournalKind.Nmea, origin, isReceiptTime);
            source.AddLines(pushed.NmeaLine.Span, receivedAt);
        }
        else
        {
            source = reports ??= journal.Open(JournalKind.Reports, origin, isReceiptTime);
            var mmsi = pushed.Position?.Mmsi ?? pushed.StaticData?.Mmsi ?? 0;
            source.Add(
                System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($"{{\"mmsi\":{mmsi},\"pushedReport\":\"{Convert.ToBase64String(Google.Protobuf.MessageExtensions.ToByteArray(pushed))}\"}}")), receivedAt);
        }

        foreach (ref readonly var heard in read)
        {
            source.Note(heard.Report.Time);
        }
    }

    /// <summary>Adds a line as it was pushed.</summary>
    /// <param name="kind">NMEA 0183, or a record of JSON.</param>
    /// <param name="line">The line; a record may span several.</param>
    /// <param name="receivedAt">When.</param>
    /// <param name="read">What was read from it.</param>
    public void Add(JournalKind kind, ReadOnlySpan<byte> line, Instant receivedAt, ReadOnlySpan<HeardReport> read)
    {
        var source = kind == JournalKind.Nmea ? lines ??= journal.Open(kind, origin, isReceiptTime) : json ??= journal.Open(kind, origin, isReceiptTime);
        source.AddLines(line, receivedAt);
        foreach (ref readonly var heard in read)
        {
            source.Note(heard.Report.Time);
        }
    }

    /// <summary>Hands what was added to the journal.</summary>
    public void HandOver()
    {
        lines?.HandOver();
        reports?.HandOver();
        json?.HandOver();
    }

    public void Dispose()
    {
        lines?.Dispose();
        reports?.Dispose();
        json?.Dispose();
    }
}
