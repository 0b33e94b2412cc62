using System.CommandLine;
using System.Globalization;
using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Load;

/// <summary><c>fill</c>: a store with as many alert events as wanted, made of those of a replay over and over under other ids.</summary>
internal static class FillCommand
{
    private const int EventsInOneCommit = 500;

    private static readonly Option<FileInfo> Alerts = new("--alerts") { Description = "alert events, as 'replay --alerts' writes them", Required = true };
    private static readonly Option<string> Store = new("--store") { Description = "database file to make", Required = true };
    private static readonly Option<int> Events = new("--events") { Description = "how many events", DefaultValueFactory = _ => 200_000 };

    public static Command Create()
    {
        var command = new Command("fill", "A store with many alert events.") { Alerts, Store, Events };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var models = File.ReadLines(parsed.GetValue(Alerts)!.FullName)
            .Select(line => AlertEventMapping.ToDomain(Contracts.V1.AlertEvent.Parser.ParseJson(line))).ToArray();
        var encoding = new AlertEncoding(alert => AlertEventMapping.ToProto(alert).ToByteArray(), transition => OperatorMapping.ToProto(transition).ToByteArray());
        using var store = SqliteStore.Open(parsed.GetValue(Store)!, new SqliteStoreOptions(), TimeProvider.System);
        var wanted = parsed.GetValue(Events);
        for (var made = 0; made < wanted && !cancellation.IsCancellationRequested;)
        {
            var some = Enumerable.Range(made, Math.Min(EventsInOneCommit, wanted - made))
                .Select(number => models[number % models.Length] with
                {
                    AlertId = string.Create(CultureInfo.InvariantCulture, $"{models[number % models.Length].AlertId}-{number / models.Length}"),
                })
                .ToArray();
            made += (await store.Alerts.AppendAsync(some, encoding)).Count;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wanted} alert events, the feed at {store.Alerts.HighWaterSequence}"));
        return 0;
    }
}
