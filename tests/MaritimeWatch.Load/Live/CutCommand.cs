using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Load.Live;

/// <summary><c>cut</c>: one feed through a broker that is killed and a network that is cut, against the same feed undisturbed: the balance closes, positions and alerts are the same.</summary>
internal static class CutCommand
{
    private const int MessagesOfAStep = 50;

    private static readonly Option<FileInfo> Traffic = new("--traffic") { Description = "NMEA 0183 with TAG blocks, made by 'simulate --format nmea'", Required = true };
    private static readonly Option<string[]> Charts = new("--assets") { Description = "GeoJSON of assets and areas", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Program = new("--program") { Description = "maritimewatch, or its .dll", Required = true };
    private static readonly Option<double> Rate = new("--rate") { Description = "messages in a second", DefaultValueFactory = _ => 1_000 };
    private static readonly Option<int> Kills = new("--kills") { Description = "times that the broker is killed", DefaultValueFactory = _ => 20 };
    private static readonly Option<int[]> Cuts = new("--cuts") { Description = "seconds for which the network is cut", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 30] };
    private static readonly Option<int> Seed = new("--seed") { Description = "of the moments", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var command = new Command("cut", "A broker that is killed and a network that is cut.") { Traffic, Charts, Program, Rate, Kills, Cuts, Seed };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var messages = LiveMessages.Of(DecidingLines.Read(parsed.GetValue(Traffic)!.FullName, int.MaxValue));
        var folder = Directory.CreateTempSubdirectory("maritimewatch-cut-");
        using var network = CutNetwork.TryCreate();
        if (network is null)
        {
            Console.Error.WriteLine("no network of its own: that needs root and iproute2; the broker is killed, the network is not cut");
        }

        var random = new Random(parsed.GetValue(Seed));
        var (calm, wild) = (Path.Combine(folder.FullName, "calm.db"), Path.Combine(folder.FullName, "wild.db"));
        var undisturbed = await FeedAsync(calm, _ => Task.CompletedTask);
        var disturbed = await FeedAsync(wild, DisturbAsync);
        var exit = Report(calm, wild, undisturbed, disturbed, messages.Count);
        folder.Delete(recursive: true);
        return exit;

        async Task<SourceState> FeedAsync(string store, Func<Mosquitto, Task> disturb)
        {
            await using var broker = new Mosquitto(network, savesEachChange: true);
            await broker.StartAsync();
            await using var feed = new MqttFeed(broker.Host, broker.Port);
            await using var service = await ServiceProcess.StartAsync(parsed.GetValue(Program)!, parsed.GetValue(Charts)!, store, new { Order = new { AllowedLateness = "00:10:00" } }, new[] { feed.Source });
            await feed.ReadyAsync(service, cancellation);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(MessagesOfAStep / parsed.GetValue(Rate)));
            var disturbing = disturb(broker);
            for (var next = 0; next < messages.Count; next += MessagesOfAStep)
            {
                await timer.WaitForNextTickAsync(cancellation);
                await feed.SendAsync(messages.GetRange(next, Math.Min(MessagesOfAStep, messages.Count - next)), cancellation);
            }

            await disturbing;
            var states = await LiveCommand.SettledAsync(service, cancellation);
            await service.StopAsync();
            return states[feed.Id];
        }

        async Task DisturbAsync(Mosquitto broker)
        {
            foreach (var seconds in network is null ? [] : parsed.GetValue(Cuts)!)
            {
                await Task.Delay(TimeSpan.FromSeconds(0.5 + random.NextDouble()), cancellation);
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the network is cut for {seconds} s"));
                await network!.CutAsync(TimeSpan.FromSeconds(seconds), cancellation);
            }

            for (var kill = 1; kill <= parsed.GetValue(Kills); kill++)
            {
                await Task.Delay(TimeSpan.FromSeconds(0.3 + (2 * random.NextDouble())), cancellation);
                await broker.KillAsync();
                await Task.Delay(TimeSpan.FromSeconds(random.NextDouble()), cancellation);
                await broker.StartAsync();
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the broker was killed, {kill}"));
            }
        }
    }

    private static int Report(string calm, string wild, SourceState undisturbed, SourceState disturbed, int sent)
    {
        var (before, after) = (Positions(calm), Positions(wild));
        var (lost, added) = (before.Except(after).ToList(), after.Except(before).ToList());
        var (told, toldAfter) = (Events(calm), Events(wild));
        var differing = told.Keys.Union(toldAfter.Keys).Where(key => !told.TryGetValue(key, out var one) || !toldAfter.TryGetValue(key, out var other) || !one.Equals(other)).ToList();
        var ofLost = lost.Select(position => position.Mmsi.Value).ToHashSet();
        var unexplained = differing.Where(key => (told.GetValueOrDefault(key) ?? toldAfter[key]).Vessel is not { } vessel || !ofLost.Contains(vessel.Mmsi)).ToList();
        var closes = new[] { undisturbed, disturbed }.All(state => state.InFlight == 0 && state.Received == state.Stored + state.Duplicate + state.Rejected + state.Shed);
        var isWhole = closes && added.Count == 0 && unexplained.Count == 0 && undisturbed.Received == sent;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            undisturbed  {undisturbed.Received} of {sent} messages received, {undisturbed.Stored} stored, {undisturbed.Duplicate} duplicate, {undisturbed.Rejected} rejected, {undisturbed.Shed} shed
            disturbed    {disturbed.Received} received, {disturbed.Stored} stored, {disturbed.Duplicate} duplicate, {disturbed.Rejected} rejected, {disturbed.Shed} shed
            positions    {before.Count}; {lost.Count} not there after the disturbances, {added.Count} added
            alerts       {told.Count} events; {differing.Count} differ, {unexplained.Count} of them of vessels of which nothing is missing
            {(isWhole ? "the balances close, and the alerts are those of what arrived" : "NOT WHOLE")}
            """));
        return isWhole ? 0 : 1;
    }

    private static HashSet<PositionReport> Positions(string path)
    {
        using var store = SqliteStore.OpenForReading(path);
        return [.. store.Tracks.ReadFrom(Instant.FromUnixSeconds(0)).Where(report => report.Dynamic.HasPosition).Select(report => report.Dynamic)];
    }

    private static Dictionary<(string Id, int Revision), AlertEvent> Events(string path)
    {
        using var store = SqliteStore.OpenForReading(path);
        var events = new Dictionary<(string, int), AlertEvent>();
        for (var (after, read) = (0L, 1); read > 0;)
        {
            var some = store.Alerts.ReadAfter(after, 1_000);
            foreach (var stored in some.Where(stored => !stored.IsTransition))
            {
                var alert = AlertEvent.Parser.ParseFrom(stored.Payload);
                alert.Sequence = 0;
                events.Add((alert.AlertId, alert.Revision), alert);
            }

            (after, read) = (some.Count > 0 ? some[^1].Sequence : after, some.Count);
        }

        return events;
    }
}
