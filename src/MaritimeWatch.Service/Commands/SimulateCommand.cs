using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Simulator;
using MaritimeWatch.Simulator.Scenarios;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>simulate</c>: labelled synthetic traffic into a file.</summary>
internal static class SimulateCommand
{
    private const int FileBufferBytes = 1 << 20;

    public static Command Create()
    {
        var scenario = new Option<string[]>("--scenario") { Description = "One or more of: " + string.Join("; ", ScenarioCatalog.Names.Select(known => $"{known.Name} ({known.Summary})")), Required = true, AllowMultipleArgumentsPerToken = true };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same bytes.", Required = true };
        var output = new Option<string>("--output") { Description = "File to write, '-' for stdout; compressed when the name ends in .gz.", Required = true };
        var labels = new Option<string?>("--labels") { Description = "File for the labels (JSON), for 'evaluate'." };
        var assets = new Option<string[]>("--assets") { Description = "GeoJSON files of assets and areas. Default: the exercise chart and areas in data-samples/assets.", AllowMultipleArgumentsPerToken = true };
        var format = new Option<string>("--format") { Description = "dma (the Danish CSV) or nmea (sentences with TAG blocks).", DefaultValueFactory = _ => "dma" };
        format.AcceptOnlyFromAmong("dma", "nmea");
        var start = new Option<string?>("--start") { Description = "First event time, RFC 3339. Default: 2026-03-14T00:00:00Z." };
        var hours = new Option<double?>("--hours") { Description = "Length of the traffic. Default: what the scenarios need." };
        var background = new Option<int?>("--background") { Description = "Vessels of ordinary traffic. Default: 42 with day, 72 with suite and background, otherwise none." };
        var command = new Command(
            "simulate",
            """
            Labelled synthetic traffic of the southern North Sea over charted assets.

            Examples:
              maritimewatch simulate --scenario day --seed 42 --output day.csv.gz --labels day.labels.json
              maritimewatch simulate --scenario R2 R4 --seed 7 --background 40 --format nmea --output storm.nmea
              maritimewatch simulate --scenario background --background 2000 --hours 24 --seed 1 --output big.csv
            """)
        {
            scenario, seed, output, labels, assets, format, start, hours, background,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new SimulationRequest
            {
                Scenarios = parsed.GetRequiredValue(scenario),
                Seed = parsed.GetRequiredValue(seed),
                Chart = ReadChart(parsed.GetValue(assets) ?? []),
                Start = ReadStart(parsed.GetValue(start)),
                Duration = ReadHours(parsed.GetValue(hours)),
                BackgroundVessels = ReadBackground(parsed.GetValue(background)),
            };
            var layout = parsed.GetValue(format) == "nmea" ? TrafficFormat.Nmea : TrafficFormat.DanishCsv;
            Run(request, layout, parsed.GetRequiredValue(output), parsed.GetValue(labels), cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Run(SimulationRequest request, TrafficFormat format, string output, string? labels, CancellationToken cancellation)
    {
        try
        {
            var simulation = Simulation.Create(request);
            var clock = TimeProvider.System;
            var began = clock.GetTimestamp();
            using var file = Open(output);
            var shown = -1;
            var result = simulation.Write(file, format, (share, reports) => shown = ShowProgress(share, reports, shown), cancellation);
            if (labels is not null)
            {
                File.WriteAllText(labels, result.ToJson());
            }

            var seconds = clock.GetElapsedTime(began).TotalSeconds;
            ClearProgress(shown);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{simulation.Reports:N0} reports of {simulation.Vessels:N0} vessels, {request.Start} and {simulation.Duration.TotalHours:0.##} h on; {result.Labels.Count} labels; {simulation.Reports / Math.Max(seconds, 0.001):N0} rows/s"));
        }
        catch (ScenarioException wrong)
        {
            throw new CommandFailedException(wrong.Message, ExitCode.WrongUsage);
        }
    }

    private static Stream Open(string output)
    {
        if (output == "-")
        {
            return Console.OpenStandardOutput();
        }

        var file = new FileStream(output, FileMode.Create, FileAccess.Write, FileShare.Read, FileBufferBytes);

        // The header of the runtime's gzip carries no time and no name: the same traffic gives the same file.
        return output.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.SmallestSize) : file;
    }

    private static int ShowProgress(double share, long reports, int shown)
    {
        var percent = (int)(share * 100);
        if (!Console.IsErrorRedirected && percent != shown)
        {
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{percent,3} %  {reports:N0} reports"));
        }

        return percent;
    }

    private static void ClearProgress(int shown)
    {
        if (!Console.IsErrorRedirected && shown >= 0)
        {
            Console.Error.Write("\r\e[K");
        }
    }

    private static Chart ReadChart(string[] files)
    {
        var named = files.Length > 0 ? files : SampleAssets();
        var reading = ChartReader.Read([.. named.Select(file => new ChartFile(file, File.ReadAllBytes(file)))]);
        foreach (var problem in reading.Problems)
        {
            Console.Error.WriteLine($"maritimewatch: {problem}");
        }

        return reading.IsWhole ? reading.Chart : throw new CommandFailedException("an asset file cannot be read");
    }

    private static string[] SampleAssets()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            // The exercise chart states doubts of 50 and 100 m; the charted one, with the same ids, of kilometres.
            string[] files = [.. new[] { "north-sea-exercise.geojson", "north-sea-context.geojson" }.Select(name => Path.Combine(folder.FullName, "data-samples", "assets", name))];
            if (files.All(File.Exists))
            {
                return files;
            }
        }

        throw new CommandFailedException("data-samples/assets/north-sea-exercise.geojson is not here: name the asset files with --assets", ExitCode.WrongUsage);
    }

    private static Instant ReadStart(string? text) => text is null
        ? Instant.FromUtc(2026, 3, 14)
        : Instant.TryParse(text, out var start) ? start : throw new CommandFailedException($"--start: '{text}' is no time in RFC 3339", ExitCode.WrongUsage);

    private static TimeSpan? ReadHours(double? hours) => hours switch
    {
        null => null,
        > 0 and <= 24 * 366 => TimeSpan.FromSeconds(Math.Round(hours.Value * 3600)),
        _ => throw new CommandFailedException("--hours: more than 0 and at most a year", ExitCode.WrongUsage),
    };

    private static int? ReadBackground(int? vessels) => vessels is null or (>= 0 and <= 50_000)
        ? vessels
        : throw new CommandFailedException("--background: 0 to 50,000", ExitCode.WrongUsage);
}
