using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Live;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Journal;

namespace MaritimeWatch.Service.Gateway;

/// <summary>One sender's messages into reports, kept in the journal and held to the bounds of event time. Of one thread at a time.</summary>
internal sealed class MessageStream : IDisposable
{
    private readonly LiveReportReader reader;
    private readonly LiveBounds bounds = new();
    private readonly SourceSession session;
    private readonly JournalSource? journal;
    private readonly IReadOnlyList<StageCounter> stages;
    private readonly List<HeardReport> read = [];

    /// <param name="session">Whose it is.</param>
    /// <param name="payload">What the messages hold.</param>
    /// <param name="peer">Who sends them, for the journal.</param>
    public MessageStream(SourceSession session, LivePayload payload, string peer)
    {
        this.session = session;
        reader = new LiveReportReader(payload, session.Interning);
        journal = session.OpenJournal(payload == LivePayload.Nmea ? JournalKind.Nmea : JournalKind.Json, peer);
        session.Opened(stages = [.. reader.Counters, bounds.Counter]);
    }

    /// <summary>Reads one message.</summary>
    /// <param name="topic">The topic it came under; may be empty.</param>
    /// <param name="message">What it holds.</param>
    /// <param name="reports">Gets its reports, behind those that it has.</param>
    /// <returns>Why something of it was dropped, or <see cref="DropReason.None"/>.</returns>
    public DropReason Read(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> message, ReportBatch reports)
    {
        var receivedAt = session.Now;
        session.ReceivedBytes(message.Length);
        journal?.AddLines(message, receivedAt, journal.Kind == JournalKind.Json ? topic : default);
        read.Clear();
        var problem = reader.Read(topic, message, session.Fallback(receivedAt), read);
        foreach (var heard in read)
        {
            var report = heard.Report;
            if (session.Admits(bounds, ref report, receivedAt, heard.UtcSecond))
            {
                journal?.Note(report.Time);
                reports.Add(report, session.Heard(heard.Station, receivedAt), heard.IsForwarded);
            }
        }

        journal?.HandOver();
        return problem;
    }

    /// <summary>A message was too large to be held.</summary>
    public void DropTooLarge(int bytes)
    {
        session.ReceivedBytes(bytes);
        reader.DropTooLarge();
    }

    public void Dispose()
    {
        reader.Finish();
        journal?.Dispose();
        session.Closed(stages);
    }
}
