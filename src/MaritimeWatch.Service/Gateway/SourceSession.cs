using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway.Merging;
using MaritimeWatch.Service.Journal;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Gateway;

/// <summary>What a source gives to the gateway: that the way is open, what came over it, and the reports read from that. Called by any thread of the source.</summary>
/// <param name="runtime">Whose it is.</param>
/// <param name="parts">What all sources share.</param>
internal sealed class SourceSession(SourceRuntime runtime, GatewayParts parts)
{
    private const int ReceiveBytes = 64 * 1024;

    /// <summary>The service's time; for timeouts.</summary>
    public TimeProvider Clock => parts.Clock;

    /// <summary>This moment, as what is received now is stamped.</summary>
    public Instant Now => new(parts.Clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Which clock gives event time: with <see cref="EventTimeSource.TagBlock"/> a report without a time of its own has none.</summary>
    public EventTimeSource EventTime => parts.EventTime;

    /// <summary>The time of a report that tells none, where it was received at <paramref name="receivedAt"/>; null in played traffic.</summary>
    public Instant? Fallback(Instant receivedAt) => runtime.Admission.Fallback(receivedAt);

    /// <summary>The way is open; nothing need have come yet.</summary>
    /// <param name="what">For a person, e.g. <c>connected to 192.0.2.7:10110</c>.</param>
    public void Connected(string what) => runtime.Up(what);

    /// <summary>The way is not open yet, and the source waits for it by itself.</summary>
    /// <param name="what">For a person, e.g. <c>feed.log does not exist yet</c>.</param>
    public void Waiting(string what) => runtime.Idle(what);

    /// <summary>Bytes were received.</summary>
    public void ReceivedBytes(int count) => runtime.Counters.Received(count);

    /// <summary>Somebody who may not send here has tried to.</summary>
    public void TurnAway() => runtime.Counters.TurnAway();

    /// <summary>Somebody who may not send here has tried to, and those who look at the source should know why.</summary>
    /// <param name="what">What <see cref="Connected"/> was told, and the reason.</param>
    public void TurnAway(string what)
    {
        // Whoever sees the count finds the reason.
        runtime.Remark(what);
        TurnAway();
    }

    /// <summary>The way is open as before, and something is wrong with it that should be known, or no longer is: it is logged.</summary>
    /// <param name="what">What <see cref="Connected"/> was told, and what is wrong.</param>
    /// <param name="problem">What is wrong, or null where nothing is any longer.</param>
    public void Remark(string what, string? problem)
    {
        runtime.Remark(what);
        if (problem is null)
        {
            parts.Log.LogInformation("source {Source}: what was wrong is mended", runtime.Name);
        }
        else
        {
            parts.Log.LogError("source {Source}: {Problem}", runtime.Name, problem);
        }
    }

    /// <summary>Where JSON dialects and NMEA of this service share unchanged static data.</summary>
    public StaticReportInterning Interning => parts.Interning;

    /// <summary>Puts the time of a report right and says whether it may be; every reader has each of its reports pass here once before it is handed over.</summary>
    /// <param name="bounds">The reader's own; its counter is one of the reader's stages.</param>
    /// <param name="report">The report.</param>
    /// <param name="receivedAt">When it was received.</param>
    /// <param name="utcSecond">The second of the minute that the ship sent with it, 0 to 59, or <see cref="SourceClock.NoSecond"/>.</param>
    public bool Admits(LiveBounds bounds, ref AisReport report, Instant receivedAt, int utcSecond = SourceClock.NoSecond) =>
        runtime.Admission.Judge(bounds, ref report, receivedAt, utcSecond) == DropReason.None;

    /// <summary>A message that was read tells which station heard it.</summary>
    /// <param name="station">As it tells; null where it does not.</param>
    /// <param name="receivedAt">When it was received.</param>
    /// <returns>The number of the station, to go with its reports.</returns>
    public ushort Heard(string? station, Instant receivedAt) => runtime.Stations.Heard(station, receivedAt);

    /// <summary>The way into the journal for one sender, or null where none is kept.</summary>
    /// <param name="kind">What it sends.</param>
    /// <param name="peer">Who, e.g. <c>192.0.2.7:51234</c>.</param>
    public JournalSource? OpenJournal(JournalKind kind, string peer) => parts.Journal?.Open(kind, $"{runtime.JournalName}/{peer}", parts.EventTime == EventTimeSource.Receipt);

    /// <summary>A sender is being read: its stages count for the source from now on.</summary>
    public void Opened(IReadOnlyList<StageCounter> stages) => runtime.Counters.Opened(stages);

    /// <summary>A sender is read no more.</summary>
    public void Closed(IReadOnlyList<StageCounter> stages) => runtime.Counters.Closed(stages);

    /// <summary>A reader of NMEA 0183 for one sender, kept in the journal. End it with <see cref="CloseNmea"/>.</summary>
    public NmeaStream OpenNmea(string peer)
    {
        var stream = new NmeaStream(parts.Interning, parts.EventTime, OpenJournal(JournalKind.Nmea, peer), runtime.Admission, runtime.Stations);
        Opened(stream.Counters);
        return stream;
    }

    /// <summary>Says that nothing more comes from that sender.</summary>
    public void CloseNmea(NmeaStream stream)
    {
        stream.Finish();
        Closed(stream.Counters);
    }

    /// <summary>Reads NMEA 0183 from a stream of bytes to its end; the sender is slowed where the service is.</summary>
    /// <param name="peer">Who sends.</param>
    /// <param name="receive">Receives some bytes, 0 at the end.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="took">Told that all that was received is taken over, but for so many last bytes that are no whole line yet; for those who can receive it again.</param>
    public async Task ReadNmeaAsync(string peer, Func<Memory<byte>, CancellationToken, ValueTask<int>> receive, CancellationToken cancellation, Action<int>? took = null)
    {
        var stream = OpenNmea(peer);
        try
        {
            var buffer = new byte[ReceiveBytes];
            var reports = new ReportBatch();
            for (var (held, count) = (0, 1); count > 0;)
            {
                count = await receive(buffer.AsMemory(held), cancellation);
                ReceivedBytes(count);
                held = Read(stream, buffer, held + count, isEnd: count == 0, reports);
                await HandOverAsync(reports, cancellation);
                took?.Invoke(held);
            }
        }
        finally
        {
            CloseNmea(stream);
        }
    }

    /// <summary>Hands reports over in order, waiting for room and for the source's rate; for senders that can be slowed. The list is empty afterwards.</summary>
    /// <exception cref="OperationCanceledException">The source is to end; what was not taken is counted as shed.</exception>
    public ValueTask HandOverAsync(ReportBatch reports, CancellationToken cancellation) => reports.Count == 0 ? ValueTask.CompletedTask : runtime.Delivery.HandOverAsync(reports, cancellation);

    /// <summary>Hands reports over as <see cref="HandOverAsync(ReportBatch, CancellationToken)"/> does, for a sender that keeps them until they are durable. The list is empty afterwards.</summary>
    /// <param name="reports">What is handed over.</param>
    /// <param name="durable">The same; told what becomes of each.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">The source is to end; what was not taken is counted as shed.</exception>
    public ValueTask HandOverAsync(ReportBatch reports, DurableReports durable, CancellationToken cancellation) => runtime.Delivery.HandOverAsync(reports, cancellation, durable);

    /// <summary>Stores what is handed over with <see cref="DurableReports"/>; null where nobody waits for the disk.</summary>
    public DurableSettling? OpenSettling() => parts.Tracks is { } tracks ? new DurableSettling(tracks, parts.DoesDiskRefuse, runtime.Balance, report => runtime.Delivery.Forget(report)) : null;

    /// <summary>So many messages more, or less, wait for us to be done with them.</summary>
    public void Unsettled(int change) => runtime.Delivery.HoldUps.ForUs(change);

    /// <summary>Hands reports over in order, shedding what there is no room or rate for; for senders that cannot be slowed. The list is empty afterwards.</summary>
    public void Offer(ReportBatch reports)
    {
        if (reports.Count > 0)
        {
            runtime.Delivery.Offer(reports);
        }
    }

    /// <summary>Reads the whole lines and moves the beginning of the next one to the front; returns its length.</summary>
    private int Read(NmeaStream stream, byte[] buffer, int length, bool isEnd, ReportBatch reports)
    {
        ReadOnlySpan<byte> rest = buffer.AsSpan(0, length);
        stream.Read(ref rest, isEnd, Now, reports);

        // The framer lets no line grow to the size of the buffer, so there is always room to receive.
        rest.CopyTo(buffer);
        return rest.Length;
    }
}
