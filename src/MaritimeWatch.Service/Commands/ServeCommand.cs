using System.CommandLine;
using System.Runtime.InteropServices;
using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Influx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>serve</c>: feeds in, alerts out, until it is told to stop.</summary>
internal static class ServeCommand
{
    private const int ProblemsShown = 20;

    private static readonly Option<string?> Config = new("--config") { Description = "JSON file with the settings; without it, the defaults", HelpName = "FILE" };

    private static readonly Option<string[]> Assets = new("--assets")
    {
        Description = "GeoJSON of charted assets and context areas; replaces those of the settings", HelpName = "FILE", AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Store = new("--store") { Description = "database file; made where it does not exist", HelpName = "FILE" };

    private static readonly Option<EventTimeSource?> EventTime = new("--event-time")
    {
        Description = "Receipt for live feeds; TagBlock for recorded traffic that is played into the service",
    };

    public static Command Create()
    {
        var command = new Command(
            "serve",
            """
            The service: NMEA 0183 in over TCP and UDP (10110), alerts out over gRPC (5081) and HTTP (5080).

            Examples:
              maritimewatch serve --assets assets.geojson
              maritimewatch serve --config /etc/maritimewatch.json
              MARITIMEWATCH__Http__Port=8080 maritimewatch serve --assets assets.geojson

            Stops on SIGTERM or Ctrl-C after what was received is analysed and logged.
            """)
        {
            Config, Assets, Store, EventTime,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var settings = SettingsReader.Read(parsed.GetValue(Config), Flags(parsed));
        var reading = settings.Assets.Length == 0 ? new ChartReading(Chart.Empty, []) : ChartFiles.Load(settings.Assets);
        foreach (var problem in reading.Problems.Take(ProblemsShown))
        {
            await Console.Error.WriteLineAsync($"maritimewatch: not used: {AlertText.Clean(problem.ToString())}");
        }

        if (reading.Problems.Length > ProblemsShown)
        {
            await Console.Error.WriteLineAsync($"maritimewatch: not used: {reading.Problems.Length - ProblemsShown} more features");
        }

        // The banner says where the service listens; of the web server only what goes wrong is of interest.
        using var loggers = LoggerFactory.Create(logging => logging.AddFilter("Microsoft", LogLevel.Warning).AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
            console.UseUtcTimestamp = true;
        }).Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));

        using var terminated = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            terminated.Cancel();
        });

        await using var host = await StartAsync(settings, AssetIndex.Build(reading.Chart), loggers, terminated.Token);
        using var onHangUp = FollowConfiguration(host, parsed);
        await Console.Error.WriteLineAsync(Banner(host, settings, reading));
        var ended = await Task.WhenAny(host.Ended, Task.Delay(Timeout.Infinite, terminated.Token)) == host.Ended;
        if (ended)
        {
            // A part has failed: its exception is the reason.
            await host.Ended;
        }

        await Console.Error.WriteLineAsync("stopping: what was received is being logged");
        await host.StopAsync();
        return interrupted.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    /// <summary>Starts the service as soon as its store can be opened. One that is in use belongs to a service that runs already.</summary>
    private static async Task<ServiceHost> StartAsync(ServiceSettings settings, AssetIndex index, ILoggerFactory loggers, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await ServiceHost.StartAsync(settings, index, TimeProvider.System, loggers, cancellation);
            }
            catch (CommandFailedException failed) when (failed.InnerException is StoreException { Fault: not StoreFault.InUse } failure)
            {
                await StandIn.ServeAsync(settings, failure, TimeProvider.System, loggers, cancellation);
            }
        }
    }

    /// <summary>Sources come and go with the configuration file: when it changes, and on SIGHUP.</summary>
    private static PosixSignalRegistration? FollowConfiguration(ServiceHost host, ParseResult parsed)
    {
        if (parsed.GetValue(Config) is not { } file)
        {
            return null;
        }

        var reload = host.Follow(Path.GetFullPath(file), () => SettingsReader.Read(file, Flags(parsed)));
        return PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            reload.Reload();
        });
    }

    private static IEnumerable<KeyValuePair<string, string?>> Flags(ParseResult parsed)
    {
        // Paths on the command line are relative to where it was typed.
        var assets = parsed.GetValue(Assets) ?? [];
        for (var index = 0; index < assets.Length; index++)
        {
            yield return new($"Assets:{index}", Path.GetFullPath(assets[index]));
        }

        yield return new("Store:Path", parsed.GetValue(Store) is { } store ? Path.GetFullPath(store) : null);
        yield return new("Ingest:EventTime", parsed.GetValue(EventTime)?.ToString());
    }

    private static string Banner(ServiceHost host, ServiceSettings settings, ChartReading reading) =>
        $"""
        MaritimeWatch is running
          traffic in   NMEA 0183 on {settings.Ingest.Address}, {Port("TCP", host.TcpPort)}, {Port("UDP", host.UdpPort)}{(settings.Sources.Count == 0 ? "" : $"; {settings.Sources.Count} configured {(settings.Sources.Count == 1 ? "source" : "sources")}")}
          alerts out   gRPC {host.GrpcAddress.Authority}   HTTP {host.HttpAddress.Authority}
          console      {(host.HasConsole ? $"{host.HttpAddress}" : "not built into this program")}
          access       {(host.Gate.IsOpen ? "open to everybody on this machine: name credentials under Access in the configuration" : "credentials are required")}{(host.Gate.HasTls ? ", TLS" : "")}
          charted      {reading.Chart.Assets.Length} assets, {reading.Chart.Areas.Length} context areas{(reading.Chart.Assets.IsEmpty ? "; nothing will be flagged: give --assets" : "")}
          store        {host.Store.Path}, {host.Feed.HighWater} alert events, {host.Replayed} reports of the last {settings.Store.ReplayWindow.TotalHours:0.#} h replayed{(host.Store.Tracks is InfluxTrackStore influx ? $"; tracks in the InfluxDB at {influx.Place}{(influx.Sender!.IsAway ? ", which is away" : "")}" : "")}
        """;

    private static string Port(string protocol, int port) => port < 0 ? $"no {protocol}" : $"{protocol} {port}";
}
