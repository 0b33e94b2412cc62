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

    /// <summary>The station of the last message, where it tells.</summary>
    public string? Station => reader.Station;

    /// <summary>Reads one message.</summary>
    /// <param name="topic">The topic it came under; may be empty.</param>
    /// <param name="message">What it holds.</param>
    /// <param name="reports">Gets its reports, behind those that it has.</param>
    /// <returns>Why something of it was dropped, or <see cref="DropReason.None"/>.</returns>
    public DropReason Read(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> message, List<HeardReport> reports)
    {
        var receivedAt = session.Now;
        session.ReceivedBytes(message.Length);
        journal?.AddLines(message, receivedAt, journal.Kind == JournalKind.Json ? topic : default);
        var first = reports.Count;
        var problem = reader.Read(topic, message, session.Fallback(receivedAt), reports);
        var kept = first;
        for (var at = first; at < reports.Count; at++)
        {
            var heard = reports[at];
            var report = heard.Report;
            if (session.Admits(bounds, ref report, receivedAt, heard.UtcSecond))
            {
                journal?.Note(report.Time);
                reports[kept++] = heard with { Report = report };
            }
        }

        reports.RemoveRange(kept, reports.Count - kept);
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
