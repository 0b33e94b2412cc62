using System.CommandLine;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Stores;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store crossings</c>: the crossings of an asset that a store wrote down, over any time, and what it does not know.</summary>
internal static class StoreCrossingsCommand
{
    private static readonly Option<string> Store = StoreCommand.Store();
    private static readonly Option<string> Asset = new("--asset") { Description = "The charted asset.", HelpName = "ID", Required = true };
    private static readonly Option<string[]> Assets = new("--assets") { Description = "GeoJSON with the asset; without it, the chart that the store's service served last.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> From = new("--from") { Description = "From this time on (RFC 3339); from the first when left out.", HelpName = "TIME" };
    private static readonly Option<string?> To = new("--to") { Description = "Until just before this time (RFC 3339); to the last when left out.", HelpName = "TIME" };

    public static Command Create()
    {
        var command = new Command(
            "crossings",
            """
            Who crossed an asset as it is charted, as it was written down when it happened or when it was imported: years of it at once, also of tracks that
            were thinned or given up since. One JSON object a line. In which spans none is missing is told on standard error; outside of them, and for ways
            that curve and the doubt of each, ask 'tracks crossings', which works it out from the tracks.

            Examples:
              maritimewatch store crossings --store maritimewatch.db --asset estlink-2
              maritimewatch store crossings --store maritimewatch.db --asset estlink-2 --assets cables.geojson --from 2024-01-01T00:00:00Z --to 2025-01-01T00:00:00Z
            """)
        {
            Store, Asset, Assets, From, To,
        };
        command.SetAction((parsed, interrupted) => Task.FromResult(StoreCommand.Guarded(() => Run(parsed, interrupted))));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken interrupted)
    {
        var (from, to) = (EventTime.Parse(parsed.GetValue(From), "--from") ?? Instant.MinValue, EventTime.Parse(parsed.GetValue(To), "--to") ?? Instant.MaxValue);
        using var store = StoreCommand.OpenForReading(parsed.GetRequiredValue(Store));
        var chart = parsed.GetValue(Assets) is { Length: > 0 } files ? ChartFiles.Load(files).Chart : ChartOfStore.InForce(store, Instant.MaxValue);
        var id = parsed.GetRequiredValue(Asset);
        var asset = chart.Assets.FirstOrDefault(one => one.Id == id) ?? throw new CommandFailedException($"no asset '{AlertText.Clean(id)}' is charted", ExitCode.WrongUsage);
        using var output = new ExportFile("-");
        var log = new CrossingListing(store.Crossings, asset.Id, AssetShapeHash.Of(asset), from, to);
        try
        {
            var written = log.Write(output, interrupted);
            output.Complete();
            Console.Error.WriteLine($"maritimewatch: {(interrupted.IsCancellationRequested ? "interrupted after " : "")}{written} crossings of {asset.Id}; {log.KnownInWords()}");
            return interrupted.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
        }
        catch (Decode.ReaderGoneException)
        {
            return ExitCode.Failed;
        }
    }
}
