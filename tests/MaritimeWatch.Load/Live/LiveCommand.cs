using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace MaritimeWatch.Load.Live;

/// <summary><c>live</c>: five feeds of different kinds at once, at a steady rate and then in a burst: what arrives, what becomes of it, what it costs.</summary>
internal static class LiveCommand
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromMinutes(2);

    private static readonly Option<FileInfo> Traffic = new("--traffic") { Description = "NMEA 0183 with TAG blocks, made by 'simulate --format nmea'", Required = true };
    private static readonly Option<string[]> Charts = new("--assets") { Description = "GeoJSON of assets and areas", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Program = new("--program") { Description = "maritimewatch, or its .dll", Required = true };
    private static readonly Option<double> Rate = new("--rate") { Description = "messages in a second, over all feeds", DefaultValueFactory = _ => 5_000 };
    private static readonly Option<double> Seconds = new("--for") { Description = "seconds at that rate", DefaultValueFactory = _ => 120 };
    private static readonly Option<double> BurstRate = new("--burst-rate") { Description = "messages in a second afterwards", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<double> BurstSeconds = new("--burst") { Description = "seconds at the burst's rate", DefaultValueFactory = _ => 10 };

    public static Command Create()
    {
        var command = new Command("live", "Five live feeds of different kinds at once.") { Traffic, Charts, Program, Rate, Seconds, BurstRate, BurstSeconds };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (rate, seconds, burstRate, burstSeconds) = (parsed.GetValue(Rate), parsed.GetValue(Seconds), parsed.GetValue(BurstRate), parsed.GetValue(BurstSeconds));
        var messages = LiveMessages.Of(DecidingLines.Read(parsed.GetValue(Traffic)!.FullName, int.MaxValue));
        var wanted = (int)((rate * seconds) + (burstRate * burstSeconds));
        if (messages.Count < wanted)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the traffic has {messages.Count:N0} messages; {wanted:N0} are needed"));
            return 2;
        }

        await using var broker = new Mosquitto();
        await broker.StartAsync();
        ILiveFeed[] feeds = [new TcpFeed(isServed: false), new TcpFeed(isServed: true), new UdpFeed(), new WebSocketFeed(), new MqttFeed(broker.Host, broker.Port)];
        await using var service = await ServiceProcess.StartAsync(
            parsed.GetValue(Program)!, parsed.GetValue(Charts)!, null, new { Order = new { AllowedLateness = "00:10:00" } }, feeds.Select(feed => feed.Source).Where(source => source is not null).ToArray());
        await Task.WhenAll(feeds.Select(feed => feed.ReadyAsync(service, cancellation)));

        var sent = new long[feeds.Length];
        var memory = new List<double>();
        var (next, before) = (0, service.ProcessorTime);
        var steady = await PaceAsync(rate, (int)(rate * seconds));
        var cores = (service.ProcessorTime - before) / steady;
        before = service.ProcessorTime;
        var burst = burstSeconds > 0 ? await PaceAsync(burstRate, (int)(burstRate * burstSeconds)) : TimeSpan.Zero;
        var burstCores = burst > TimeSpan.Zero ? (service.ProcessorTime - before) / burst : 0;
        var states = await SettledAsync(service, cancellation);
        foreach (var feed in feeds)
        {
            await feed.DisposeAsync();
        }

        return Report(feeds, sent, states, memory, (rate, (rate * seconds) / steady.TotalSeconds, cores), (burstRate, burst > TimeSpan.Zero ? burstRate * burstSeconds / burst.TotalSeconds : 0, burstCores));

        async Task<TimeSpan> PaceAsync(double perSecond, int count)
        {
            var (first, start, told) = (next, Stopwatch.GetTimestamp(), TimeSpan.Zero);
            using var timer = new PeriodicTimer(Step);
            while (next < first + count && await timer.WaitForNextTickAsync(cancellation))
            {
                var elapsed = Stopwatch.GetElapsedTime(start);
                var planned = Math.Min(first + count, first + (int)(elapsed.TotalSeconds * perSecond));
                var shares = feeds.Select(_ => new List<ReadOnlyMemory<byte>>()).ToArray();
                for (; next < planned; next++)
                {
                    shares[next % feeds.Length].Add(messages[next]);
                }

                await Task.WhenAll(feeds.Select((feed, number) => feed.SendAsync(shares[number], cancellation)));
                for (var number = 0; number < feeds.Length; number++)
                {
                    sent[number] += shares[number].Count;
                }

                if (elapsed - told > TimeSpan.FromSeconds(10))
                {
                    told = elapsed;
                    memory.Add(service.MemoryMebibytes);
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0} s, {next:N0} messages, {memory[^1]:0} MiB"));
                }
            }

            return Stopwatch.GetElapsedTime(start);
        }
    }

    internal static async Task<Dictionary<string, SourceState>> SettledAsync(ServiceProcess service, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var states = await SourceState.ReadAsync(service, cancellation);
            await Task.Delay(1_000, cancellation);
            var again = await SourceState.ReadAsync(service, cancellation);
            if (Stopwatch.GetElapsedTime(start) > SettleWithin || (again.Values.All(source => source.InFlight == 0) && states.All(source => again[source.Key].Received == source.Value.Received)))
            {
                return again;
            }
        }
    }

    private static int Report(ILiveFeed[] feeds, long[] sent, Dictionary<string, SourceState> states, List<double> memory, (double Asked, double Held, double Cores) steady, (double Asked, double Held, double Cores) burst)
    {
        var isWhole = true;
        Console.WriteLine("feed         sent       received   stored     duplicate  rejected   shed       in flight");
        for (var number = 0; number < feeds.Length; number++)
        {
            var (feed, state) = (feeds[number], states[feeds[number].Id]);
            var closes = state.InFlight == 0 && state.Received == state.Stored + state.Duplicate + state.Rejected + state.Shed;
            var arrived = !feed.LosesNothing || (state.Received == sent[number] && state.Shed == 0);
            isWhole &= closes && arrived;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{feed.Id,-12} {sent[number],-10} {state.Received,-10} {state.Stored,-10} {state.Duplicate,-10} {state.Rejected,-10} {state.Shed,-10} {state.InFlight,-10} {(closes ? "" : "DOES NOT CLOSE ")}{(arrived ? "" : "LOST")}"));
        }

        var third = Math.Max(1, memory.Count / 3);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            steady       {steady.Held:N0} of {steady.Asked:N0} messages/s, {steady.Cores:0.00} cores
            burst        {burst.Held:N0} of {burst.Asked:N0} messages/s, {burst.Cores:0.00} cores
            memory       {memory.Take(third).DefaultIfEmpty().Max():0} MiB in the first third, {memory.TakeLast(third).DefaultIfEmpty().Max():0} MiB in the last
            {(isWhole ? "nothing lost, every balance closes" : "NOT WHOLE")}
            """));
        return isWhole ? 0 : 1;
    }
}
