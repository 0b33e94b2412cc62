namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>NMEA 0183 from a serial line. A device that is unplugged is opened again when it is back.</summary>
internal sealed class SerialSource(SerialOptions options) : IReportSource
{
    /// <summary>At 115,200 bits a second 600 bytes come meanwhile; the line's buffer holds 4,096.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private SerialLine? line;

    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        line = SerialLine.Open(options.Device, options.BaudRate);
        session.Connected($"reading {options.Device} at {options.BaudRate} bits a second");
        await session.ReadNmeaAsync(options.Device, (buffer, stopping) => ReceiveAsync(line, buffer, session.Clock, stopping), cancellation);
        throw new SourceFailedException($"the device {options.Device} is gone");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        line?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask<int> ReceiveAsync(SerialLine line, Memory<byte> buffer, TimeProvider clock, CancellationToken cancellation)
    {
        while (true)
        {
            if (line.Read(buffer.Span) is { } count)
            {
                return count;
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }
}
