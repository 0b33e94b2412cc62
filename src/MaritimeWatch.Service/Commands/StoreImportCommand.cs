using System.CommandLine;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Stores;
using MaritimeWatch.Storage.Import;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store import</c>: months of recorded traffic straight into a store.</summary>
internal static class StoreImportCommand
{
    private static readonly Option<string> Store = StoreCommand.Store();
    private static readonly Option<string[]> Input = new("--input") { Description = "Recorded traffic: NMEA 0183, a table or JSON, plain, .gz or .zip, one after the other; '-' for standard input.", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Format = new("--format") { Description = FormatNames.Description, HelpName = "FORMAT" };

    private static readonly Option<string[]> Assets = new("--assets") { Description = "GeoJSON of charted assets: who crossed them is found wherever the store does not know it yet.", AllowMultipleArgumentsPerToken = true };

    public static Command Create()
    {
        var command = new Command(
            "import",
            """
            Months of recorded traffic straight into a store, without the analyser and without alerts. Broken off, the same command goes on where it was;
            what is imported already is passed over, whatever the file is called now. Not while a service has the store open.

            Examples:
              maritimewatch store import --store maritimewatch.db --input aisdk-2024-*.zip
              maritimewatch store import --store maritimewatch.db --input aisdk-2024-11-1?.csv.gz --assets cables.geojson
            """)
        {
            Store, Input, Format, Assets,
        };
        command.SetAction((parsed, interrupted) => Task.FromResult(StoreCommand.Guarded(() => Run(parsed, interrupted))));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken interrupted)
    {
        _ = FormatNames.Parse(parsed.GetValue(Format));
        var chart = parsed.GetValue(Assets) is { Length: > 0 } files ? ChartFiles.Load(files) : null;
        foreach (var problem in chart?.Problems.Take(20) ?? [])
        {
            Console.Error.WriteLine($"maritimewatch: {problem}");
        }

        using var store = TrackImport.Open(parsed.GetRequiredValue(Store));
        var code = new ImportRun(store, parsed.GetValue(Format), TimeProvider.System).Run(parsed.GetRequiredValue(Input), interrupted);
        if (chart is not null && !interrupted.IsCancellationRequested)
        {
            try
            {
                new CrossingSearch(chart.Chart, DetectionSettings.Default.Track).Fill(store, TimeProvider.System, interrupted);
            }
            catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
            {
                Console.Error.WriteLine("maritimewatch: interrupted while crossings were looked for; all positions are stored, and the same command goes on from here");
                return ExitCode.Interrupted;
            }
        }

        return code;
    }
}
