using System.Buffers;
using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;

namespace MaritimeWatch.Service.Outbound;

/// <summary>The merged feed as NMEA 0183 over TCP, a TAG block with station, time and mark before each sentence: whoever connects hears what comes from then on.</summary>
/// <remarks>Reports are written once for all readers. A reader that falls behind is cut; nobody waits for it.</remarks>
internal sealed class NmeaOut : IReportOutput, IAsyncDisposable
{
    private const int ReportsInOneBlock = 256;

    private readonly NmeaOutSettings settings;
    private readonly TimeProvider clock;
    private readonly Func<AisReport, string?>? stationOf;
    private readonly TagNames names = new();
    private readonly Socket listener;
    private readonly WaitingReports waiting = new();
    private readonly Lock gate = new();
    private readonly HashSet<NmeaReader> readers = [];

    /// <param name="settings">Where, for whom, and what this service is called.</param>
    /// <param name="clock">The service's time.</param>
    /// <param name="stationOf">The station that heard a report first, or null where it is not known; null where nobody knows.</param>
    /// <exception cref="Commands.CommandFailedException">The port is in use.</exception>
    public NmeaOut(NmeaOutSettings settings, TimeProvider clock, Func<AisReport, string?>? stationOf = null)
    {
        (this.settings, this.clock, this.stationOf) = (settings, clock, stationOf);
        listener = SocketBinding.Bind(settings.Address, settings.Port, SocketType.Stream, "NMEA 0183 out");
        listener.Listen();
    }

    public OutCounters Counters { get; } = new();

    /// <summary>Reports left out because the writing of sentences was behind.</summary>
    public long Shed => waiting.Shed;

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>Those who are connected.</summary>
    public int Readers
    {
        get
        {
            lock (gate)
            {
                return readers.Count;
            }
        }
    }

    /// <inheritdoc/>
    public void Offer(in AisReport report)
    {
        if (Readers > 0)
        {
            waiting.Offer(report);
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => Halves.RunAsync(cancellation, AcceptAsync, WriteAsync);

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        foreach (var reader in Connected())
        {
            await reader.DisposeAsync();
        }
    }

    private async Task AcceptAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var connection = await SocketBinding.AcceptAsync(listener, clock, cancellation);
                if (Readers >= settings.MaxClients)
                {
                    connection.Dispose();
                    continue;
                }

                var reader = new NmeaReader(connection, settings.BufferedKibibytes * 1_024L);
                lock (gate)
                {
                    readers.Add(reader);
                }

                _ = ServeAsync(reader);
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task ServeAsync(NmeaReader reader)
    {
        await reader.RunAsync();
        lock (gate)
        {
            readers.Remove(reader);
        }

        await reader.DisposeAsync();
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        var encoder = new AisEncoder(new AisEncoderOptions(Source: settings.Station, Remark: ForwardedMark.Text, HasSeconds: false));
        var lines = new ArrayBufferWriter<byte>();
        try
        {
            while (await waiting.Reader.WaitToReadAsync(cancellation))
            {
                var count = 0;
                while (count < ReportsInOneBlock && waiting.Reader.TryRead(out var report))
                {
                    encoder.Source = names.Of(stationOf?.Invoke(report)) ?? settings.Station;
                    ReportSentences.Write(encoder, report, lines);
                    count++;
                }

                var block = lines.WrittenSpan.ToArray();
                lines.ResetWrittenCount();
                Counters.CountSent(count);
                foreach (var reader in Connected())
                {
                    if (!reader.TryAdd(block))
                    {
                        Counters.CountCut();
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private NmeaReader[] Connected()
    {
        lock (gate)
        {
            return [.. readers];
        }
    }
}
