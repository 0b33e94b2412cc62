using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Conversion;
using MaritimeWatch.Service.Decode;
using MaritimeWatch.Service.Stores;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store export</c>: traffic out of a store, by period, area and vessel.</summary>
internal static class StoreExportCommand
{
    private static readonly Option<string> Store = StoreCommand.Store();
    private static readonly Option<string> Output = new("--output") { Description = "Where it goes, compressed when its name ends in .gz; '-' for standard output.", HelpName = "FILE", DefaultValueFactory = _ => "-" };
    private static readonly Option<string?> From = new("--from") { Description = "From this time on (RFC 3339); from the oldest when left out.", HelpName = "TIME" };
    private static readonly Option<string?> To = new("--to") { Description = "Until just before this time (RFC 3339); to the newest when left out.", HelpName = "TIME" };
    private static readonly Option<string[]> Box = new("--box") { Description = "Only positions within SOUTH,WEST,NORTH,EAST in degrees; may be given several times.", HelpName = "BOX" };
    private static readonly Option<string[]> Area = new("--area") { Description = "Only positions within the polygons of a GeoJSON file (Polygon, MultiPolygon, Feature, FeatureCollection; with holes); may be given several times, and beside --box.", HelpName = "FILE" };
    private static readonly Option<uint[]> Vessel = new("--mmsi") { Description = "Only these vessels.", HelpName = "MMSI", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Format = new("--format") { Description = "ndjson: loses nothing, imported again it gives the same store. nmea: AIS sentences with TAG blocks, the rate of turn to the nearest code. csv: the Danish table, every position exact, each with what its vessel had said by then.", DefaultValueFactory = _ => "ndjson" };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("ndjson", "nmea", "csv");
        var command = new Command(
            "export",
            """
            Traffic out of a store in order of time: positions, and what the vessels said of themselves when they said it. Everything that reads recorded
            traffic reads it back. A service may be writing.

            Examples:
              maritimewatch store export --store maritimewatch.db --from 2024-11-17T00:00:00Z --to 2024-11-18T00:00:00Z --output day.ndjson.gz
              maritimewatch store export --store maritimewatch.db --box 54.5,10.5,56,13 --format nmea | maritimewatch decode --input -
              maritimewatch store export --store maritimewatch.db --area strait.geojson --format csv --output strait.csv.gz
            """)
        {
            Store, Output, From, To, Box, Area, Vessel, Format,
        };
        command.SetAction((parsed, interrupted) => Task.FromResult(StoreCommand.Guarded(() => Run(parsed, interrupted))));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken interrupted)
    {
        var selection = new ExportSelection(
            EventTime.Parse(parsed.GetValue(From), "--from"),
            EventTime.Parse(parsed.GetValue(To), "--to"),
            [.. (parsed.GetValue(Box) ?? []).Select(BoxOf)],
            [.. (parsed.GetValue(Area) ?? []).SelectMany(ExportArea.Read)],
            (parsed.GetValue(Vessel) ?? []).Select(number => new Mmsi(number)).ToHashSet());
        var store = StoreCommand.Existing(parsed.GetRequiredValue(Store));
        var path = parsed.GetRequiredValue(Output);
        if (path != "-" && ((string[])[store, store + ".tracks"]).Any(file => File.Exists(file) && DecodeOutput.IsSame(path, file)))
        {
            throw new CommandFailedException($"{path}: is the store itself", ExitCode.WrongUsage);
        }

        try
        {
            var export = new StoreExport(store, selection);
            return parsed.GetValue(Format) switch
            {
                "nmea" => ToSentences(export, path, interrupted),
                "csv" => ToTable(export, path, interrupted),
                _ => ToJson(export, path, interrupted),
            };
        }
        catch (ReaderGoneException)
        {
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    private static int ToJson(StoreExport export, string path, CancellationToken interrupted)
    {
        using var output = new ReportOutput(path, [], isJoined: false);
        var code = Take(export, report => output.Write(report), path, interrupted);
        output.Complete();
        return code;
    }

    private static int ToSentences(StoreExport export, string path, CancellationToken interrupted)
    {
        using var output = new SentenceOutput(path);
        var code = Take(export, report => output.Write(report), path, interrupted);
        output.Complete();
        return code;
    }

    private static int ToTable(StoreExport export, string path, CancellationToken interrupted)
    {
        using var output = new DanishOutput(path);
        var code = Take(export, report => output.Write(report), path, interrupted);
        output.Complete();
        return code;
    }

    private static int Take(StoreExport export, Action<AisReport> write, string path, CancellationToken interrupted)
    {
        var progress = new StoreProgress(TimeProvider.System);
        var started = Stopwatch.GetTimestamp();
        var (positions, words) = (0L, 0L);
        bool isWhole;
        try
        {
            isWhole = export.Run(
                report =>
                {
                    write(report);
                    positions += report.Dynamic.HasPosition ? 1 : 0;
                    words += report.Static is null ? 0 : 1;
                },
                share => progress.Draw(path == "-" ? "export" : Path.GetFileName(path), share, positions, "positions"),
                interrupted);
        }
        finally
        {
            progress.Clear();
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"maritimewatch: {(isWhole ? "" : "interrupted after ")}{positions:N0} positions and {words:N0} static reports in {seconds:F1} s: {positions / Math.Max(seconds, 1e-6):N0} positions/s"));
        return isWhole ? ExitCode.Done : ExitCode.Interrupted;
    }

    private static GeoBox BoxOf(string text)
    {
        var parts = text.Split(',');
        Span<double> limits = stackalloc double[4];
        var isBox = parts.Length == limits.Length;
        for (var i = 0; isBox && i < limits.Length; i++)
        {
            isBox = double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out limits[i]);
        }

        return isBox && new GeoBox(limits[0], limits[1], limits[2], limits[3]) is { IsValid: true } box
            ? box
            : throw new CommandFailedException($"--box {text}: write it as SOUTH,WEST,NORTH,EAST in degrees", ExitCode.WrongUsage);
    }
}
