using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Grpc.Client;

namespace MaritimeWatch.Load;

/// <summary><c>latency</c>: traffic in at a steady rate, alerts out to many subscribers, one of them stopped: how late the others have each event.</summary>
internal static class LatencyCommand
{
    private static readonly Option<FileInfo> Traffic = new("--traffic") { Description = "NMEA 0183 with TAG blocks, made by 'simulate --format nmea'", Required = true };
    private static readonly Option<string[]> Charts = new("--assets") { Description = "GeoJSON of assets and areas", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Program = new("--program") { Description = "maritimewatch, or its .dll", Required = true };
    private static readonly Option<double> Rate = new("--rate") { Description = "lines in a second", DefaultValueFactory = _ => 5_000 };
    private static readonly Option<double> Seconds = new("--for") { Description = "seconds", DefaultValueFactory = _ => 600 };
    private static readonly Option<int> Subscribers = new("--subscribers") { Description = "subscribers, one of them stopped", DefaultValueFactory = _ => 200 };
    private static readonly Option<double> Lateness = new("--lateness") { Description = "allowed lateness of the reorder window, seconds of event time", DefaultValueFactory = _ => 60 };

    public static Command Create()
    {
        var command = new Command("latency", "How late alert events come, from the socket to the subscriber.") { Traffic, Charts, Program, Rate, Seconds, Subscribers, Lateness };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var rate = parsed.GetValue(Rate);
        var settings = new DetectionSettings();
        settings = settings with { Order = settings.Order with { AllowedLateness = TimeSpan.FromSeconds(parsed.GetValue(Lateness)) } };
        var charts = parsed.GetValue(Charts)!;
        var lines = DecidingLines.Read(parsed.GetValue(Traffic)!.FullName, (int)(rate * parsed.GetValue(Seconds)));
        var expected = DecidingLines.Of(lines, charts, settings);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines.Count:N0} lines, {expected.Count} alert events expected"));

        await using var service = await ServiceProcess.StartAsync(
            parsed.GetValue(Program)!, charts, null, new { Order = new { AllowedLateness = settings.Order.AllowedLateness.ToString() } });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var stalled = Stall(parsed.GetValue(Program)!, service);
        var clients = Enumerable.Range(0, parsed.GetValue(Subscribers) - 1).Select(_ => new GrpcClient(service.Grpc)).ToArray();
        var readers = clients.Select(client => new AlertReader(client)).ToArray();
        var connected = readers.Select(_ => new TaskCompletionSource()).ToArray();
        var reading = readers.Select((reader, number) => reader.RunAsync(connected[number], ending.Token)).ToArray();
        await Task.WhenAll(connected.Select(one => one.Task));
        Process.Start("kill", ["-STOP", stalled.Id.ToString(CultureInfo.InvariantCulture)])!.WaitForExit();

        var sender = new PacedSender(lines, rate);
        var before = service.ProcessorTime;
        var began = Stopwatch.GetTimestamp();
        var memory = new List<double>();
        var sending = sender.RunAsync("127.0.0.1", service.NmeaPort, ending.Token);
        while (await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(10), ending.Token)) != sending)
        {
            memory.Add(service.MemoryMebibytes);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {sender.Sent:N0} lines, {readers[0].Events.Count} events, {memory[^1]:0} MiB"));
        }

        await sending;
        var elapsed = Stopwatch.GetElapsedTime(began);
        await Task.Delay(TimeSpan.FromSeconds(3), ending.Token);
        var used = service.ProcessorTime - before;
        await ending.CancelAsync();
        await Task.WhenAll(reading);
        stalled.Kill();
        Array.ForEach(clients, client => client.Dispose());
        return Report(readers, expected, sender, lines.Count / elapsed.TotalSeconds, used / elapsed, memory);
    }

    /// <summary>A subscriber that is stopped once it has connected: its process takes nothing from its socket any more.</summary>
    private static Process Stall(string program, ServiceProcess service)
    {
        var isAssembly = program.EndsWith(".dll", StringComparison.Ordinal);
        string[] arguments = ["alerts", "--server", service.Grpc.ToString(), "--watch", "--json"];
        return Process.Start(new ProcessStartInfo(isAssembly ? "dotnet" : program, isAssembly ? [program, .. arguments] : arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
    }

    private static int Report(
        AlertReader[] readers, Dictionary<(string AlertId, int Revision), Deciding> expected, PacedSender sender, double rate, double cores, List<double> memory)
    {
        var (decided, fromFix) = (new Latencies(), new Latencies());
        foreach (var (id, revision, at) in readers.SelectMany(reader => reader.Events))
        {
            if (expected.TryGetValue((id, revision), out var deciding))
            {
                decided.Add(Stopwatch.GetElapsedTime(sender.SentAt[deciding.Line], at).TotalMilliseconds);
                fromFix.Add(Stopwatch.GetElapsedTime(sender.SentAt[deciding.FixLine], at).TotalMilliseconds);
            }
        }

        var first = readers[0].Events.Select(one => (one.AlertId, one.Revision)).ToHashSet();
        var missing = expected.Keys.Except(first).Count();
        var unequal = readers.Count(reader => !reader.Events.Select(one => (one.AlertId, one.Revision)).SequenceEqual(readers[0].Events.Select(one => (one.AlertId, one.Revision))));
        var breaks = readers.Sum(reader => reader.Breaks);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            rate                 {rate:N0} lines/s, sender at most {sender.LongestLagSeconds * 1000:0} ms in a write
            alert events         {readers[0].Events.Count} to each of {readers.Length} subscribers; {missing} of {expected.Count} expected ones missing, {unequal} subscribers unlike the first, {breaks} breaks of the sequence
            deciding report to subscriber   {decided}
            report of the event to subscriber   {fromFix}
            service              {cores:0.00} cores, {memory.DefaultIfEmpty().First():0} MiB at first, {memory.DefaultIfEmpty().Max():0} MiB at most, {memory.DefaultIfEmpty().Last():0} MiB at the end
            """));
        return missing == 0 && unequal == 0 && breaks == 0 ? 0 : 1;
    }
}
