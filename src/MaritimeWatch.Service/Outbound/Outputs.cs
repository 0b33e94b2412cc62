using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Outbound;

/// <summary>Everything that goes out beside the API, as configured.</summary>
internal sealed class Outputs : IAsyncDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly TimeProvider clock;
    private readonly ILogger logger;

    /// <exception cref="Commands.CommandFailedException">A port is in use.</exception>
    public Outputs(OutboundSettings settings, SqliteStore store, AlertFeed feed, TimeProvider clock, ILogger logger, Func<AisReport, string?>? stationOf = null)
    {
        (this.clock, this.logger) = (clock, logger);
        Nmea = settings.Nmea.Port >= 0 ? new NmeaOut(settings.Nmea, clock, stationOf) : null;
        Mqtt = settings.Mqtt.Server is not null ? new MqttOut(settings.Mqtt, store, feed, clock, logger) : null;
        Feed = new MergedFeed([.. new IReportOutput?[] { Nmea, Mqtt }.OfType<IReportOutput>()]);
    }

    /// <summary>NMEA over TCP, or null.</summary>
    public NmeaOut? Nmea { get; }

    /// <summary>The broker, or null.</summary>
    public MqttOut? Mqtt { get; }

    /// <summary>Takes every report that goes out.</summary>
    public MergedFeed Feed { get; }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(KeepAsync("NMEA", Nmea is null ? null : Nmea.RunAsync, cancellation), KeepAsync("MQTT", Mqtt is null ? null : Mqtt.RunAsync, cancellation));

        // Where nothing is configured there is nothing to end.
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>What goes wrong with an output ends neither the service nor the output.</summary>
    private async Task KeepAsync(string name, Func<CancellationToken, Task>? run, CancellationToken cancellation)
    {
        while (run is not null && !cancellation.IsCancellationRequested)
        {
            try
            {
                await run(cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                logger.LogError(failure, "outbound: {Output} failed and is begun again", name);
                await Task.Delay(AfterFailure, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public ValueTask DisposeAsync() => Nmea?.DisposeAsync() ?? ValueTask.CompletedTask;
}
