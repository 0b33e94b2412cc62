using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Simulator.Playback;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>demo</c>: the main job with nothing else installed. The real service, its own store, a bundled day played into its own port.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan StatusInterval = TimeSpan.FromMilliseconds(250);

    private static readonly Option<double?> For = new("--for") { Description = "end after so many seconds; without it, at the end of the day", HelpName = "SECONDS" };

    private static readonly Option<double> Speed = new("--speed") { Description = "times as fast as it happened", HelpName = "N", DefaultValueFactory = _ => 1200 };

    public static Command Create()
    {
        var command = new Command(
            "demo",
            """
            Starts the service with a store of its own, plays a bundled day in the southern North Sea into it as NMEA 0183, and prints every alert
            as it is raised. Nothing else needs to be installed or configured, and nothing is left behind.

            Examples:
              maritimewatch demo
              maritimewatch demo --speed 2000
              maritimewatch demo --for 60        then, in a second terminal: maritimewatch alerts --watch
            """)
        {
            For, Speed,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Speed) is not null && result.GetValue(Speed) is not (>= 1 and <= 100_000))
            {
                result.AddError("--speed must be between 1 and 100000");
            }

            if (result.GetResult(For) is not null && result.GetValue(For) is not (> 0 and <= 86_400))
            {
                result.AddError("--for must be between 0 and 86400 seconds");
            }
        });
        command.SetAction((parsed, interrupted) => RunAsync(parsed.GetValue(For), parsed.GetValue(Speed), interrupted));
        return command;
    }

    private static async Task<int> RunAsync(double? seconds, double speed, CancellationToken interrupted)
    {
        var folder = Directory.CreateTempSubdirectory("maritimewatch-demo-");
        try
        {
            var reading = ChartFiles.Load(DemoFiles.Assets);
            var terminal = new LiveTerminal();
            await using var host = await StartAsync(folder.FullName, AssetIndex.Build(reading.Chart), terminal, interrupted);
            terminal.WriteLine(Banner(host, speed, reading.Chart.Assets.Length));
            return await PlayAsync(host, seconds, speed, terminal, interrupted);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> PlayAsync(ServiceHost host, double? seconds, double speed, LiveTerminal terminal, CancellationToken interrupted)
    {
        var started = Stopwatch.GetTimestamp();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        if (seconds is { } limit)
        {
            ending.CancelAfter(TimeSpan.FromSeconds(limit));
        }

        using var watching = new CancellationTokenSource();
        var shown = new AlertDigest();
        var style = TerminalStyle.OfOutput();
        using var watcher = new AlertWatcher(host.GrpcAddress, TextWriter.Null);
        var watch = watcher.RunAsync(
            0,
            goOn: true,
            alert =>
            {
                if (shown.IsNews(alert))
                {
                    terminal.WriteLine(AlertText.Format(alert, style));
                }
            },
            watching.Token);

        await using var sink = new TcpLineSink("127.0.0.1", host.TcpPort, TimeProvider.System, terminal.Notice);
        await using var recording = File.OpenRead(DemoFiles.Traffic);
        var player = new RecordingPlayer(sink, speed, TimeProvider.System);
        var playing = player.PlayAsync(new RecordingReader(recording).Lines(), ending.Token);
        var isWhole = await FollowAsync(host, player, playing, watch, terminal, ending.Token);

        // Also after Ctrl-C: what was sent is judged and shown before the summary. A second Ctrl-C ends the process.
        await sink.DisposeAsync();
        await host.EndRecordingAsync(TimeProvider.System, CancellationToken.None);
        while (shown.LastSequence < host.Feed.HighWater && !watch.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }

        await watching.CancelAsync();
        terminal.ShowStatus("");
        terminal.WriteLine(Summary(host, player.Summary, shown, isWhole, Stopwatch.GetElapsedTime(started)));
        return interrupted.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    /// <returns>Whether the recording was played to its end.</returns>
    private static async Task<bool> FollowAsync(ServiceHost host, RecordingPlayer player, Task playing, Task watch, LiveTerminal terminal, CancellationToken ending)
    {
        try
        {
            while (!playing.IsCompleted)
            {
                terminal.ShowStatus(Status(host, player.Summary));
                if (await Task.WhenAny(playing, watch, host.Ended, Task.Delay(StatusInterval, ending)) is var first && (first == watch || first == host.Ended))
                {
                    await first;
                }
            }

            await playing;
            return true;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
        catch (PlaybackException failure)
        {
            throw new CommandFailedException(failure.Message);
        }
    }

    private static async Task<ServiceHost> StartAsync(string folder, AssetIndex index, LiveTerminal terminal, CancellationToken interrupted)
    {
        var settings = new ServiceSettings
        {
            Ingest = new IngestSettings { EventTime = EventTimeSource.TagBlock },
            Store = new StoreSettings { Path = Path.Combine(folder, "demo.db") },
            Access = new AccessSettings { Mode = AccessMode.Open },
        };
        try
        {
            return await ServiceHost.StartAsync(settings, index, TimeProvider.System, NullLoggerFactory.Instance, interrupted);
        }
        catch (CommandFailedException taken)
        {
            terminal.Notice($"maritimewatch: {taken.Message}");
            terminal.Notice("maritimewatch: the demo takes free ports instead");
        }

        settings = settings with
        {
            Ingest = settings.Ingest with { TcpPort = 0, UdpPort = 0 },
            Grpc = settings.Grpc with { Port = 0 },
            Http = settings.Http with { Port = 0 },
        };
        return await ServiceHost.StartAsync(settings, index, TimeProvider.System, NullLoggerFactory.Instance, interrupted);
    }

    private static string Banner(ServiceHost host, double speed, int assets)
    {
        var program = Path.GetRelativePath(Environment.CurrentDirectory, Environment.ProcessPath ?? "maritimewatch");
        var server = host.GrpcAddress.Port == 5081 ? "" : $" --server {host.GrpcAddress.GetLeftPart(UriPartial.Authority)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""

              MaritimeWatch: a day in the southern North Sea, {speed:0.#} times as fast as it happened

                traffic in   NMEA 0183 on port {host.TcpPort}, played from {Path.GetFileName(DemoFiles.Traffic)}
                watched      {assets} charted cables and pipelines
                alerts out   gRPC {host.GrpcAddress.Authority}, HTTP {host.HttpAddress.Authority}
                console      {(host.HasConsole ? $"{host.HttpAddress}" : "not built into this program")}
                follow it    {program} alerts --watch{server}

            """);
    }

    private static string Status(ServiceHost host, PlaybackSummary played) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {host.Feed.EventTime?.ToDateTime():yyyy-MM-dd HH:mm}Z  {played.Sent:N0} reports  {host.Analyser.Vessels:N0} vessels  {host.Analyser.OpenAlerts} alerts open  (Ctrl-C ends)");

    private static string Summary(ServiceHost host, PlaybackSummary played, AlertDigest shown, bool isWhole, TimeSpan took)
    {
        var lines = new List<string>
        {
            "",
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {(isWhole ? "The day is over" : "Stopped")}: {played.Sent:N0} reports of {host.Analyser.Vessels:N0} vessels, {played.First} to {played.Last}, in {took.TotalSeconds:0} s"),
        };
        lines.AddRange(shown.Raised().Select(kind => $"  {kind.Count,5}  {AlertText.Kind(kind.Kind)}, highest {kind.Highest.ToString().ToLowerInvariant()}"));
        if (shown.Count == 0)
        {
            lines.Add("      no alerts yet: let it play longer, or faster with --speed");
        }

        return string.Join('\n', lines);
    }
}
