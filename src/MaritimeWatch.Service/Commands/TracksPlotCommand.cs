using System.CommandLine;
using System.Globalization;
using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Plots;
using MaritimeWatch.Service.Recordings;

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
    private static readonly Option<string[]> Assets = new("--assets") { Description = "with --store and --asset or --alert: the charts", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };

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
            Mmsi, From, To, Asset, Event, Alert, Output, Server, ServerCredentials.TokenFile, Store, Assets,
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
        var svg = parsed.GetValue(Store) is { } store ? await FromStoreAsync(store, question, parsed.GetValue(Assets) ?? [], interrupted) : await FromServiceAsync(question, parsed, interrupted);
        if (parsed.GetRequiredValue(Output) is var output && output == "-")
        {
            using var standard = Console.OpenStandardOutput();
            await standard.WriteAsync(svg, interrupted);
        }
        else
        {
            await File.WriteAllBytesAsync(output, svg, interrupted);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{output}: {svg.Length:N0} bytes"));
        }

        return ExitCode.Done;
    }

    private static async Task<byte[]> FromStoreAsync(string file, PlotQuestion question, string[] charts, CancellationToken interrupted)
    {
        var chart = charts.Length > 0 ? ChartFiles.Load(charts).Chart : Chart.Empty;
        var plot = await QueryCommand.AskAsync(file, store => Task.FromResult(new PlotQueries(chart, store.Tracks, store.Desk).Plot(question, interrupted)));
        return Encoding.UTF8.GetBytes(plot.ToSvg(isAlone: true));
    }

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
