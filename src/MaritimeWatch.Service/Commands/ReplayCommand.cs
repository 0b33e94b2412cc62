using System.CommandLine;
using System.Diagnostics;
using MaritimeWatch.Ais;
using MaritimeWatch.Contracts;
using MaritimeWatch.Detection;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Learning;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>replay</c>: recorded traffic through the whole analyser, alert events out as NDJSON.</summary>
internal static class ReplayCommand
{
    private static readonly Option<string[]> Input = new("--input") { Description = "Recorded traffic: NMEA 0183, a table or JSON, plain or .gz; '-' for standard input.", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Assets = new("--assets") { Description = "GeoJSON of charted assets and context areas, plain or .gz.", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Alerts = new("--alerts") { Description = "Where alert events go, one JSON object a line; '-' for standard output.", DefaultValueFactory = _ => "-" };
    private static readonly Option<string?> Format = new("--format") { Description = FormatNames.Description, HelpName = "FORMAT" };
    private static readonly Option<string?> From = new("--from") { Description = "Leave out reports before this time (RFC 3339)." };
    private static readonly Option<string?> To = new("--to") { Description = "Leave out reports from this time on (RFC 3339)." };
    private static readonly Option<string?> Settings = new("--settings") { Description = "JSON file with thresholds other than the shipped ones." };
    private static readonly Option<string?> Normality = new("--normality") { Description = "Model of the ordinary traffic, made by 'learn'.", HelpName = "FILE" };
    private static readonly Option<string?> Summary = new("--summary") { Description = "Write the summary as JSON to this file." };
    private static readonly Option<int> Shards = new("--shards") { Description = "Parts the vessels are divided into, 1 to 256; never changes the result.", DefaultValueFactory = _ => Math.Clamp(Environment.ProcessorCount * 4, 1, 256) };

    public static Command Create()
    {
        var command = new Command("replay", """
            Recorded traffic through the whole analyser as fast as it goes. Deterministic: same input, same bytes out.

            Examples:
              maritimewatch replay --input day.csv.gz --assets cables.geojson --alerts alerts.ndjson
              zcat day.nmea.gz | maritimewatch replay --input - --assets cables.geojson areas.geojson --summary summary.json
            """);
        foreach (var option in (Option[])[Input, Assets, Alerts, Format, From, To, Settings, Normality, Summary, Shards])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, interrupted) => Task.FromResult(Run(parsed, interrupted)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken interrupted)
    {
        var from = EventTime.Parse(parsed.GetValue(From), "--from") ?? Instant.MinValue;
        var to = EventTime.Parse(parsed.GetValue(To), "--to") ?? Instant.MaxValue;
        var format = FormatNames.Parse(parsed.GetValue(Format));
        var shards = parsed.GetValue(Shards);
        if (shards is < 1 or > 256)
        {
            throw new CommandFailedException($"--shards {shards}: 1 to 256", ExitCode.WrongUsage);
        }

        var settings = parsed.GetValue(Settings) is { } path ? DetectionSettingsFile.Load(path) : DetectionSettings.Default;
        var normality = parsed.GetValue(Normality) is { } model ? ModelFile.Load(model) : null;
        var chart = ChartFiles.Load(parsed.GetValue(Assets)!);
        foreach (var problem in chart.Problems.Take(20))
        {
            Console.Error.WriteLine($"maritimewatch: {problem}");
        }

        var summary = new ReplaySummary { ChartProblems = chart.Problems.Length };
        var analyser = new Analyser(AssetIndex.Build(chart.Chart), settings, shards, normality);
        using var output = new AlertOutput(parsed.GetValue(Alerts)!);
        var inputs = ReplayInput.OpenAll(parsed.GetValue(Input)!, format, new StaticReportInterning(), from, to, out var isAnyMissing);
        summary.IsDamaged |= isAnyMissing;
        try
        {
            Replay(analyser, inputs, output, summary, interrupted);
        }
        finally
        {
            foreach (var input in inputs)
            {
                input.Dispose();
            }
        }

        Console.Error.Write(summary.ToText());
        if (parsed.GetValue(Summary) is { } summaryPath)
        {
            File.WriteAllBytes(summaryPath, summary.ToJson());
        }

        return interrupted.IsCancellationRequested ? ExitCode.Interrupted : summary.HasRejections ? ExitCode.SomeInputRejected : ExitCode.Done;
    }

    private static void Replay(Analyser analyser, List<ReplayInput> inputs, AlertOutput output, ReplaySummary summary, CancellationToken interrupted)
    {
        var progress = new ProgressLine();
        var started = Stopwatch.GetTimestamp();
        var run = new ReplayRun(analyser, inputs, Environment.ProcessorCount, events =>
        {
            foreach (var alert in events)
            {
                output.Write(alert);
                summary.Count(alert);
            }
        });
        run.AfterRound = () => progress.Draw(
            ReplayInput.ShareRead(inputs),
            inputs.Sum(input => input.Lines),
            summary.Alerts,
            "alerts");
        run.Run(interrupted);
        output.Flush();
        progress.Clear();
        summary.Elapsed = Stopwatch.GetElapsedTime(started);
        summary.IsInterrupted = interrupted.IsCancellationRequested;
        summary.PeakMemoryBytes = Process.GetCurrentProcess().PeakWorkingSet64;
        summary.Take(analyser, run.Reports, inputs);
        foreach (var message in inputs.SelectMany(input => input.Messages))
        {
            Console.Error.WriteLine($"maritimewatch: {message}");
        }
    }
}
