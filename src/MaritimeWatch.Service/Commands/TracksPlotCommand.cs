using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Plots;
using MaritimeWatch.Service.Stores;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>tracks plot</c>: a stored track as a picture.</summary>
internal static class TracksPlotCommand
{
    private static readonly Option<uint> Mmsi = new("--mmsi") { Description = "whose track", HelpName = "MMSI", Required = true };
    private static readonly Option<string?> From = new("--from") { Description = "left edge, RFC 3339 UTC; without it two hours before the event, or a day before the last position", HelpName = "TIME" };
    private static readonly Option<string?> To = new("--to") { Description = "right edge; without it two hours after the event, or the last position", HelpName = "TIME" };
    private static readonly Option<string?> Asset = new("--asset") { Description = "id of an asset: shows the distance to it; without it that of the alert", HelpName = "ID" };
    private static readonly Option<string?> Event = new("--event") { Description = "a moment that is marked", HelpName = "TIME" };
    private static readonly Option<string?> Alert = new("--alert") { Description = "an alert about her, whose beginning is marked", HelpName = "ID" };
    private static readonly Option<string> Output = new("--output") { Description = "file to write; '-' for standard output", HelpName = "FILE.svg", DefaultValueFactory = _ => "-" };
    private static readonly Option<string> Server = new("--server") { Description = "HTTP address of the running service", HelpName = "URL", DefaultValueFactory = _ => "http://localhost:5080" };
    private static readonly Option<string?> Store = new("--store") { Description = "read this database file instead of asking a service", HelpName = "FILE" };
    private static readonly Option<string?> Label = TlpOption.Create();
    private static readonly Option<string[]> Assets = new("--assets") { Description = "with --store and --asset or --alert: the charts; without it, the one that the store holds", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };

    public static Command Create()
    {
        var command = new Command(
            "plot",
            """
            Speed, course against heading and the distance to an asset over time as SVG. A gap in what was heard is a gap in the line; times are UTC.

            Examples:
              maritimewatch tracks plot --mmsi 518998865 --from 2024-12-25T08:00Z --to 2024-12-25T18:00Z --asset estlink-2 --event 2024-12-25T10:26Z --output eagle-s.svg
              maritimewatch tracks plot --mmsi 219000606 --alert drag-at-anchor-219000606-nemo-link-20241117T000000Z --output alert.svg
              maritimewatch tracks plot --mmsi 219000606 --store data/maritimewatch.db --output last-day.svg
            """)
        {
            Mmsi, From, To, Asset, Event, Alert, Output, Server, ServerCredentials.TokenFile, Store, Assets, Label,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var question = new PlotQuestion(
            new Mmsi(parsed.GetValue(Mmsi)),
            EventTime.Parse(parsed.GetValue(From), "--from"),
            EventTime.Parse(parsed.GetValue(To), "--to"),
            parsed.GetValue(Asset),
            EventTime.Parse(parsed.GetValue(Event), "--event"),
            parsed.GetValue(Alert));
        var label = TlpOption.Read(parsed.GetValue(Label), parsed.GetValue(Store) is not null);
        var svg = parsed.GetValue(Store) is { } store ? await FromStoreAsync(store, question, parsed.GetValue(Assets) ?? [], label, interrupted) : await FromServiceAsync(question, parsed, interrupted);
        var output = parsed.GetRequiredValue(Output);
        await using (var file = new AnswerOutput(output))
        {
            await file.WriteAsync(svg);
            await file.CompleteAsync();
        }

        if (output != "-")
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{output}: {svg.Length:N0} bytes"));
        }

        return ExitCode.Done;
    }

    private static Task<byte[]> FromStoreAsync(string file, PlotQuestion question, string[] charts, Tlp label, CancellationToken interrupted) =>
        QueryCommand.AskAsync(file, store => new PlotQueries(ChartFor(question, charts, store), store.Tracks, store.Desk).DrawAsync(question, label, interrupted));

    /// <summary>An asset that is asked for needs a chart; the one of an alert is drawn where there is one.</summary>
    private static Chart ChartFor(PlotQuestion question, string[] files, SqliteStore store) => files.Length > 0 || question.AssetId is not null
        ? ChartOfStore.Of(files, store, Instant.MaxValue)
        : (question.AlertId is null ? null : ChartOfStore.Find(store, Instant.MaxValue)) ?? Chart.Empty;

    private static Task<byte[]> FromServiceAsync(PlotQuestion question, ParseResult parsed, CancellationToken interrupted)
    {
        var terms = new (string Name, string? Value)[]
        {
            ("from", question.From?.ToString()), ("to", question.To?.ToString()), ("asset", question.AssetId), ("event", question.Event?.ToString()), ("alert", question.AlertId),
        };
        var query = string.Join('&', terms.Where(term => term.Value is not null).Select(term => $"{term.Name}={Uri.EscapeDataString(term.Value!)}"));
        return HttpQuestion.AskAsync(parsed, ServerAddress.Parse(parsed.GetRequiredValue(Server)), $"api/v1/vessels/{question.Mmsi.Value}/plot?{query}", interrupted);
    }
}
