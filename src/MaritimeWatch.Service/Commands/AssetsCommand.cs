using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Service.Stores;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>assets</c>: what a running service protects.</summary>
internal static class AssetsCommand
{
    private static readonly string[] Heading = ["ID", "NAME", "CATEGORY", "STATUS", "OPERATOR", "CONTACT", "SIGMA", "BURIED"];

    private static readonly Option<string?> Filter = QueryCommand.Filter("category = telecom_cable AND operator = \"*Link*\"");

    private static readonly Option<int> Limit = QueryCommand.Limit();

    private static readonly Option<string> Server = QueryCommand.Server();

    private static readonly Option<string?> Store = new("--store") { Description = "Read the chart from this store's file instead, as the service served it; no service need run.", HelpName = "FILE" };

    private static readonly Option<string?> At = new("--at") { Description = "With --store: the chart that was in force then (RFC 3339); the latest when left out.", HelpName = "TIME" };

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
              maritimewatch assets --store maritimewatch.db --at 2024-11-17T09:00:00Z
            """)
        {
            Filter, Limit, Server, ServerCredentials.TokenFile, Store, At, Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var assets = parsed.GetValue(Store) is { } store ? await OfStoreAsync(parsed, store) : await OfServiceAsync(parsed, interrupted);
        var lines = parsed.GetValue(Json) ? assets.Select(asset => Representation.Formatter.Format(asset)) : TextTable.Lines(Heading, [.. assets.Select(Row)], TerminalStyle.OfOutput());
        foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync(line);
        }

        return ExitCode.Done;
    }

    private static ChartView View(ParseResult parsed) => parsed.GetValue(Json) ? ChartView.Full : ChartView.Basic;

    /// <summary>The chart in force at a time, from the store.</summary>
    private static async Task<List<Asset>> OfStoreAsync(ParseResult parsed, string path)
    {
        var at = EventTime.Parse(parsed.GetValue(At), "--at") ?? Instant.MaxValue;
        return await QueryCommand.AskAsync(StoreCommand.Existing(path), async store =>
        {
            var queries = new AssetQueries(ChartOfStore.InForce(store, at));
            return await QueryCommand.PagesAsync<Asset>(
                (size, token) =>
                {
                    var page = queries.List(new ListAssetsRequest { PageSize = size, PageToken = token, Filter = parsed.GetValue(Filter) ?? "", View = View(parsed) });
                    return Task.FromResult<(IEnumerable<Asset>, string)>((page.Assets, page.NextPageToken));
                },
                parsed.GetValue(Limit));
        });
    }

    private static async Task<List<Asset>> OfServiceAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var address = ServerAddress.Parse(parsed.GetValue(Server)!);
        var credentials = ServerCredentials.Of(parsed, address);
        var view = View(parsed);
        return await QueryCommand.AskAsync(address, client => QueryCommand.PagesAsync<Asset>(
            async (size, token) =>
            {
                var page = await client.CallAsync<ListAssetsRequest, ListAssetsResponse>(
                    AssetServiceReflection.Descriptor.Services[0], "ListAssets", new ListAssetsRequest { PageSize = size, PageToken = token, Filter = parsed.GetValue(Filter) ?? "", View = view },
                    credentials, interrupted);
                return (page.Assets, page.NextPageToken);
            },
            parsed.GetValue(Limit)));
    }

    private static string[] Row(Asset asset) =>
    [
        asset.Id, asset.Name, asset.Category, asset.Status, asset.Operator, asset.Contact,
        string.Create(CultureInfo.InvariantCulture, $"{asset.PositionalSigmaMetres:0} m"),
        asset.HasBuriedDepthMetres ? string.Create(CultureInfo.InvariantCulture, $"{asset.BuriedDepthMetres:0.0} m") : "",
    ];
}
