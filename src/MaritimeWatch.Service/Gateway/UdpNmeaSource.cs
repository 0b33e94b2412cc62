using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Journal;

namespace MaritimeWatch.Service.Gateway;

/// <summary>NMEA 0183 over UDP: a datagram is one or more whole sentences; each sending endpoint is a stream of its own.</summary>
internal sealed class UdpNmeaSource : IReportSource
{
    private const int LargestDatagramBytes = 65_535;
    private const int SocketBufferBytes = 4 << 20;

    private readonly Socket socket;
    private readonly IngestSettings settings;
    private readonly StaticReportInterning interning;
    private readonly ReportIntake intake;
    private readonly TimeProvider clock;
    private readonly RawJournal? journal;
    private readonly Dictionary<SocketAddress, Sender> senders = [];
    private readonly List<AisReport> reports = [];

    /// <exception cref="Commands.CommandFailedException">The port is in use.</exception>
    public UdpNmeaSource(IngestSettings settings, StaticReportInterning interning, ReportIntake intake, TimeProvider clock, RawJournal? journal = null)
    {
        this.settings = settings;
        this.interning = interning;
        this.intake = intake;
        this.clock = clock;
        this.journal = journal;
        socket = SocketBinding.Bind(settings.Address, settings.UdpPort, SocketType.Dgram, "NMEA 0183 in");
        socket.ReceiveBufferSize = SocketBufferBytes;
    }

    public string Name => "nmea-udp";

    public SourceCounters Counters { get; } = new();

    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var buffer = new byte[LargestDatagramBytes];
        var from = new SocketAddress(socket.AddressFamily);
        try
        {
            while (true)
            {
                var length = await ReceiveAsync(buffer, from, cancellation);
                if (length >= 0)
                {
                    Read(buffer.AsSpan(0, length), from);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            foreach (var sender in senders.Values)
            {
                Forget(sender);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<int> ReceiveAsync(byte[] buffer, SocketAddress from, CancellationToken cancellation)
    {
        try
        {
            return await socket.ReceiveFromAsync(buffer, SocketFlags.None, from, cancellation);
        }
        catch (SocketException)
        {
            // An ICMP answer to something else; it belongs to no datagram.
            return -1;
        }
    }

    private void Read(ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        Counters.Received(datagram.Length);
        var stream = StreamOf(from);
        stream.Read(ref datagram, isEnd: true, new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()), reports);
        foreach (var report in reports)
        {
            intake.Offer(report);
        }

        reports.Clear();
    }

    /// <summary>The sender's stream, so that a sentence's parts are never put together from two senders.</summary>
    private NmeaStream StreamOf(SocketAddress from)
    {
        if (senders.TryGetValue(from, out var known))
        {
            known.LastHeard = clock.GetTimestamp();
            return known.Stream;
        }

        if (senders.Count >= settings.MaxUdpSenders)
        {
            var silent = senders.MinBy(sender => sender.Value.LastHeard);
            senders.Remove(silent.Key);
            Forget(silent.Value);
        }

        // The key is a copy: the address object is written over by the next datagram.
        var key = new SocketAddress(from.Family, from.Size);
        from.Buffer.Span[..from.Size].CopyTo(key.Buffer.Span);
        var origin = $"udp/{((IPEndPoint)socket.LocalEndPoint!).Create(from)}";
        var kept = journal?.Open(JournalKind.Nmea, origin, settings.EventTime == EventTimeSource.Receipt);
        var sender = new Sender(new NmeaStream(interning, settings.EventTime, kept)) { LastHeard = clock.GetTimestamp() };
        senders.Add(key, sender);
        Counters.Opened(sender.Stream.Counters);
        return sender.Stream;
    }

    private void Forget(Sender sender)
    {
        sender.Stream.Finish();
        Counters.Closed(sender.Stream.Counters);
    }

    private sealed class Sender(NmeaStream stream)
    {
        public NmeaStream Stream => stream;

        public long LastHeard { get; set; }
    }
}
