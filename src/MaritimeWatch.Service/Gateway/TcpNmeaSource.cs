using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Journal;

namespace MaritimeWatch.Service.Gateway;

/// <summary>NMEA 0183 over TCP: senders connect and send; each connection is a stream of its own.</summary>
internal sealed class TcpNmeaSource : IReportSource
{
    private const int ReceiveBytes = 64 * 1024;

    private readonly Socket listener;
    private readonly IngestSettings settings;
    private readonly StaticReportInterning interning;
    private readonly ReportIntake intake;
    private readonly TimeProvider clock;
    private readonly RawJournal? journal;
    private readonly SemaphoreSlim places;

    /// <exception cref="Commands.CommandFailedException">The port is in use.</exception>
    public TcpNmeaSource(IngestSettings settings, StaticReportInterning interning, ReportIntake intake, TimeProvider clock, RawJournal? journal = null)
    {
        this.settings = settings;
        this.interning = interning;
        this.intake = intake;
        this.clock = clock;
        this.journal = journal;
        places = new SemaphoreSlim(settings.MaxTcpConnections);
        listener = SocketBinding.Bind(settings.Address, settings.TcpPort, SocketType.Stream, "NMEA 0183 in");
        listener.Listen();
    }

    public string Name => "nmea-tcp";

    public SourceCounters Counters { get; } = new();

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var connections = new HashSet<Task>();
        try
        {
            while (true)
            {
                // With all places taken, further senders wait in the operating system's queue.
                await places.WaitAsync(cancellation);
                var connection = await AcceptAsync(cancellation);
                connections.RemoveWhere(done => done.IsCompleted);
                connections.Add(ServeAsync(connection, cancellation));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Task.WhenAll(connections);
        }
    }

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Socket> AcceptAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await listener.AcceptAsync(cancellation);
            }
            catch (SocketException)
            {
                // The sender went away before it was accepted, or descriptors ran out for a moment.
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellation);
            }
        }
    }

    private async Task ServeAsync(Socket connection, CancellationToken cancellation)
    {
        var stream = new NmeaStream(interning, settings.EventTime, journal?.Open(JournalKind.Nmea, $"tcp/{connection.RemoteEndPoint}", settings.EventTime == EventTimeSource.Receipt));
        Counters.Opened(stream.Counters);
        try
        {
            await ReadAsync(connection, stream, cancellation);
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException)
        {
            // The sender broke off, or the service stops: what arrived is read, the rest never came.
        }
        finally
        {
            stream.Finish();
            Counters.Closed(stream.Counters);
            connection.Dispose();
            places.Release();
        }
    }

    private async Task ReadAsync(Socket connection, NmeaStream stream, CancellationToken cancellation)
    {
        var buffer = new byte[ReceiveBytes];
        var reports = new List<AisReport>();
        var held = 0;
        while (true)
        {
            var count = await connection.ReceiveAsync(buffer.AsMemory(held), SocketFlags.None, cancellation);
            Counters.Received(count);
            held = Take(buffer, held + count, isEnd: count == 0, stream, reports);
            foreach (var report in reports)
            {
                await intake.HandOverAsync(report, cancellation);
            }

            reports.Clear();
            if (count == 0)
            {
                return;
            }
        }
    }

    /// <summary>Reads the whole lines and moves the beginning of the next one to the front; returns its length.</summary>
    private int Take(byte[] buffer, int length, bool isEnd, NmeaStream stream, List<AisReport> reports)
    {
        ReadOnlySpan<byte> rest = buffer.AsSpan(0, length);
        stream.Read(ref rest, isEnd, new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()), reports);

        // The framer lets no line grow to the size of the buffer, so there is always room to receive.
        rest.CopyTo(buffer);
        return rest.Length;
    }
}
