using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Api.Http;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>assets</c>: what a running service protects.</summary>
internal static class AssetsCommand
{
    private static readonly string[] Heading = ["ID", "NAME", "CATEGORY", "STATUS", "OPERATOR", "CONTACT", "SIGMA", "BURIED"];

    private static readonly Option<string?> Filter = QueryCommand.Filter("category = telecom_cable AND operator = \"*Link*\"");

    private static readonly Option<int> Limit = QueryCommand.Limit();

    private static readonly Option<string> Server = QueryCommand.Server();

    private static readonly Option<bool> Json = QueryCommand.Json();

    public static Command Create()
    {
        var command = new Command(
            "assets",
            """
            The charted assets of a running service, in order of id. With --json each has its geometry.

            Examples:
              maritimewatch assets
              maritimewatch assets --filter 'category = gas_pipeline' --json | jq -r .contact
            """)
        {
            Filter, Limit, Server, ServerCredentials.TokenFile, Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var address = ServerAddress.Parse(parsed.GetValue(Server)!);
        var credentials = ServerCredentials.Of(parsed, address);
        var view = parsed.GetValue(Json) ? ChartView.Full : ChartView.Basic;
        var assets = await QueryCommand.AskAsync(address, client => QueryCommand.PagesAsync<Asset>(
            async (size, token) =>
            {
                var page = await client.CallAsync<ListAssetsRequest, ListAssetsResponse>(
                    AssetServiceReflection.Descriptor.Services[0], "ListAssets", new ListAssetsRequest { PageSize = size, PageToken = token, Filter = parsed.GetValue(Filter) ?? "", View = view },
                    credentials, interrupted);
                return (page.Assets, page.NextPageToken);
            },
            parsed.GetValue(Limit)));
        var lines = parsed.GetValue(Json) ? assets.Select(asset => Representation.Formatter.Format(asset)) : TextTable.Lines(Heading, [.. assets.Select(Row)], TerminalStyle.OfOutput());
        foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync(line);
        }

        return ExitCode.Done;
    }

    private static string[] Row(Asset asset) =>
    [
        asset.Id, asset.Name, asset.Category, asset.Status, asset.Operator, asset.Contact,
        string.Create(CultureInfo.InvariantCulture, $"{asset.PositionalSigmaMetres:0} m"),
        asset.HasBuriedDepthMetres ? string.Create(CultureInfo.InvariantCulture, $"{asset.BuriedDepthMetres:0.0} m") : "",
    ];
}
