using System.CommandLine;
using MaritimeWatch.Contracts;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Storage;
using AlertTransition = MaritimeWatch.Contracts.V1.AlertTransition;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>alerts</c>: the alert feed on the terminal, once or as it goes on.</summary>
internal static class AlertsCommand
{
    private const int EventsRead = 500;

    private static readonly Option<bool> Watch = new("--watch") { Description = "go on with each new event as it is raised, until Ctrl-C" };

    private static readonly Option<string> Server = new("--server") { Description = "the running service", HelpName = "URL", DefaultValueFactory = _ => ServerAddress.Default };

    private static readonly Option<string?> Store = new("--store") { Description = "read this database file instead of asking a service", HelpName = "FILE" };

    private static readonly Option<long> After = new("--after") { Description = "begin after this sequence; 0 begins with the oldest event", HelpName = "SEQUENCE" };

    private static readonly Option<bool> Json = new("--json") { Description = "one JSON object a line instead of words" };

    public static Command Create()
    {
        var command = new Command(
            "alerts",
            """
            The alert events of a running service or of a store, and what was done about them, oldest first, one a line.

            Examples:
              maritimewatch alerts --watch
              maritimewatch alerts --watch --after 120 --json | jq .headline
              maritimewatch alerts --store data/maritimewatch.db
            """)
        {
            Watch, Server, ServerCredentials.TokenFile, Store, After, Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Store) is not null && result.GetValue(Watch))
            {
                result.AddError("--watch follows a running service; it cannot be used with --store");
            }

            if (result.GetResult(After) is not null && result.GetValue(After) < 0)
            {
                result.AddError("--after must be 0 or more");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var style = TerminalStyle.OfOutput();
        var json = parsed.GetValue(Json);
        if (parsed.GetValue(Store) is { } file)
        {
            Print(file, parsed.GetValue(After), Write, Note);
            return ExitCode.Done;
        }

        var address = ServerAddress.Parse(parsed.GetValue(Server)!);
        using var watcher = new AlertWatcher(address, Console.Error, ServerCredentials.Of(parsed, address));
        try
        {
            await watcher.RunAsync(parsed.GetValue(After), parsed.GetValue(Watch), Write, interrupted, Note);
            return ExitCode.Done;
        }
        catch (GrpcStatusException failure)
        {
            throw new CommandFailedException(failure.Message);
        }

        void Note(AlertTransition transition) => Console.Out.WriteLine(json ? Representation.Formatter.Format(transition) : TransitionText.Format(transition, style));

        void Write(AlertEvent alert) => Console.Out.WriteLine(json ? AlertEventJson.ToJson(alert) : AlertText.Format(alert, style));
    }

    private static void Print(string file, long after, Action<AlertEvent> write, Action<AlertTransition> note)
    {
        try
        {
            using var store = StoreCommand.OpenForReading(file);
            while (store.Alerts.ReadAfter(after, EventsRead) is { Count: > 0 } stored)
            {
                foreach (var entry in stored)
                {
                    if (entry.IsTransition)
                    {
                        note(AlertTransition.Parser.ParseFrom(entry.Payload));
                    }
                    else
                    {
                        write(AlertEventMapping.ToDomain(Contracts.V1.AlertEvent.Parser.ParseFrom(entry.Payload)));
                    }
                }

                after = stored[^1].Sequence;
            }
        }
        catch (StoreException failure)
        {
            throw new CommandFailedException(failure.Message);
        }
    }
}
