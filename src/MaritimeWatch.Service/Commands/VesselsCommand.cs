using System.CommandLine;
using System.Globalization;
using System.Text;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Formats;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>vessels</c>: which vessels are known, and where they were last.</summary>
internal static class VesselsCommand
{
    private static readonly string[] Heading = ["MMSI", "NAME", "IMO", "CALL SIGN", "TYPE", "LENGTH", "LAST SEEN", "POSITION", "KNOTS"];

    private static readonly Argument<string?> Who = new("who") { Description = "an MMSI, an IMO number, a call sign, or the beginning of a name", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Filter = QueryCommand.Filter("ship_type = Tanker AND last_seen > 2024-11-17T00:00:00Z");

    private static readonly Option<int> Limit = QueryCommand.Limit();

    private static readonly Option<string> Server = QueryCommand.Server();

    private static readonly Option<string?> Store = new("--store") { Description = "read this database file instead of asking a service", HelpName = "FILE" };

    private static readonly Option<string?> Label = TlpOption.Create();

    private static readonly Option<bool> Json = QueryCommand.Json();

    private static readonly Option<string?> Format = AnalystCommand.FormatOrNone(AnswerFormats.OfPlaces);

    private static readonly Option<string?> Output = AnalystCommand.Output();

    public static Command Create()
    {
        var command = new Command(
            "vessels",
            """
            The vessels that are known, in order of MMSI: what they say of themselves, and where they were last.

            Examples:
              maritimewatch vessels "YI PENG"
              maritimewatch vessels --filter 'ship_type = Tanker AND last_seen > 2024-11-17T00:00:00Z'
              maritimewatch vessels 9224984 --store data/maritimewatch.db --json
              maritimewatch vessels --format kml --output vessels.kml
            """)
        {
            Who, Filter, Limit, Server, ServerCredentials.TokenFile, Store, Label, Json, Format, Output,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var marking = TlpOption.Read(parsed.GetValue(Label), parsed.GetValue(Store) is not null);
        var (vessels, label) = parsed.GetValue(Store) is { } file
            ? await QueryCommand.AskAsync(file, store => PagesAsync(parsed, request => Task.FromResult(TrackExports.Labelled(new VesselQueries(store.Tracks, store.Alerts).List(request, interrupted), marking))))
            : await FromServiceAsync(parsed, interrupted);
        await using var output = new AnswerOutput(parsed.GetValue(Output));
        await output.WriteAsync((parsed.GetValue(Json) ? "json" : parsed.GetValue(Format)) switch
        {
            null or AnalystCommand.Table => parsed.GetValue(Output) is null
                ? Lines(TextTable.Lines(Heading, [.. vessels.Select(Row)], TerminalStyle.OfOutput()))
                : Lines([.. TextTable.Lines(Heading, [.. vessels.Select(Row)], TerminalStyle.Plain), label]),
            "json" => Lines(vessels.Select(vessel => AnalystCommand.Line(vessel, label))),
            var format => Written(format, new ListVesselsResponse { Vessels = { vessels }, Tlp = label }),
        });
        await output.CompleteAsync();
        return ExitCode.Done;
    }

    private static ReadOnlyMemory<byte> Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    private static ReadOnlyMemory<byte> Written(string format, ListVesselsResponse vessels) =>
        AnswerText.Write(AnswerFormats.Of(format), vessels, Answers.Of(vessels));

    private static async Task<(List<Vessel> Vessels, string Label)> FromServiceAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var address = ServerAddress.Parse(parsed.GetValue(Server)!);
        var credentials = ServerCredentials.Of(parsed, address);
        return await QueryCommand.AskAsync(address, client => PagesAsync(parsed, request =>
            client.CallAsync<ListVesselsRequest, ListVesselsResponse>(TrackServiceReflection.Descriptor.Services[0], "ListVessels", request, credentials, interrupted)));
    }

    private static async Task<(List<Vessel> Vessels, string Label)> PagesAsync(ParseResult parsed, Func<ListVesselsRequest, Task<ListVesselsResponse>> ask)
    {
        var label = "";
        var vessels = await QueryCommand.PagesAsync<Vessel>(
            async (size, token) =>
            {
                var page = await ask(new ListVesselsRequest { PageSize = size, PageToken = token, Filter = parsed.GetValue(Filter) ?? "", Query = parsed.GetValue(Who) ?? "" });
                label = page.Tlp;
                return (page.Vessels, page.NextPageToken);
            },
            parsed.GetValue(Limit));
        return (vessels, label);
    }

    private static string[] Row(Vessel vessel) =>
    [
        new Mmsi(vessel.Mmsi).ToString(),
        vessel.Name,
        vessel.HasImo ? vessel.Imo.ToString(CultureInfo.InvariantCulture) : "",
        vessel.CallSign,
        vessel.ShipType,
        vessel.HasLengthMetres ? string.Create(CultureInfo.InvariantCulture, $"{vessel.LengthMetres} m") : "",
        WireTime.ToDomain(vessel.LastSeen).ToString(),
        vessel.LastPosition is { } last ? WirePosition.ToDomain(last.Position).ToString() : "",
        vessel.LastPosition is { HasSpeedOverGroundKnots: true } moving ? moving.SpeedOverGroundKnots.ToString("F1", CultureInfo.InvariantCulture) : "",
    ];
}
