using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>sources</c>: the feeds of a running service, and how each does.</summary>
internal static class SourcesCommand
{
    private const string Default = "http://127.0.0.1:5080";
    private static readonly string[] Heading = ["SOURCE", "KIND", "STATE", "MSG/S", "VESSELS", "BAD", "LAG", "LAST MESSAGE", "STORED", "SHED", "STATIONS", "WHY"];
    private const int StationsNamed = 3;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly Option<string> Server = new("--server") { Description = "the running service's HTTP address", HelpName = "URL", DefaultValueFactory = _ => Default };

    private static readonly Option<bool> Json = new("--json") { Description = "the answer of GET /api/v1/sources instead of a table" };

    public static Command Create()
    {
        var command = new Command(
            "sources",
            """
            The sources of traffic of a running service: state and why, rate, vessels, share of bad messages, lag, what became of what they brought, and which stations heard it, as far as messages tell.

            Examples:
              maritimewatch sources
              maritimewatch sources --server https://watch.example.org:5080 --token-file ~/token --json
            """)
        {
            Server, ServerCredentials.TokenFile, Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var answer = await AskAsync(parsed, interrupted);
        if (parsed.GetValue(Json))
        {
            await Console.Out.WriteLineAsync(answer);
            return ExitCode.Done;
        }

        using var document = JsonDocument.Parse(answer);
        foreach (var line in TextTable.Lines(Heading, [.. document.RootElement.GetProperty("sources").EnumerateArray().Select(Row)], TerminalStyle.OfOutput()))
        {
            await Console.Out.WriteLineAsync(line);
        }

        return ExitCode.Done;
    }

    private static async Task<string> AskAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var address = ServerAddress.Parse(parsed.GetRequiredValue(Server));
        using var client = new HttpClient { Timeout = Timeout };
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "api/v1/sources"));
        if (ServerCredentials.Of(parsed, address) is { } credentials)
        {
            message.Headers.TryAddWithoutValidation("authorization", credentials.GetText("authorization"));
        }

        try
        {
            using var response = await client.SendAsync(message, interrupted);
            var body = await response.Content.ReadAsStringAsync(interrupted);
            return response.IsSuccessStatusCode ? body : throw new CommandFailedException($"the service refuses: {(int)response.StatusCode} {response.ReasonPhrase}");
        }
        catch (HttpRequestException failure)
        {
            throw new CommandFailedException($"no service answers at {address}: {failure.Message}");
        }
        catch (TaskCanceledException) when (!interrupted.IsCancellationRequested)
        {
            throw new CommandFailedException($"the service at {address} does not answer within {Timeout.TotalSeconds:0} s");
        }
    }

    private static string[] Row(JsonElement source)
    {
        var balance = source.GetProperty("balance");
        return
        [
            Text("id"), Text("kind"), Text("state"), Number("messagesPerSecond1m", "0.0"), Number("vessels10m", "0"),
            source.GetProperty("badShare1m").GetDouble().ToString("P0", CultureInfo.InvariantCulture), source.TryGetProperty("lagSeconds", out _) ? Number("lagSeconds", "0.0") + " s" : "",
            Text("lastMessage"), Count("stored"), Count("shed"), Stations(), Text("state") == "live" && !Text("reason").Contains("held back by us", StringComparison.Ordinal) ? "" : Text("reason"),
        ];

        // Those that hear most, and how many more.
        string Stations()
        {
            var names = source.GetProperty("stationsHeard").EnumerateArray().Select(station => station.GetProperty("station").GetString()!).ToList();
            return string.Join(", ", names.Take(StationsNamed)) + (names.Count > StationsNamed ? $" +{names.Count - StationsNamed}" : "");
        }

        string Text(string name) => source.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

        string Number(string name, string format) => source.GetProperty(name).GetDouble().ToString(format, CultureInfo.InvariantCulture);

        string Count(string name) => balance.GetProperty(name).GetInt64().ToString("N0", CultureInfo.InvariantCulture);
    }
}
