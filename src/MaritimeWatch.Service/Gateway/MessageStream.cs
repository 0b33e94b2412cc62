using MaritimeWatch.Ais.Live;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
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
    private readonly List<AisReport> read = [];
    private byte[] line = [];

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
        Keep(topic, message, receivedAt);
        read.Clear();
        var problem = reader.Read(topic, message, session.Fallback(receivedAt), read);
        var isForwarded = ForwardedMark.IsIn(message);
        for (var at = 0; at < read.Count; at++)
        {
            var report = read[at];
            if (session.Admits(bounds, ref report, receivedAt, reader.UtcSeconds[at]))
            {
                journal?.Note(report.Time);
                reports.Add(report, session.Heard(reader.Stations[at], receivedAt));
                if (isForwarded)
                {
                    session.NoteForwarded(report);
                }
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

    /// <summary>Into the journal line by line; JSON behind its topic, where that tells the sender.</summary>
    private void Keep(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> message, Instant receivedAt)
    {
        if (journal is null)
        {
            return;
        }

        foreach (var range in message.SplitAny((byte)'\n', (byte)'\r'))
        {
            var text = message[range];
            if (text.IsEmpty)
            {
                continue;
            }

            if (journal.Kind == JournalKind.Json && !topic.IsEmpty)
            {
                var length = topic.Length + 1 + text.Length;
                line = line.Length < length ? new byte[length * 2] : line;
                topic.CopyTo(line);
                line[topic.Length] = (byte)' ';
                text.CopyTo(line.AsSpan(topic.Length + 1));
                text = line.AsSpan(0, length);
            }

            journal.Add(text, receivedAt);
        }
    }
}
