using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Grpc.Client;

namespace MaritimeWatch.Load;

/// <summary><c>picture</c>: traffic in at a steady rate, twice: without consoles and with many that follow the whole picture. What they cost, and how old it is that they see.</summary>
internal static class PictureCommand
{
    /// <summary>One in so many consoles decodes what it reads.</summary>
    private const int ConsolesForOneThatDecodes = 10;

    private static readonly Option<FileInfo> Traffic = new("--traffic") { Description = "NMEA 0183 with TAG blocks, made by 'simulate --format nmea'", Required = true };
    private static readonly Option<string[]> Charts = new("--assets") { Description = "GeoJSON of assets and areas", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Program = new("--program") { Description = "maritimewatch, or its .dll", Required = true };
    private static readonly Option<double> Rate = new("--rate") { Description = "lines in a second", DefaultValueFactory = _ => 5_000 };
    private static readonly Option<double> Seconds = new("--for") { Description = "seconds, each time", DefaultValueFactory = _ => 60 };
    private static readonly Option<int> Consoles = new("--consoles") { Description = "consoles, the second time", DefaultValueFactory = _ => 50 };
    private static readonly Option<int> Subscribers = new("--subscribers") { Description = "subscribers of the alerts", DefaultValueFactory = _ => 200 };

    public static Command Create()
    {
        var command = new Command("picture", "What consoles that follow the live picture cost, and how old it is that they see.") { Traffic, Charts, Program, Rate, Seconds, Consoles, Subscribers };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var lines = DecidingLines.Read(parsed.GetValue(Traffic)!.FullName, (int)(parsed.GetValue(Rate) * parsed.GetValue(Seconds)));
        var expected = DecidingLines.Of(lines, parsed.GetValue(Charts)!, new DetectionSettings());
        var reports = ReportLines(lines);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{lines.Count:N0} lines, {reports.Keys.DistinctBy(report => report.Mmsi).Count():N0} vessels, {expected.Count} alert events expected"));
        var isWhole = await OnceAsync(parsed, lines, expected, reports, 0, cancellation);
        return isWhole & await OnceAsync(parsed, lines, expected, reports, parsed.GetValue(Consoles), cancellation) ? 0 : 1;
    }

    /// <returns>Whether nothing was missing.</returns>
    private static async Task<bool> OnceAsync(
        ParseResult parsed, List<ReadOnlyMemory<byte>> lines, Dictionary<(string AlertId, int Revision), Deciding> expected, Dictionary<(uint Mmsi, long Second), int> reports, int consoles, CancellationToken cancellation)
    {
        await using var service = await ServiceProcess.StartAsync(parsed.GetValue(Program)!, parsed.GetValue(Charts)!, null, null);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sender = new PacedSender(lines, parsed.GetValue(Rate));
        var clients = Enumerable.Range(0, parsed.GetValue(Subscribers)).Select(_ => new GrpcClient(service.Grpc)).ToArray();
        var readers = clients.Select(client => new AlertReader(client)).ToArray();
        var watchers = Enumerable.Range(0, consoles).Select(number => new PictureReader(service.Http, number % ConsolesForOneThatDecodes == 0 ? SentAt : null)).ToArray();
        var connected = Enumerable.Range(0, readers.Length + consoles).Select(_ => new TaskCompletionSource()).ToArray();
        var reading = readers.Select((reader, number) => reader.RunAsync(connected[number], ending.Token))
            .Concat(watchers.Select((watcher, number) => watcher.RunAsync(connected[readers.Length + number], ending.Token))).ToArray();
        await Task.WhenAll(connected.Select(one => one.Task));

        var (before, began, memory) = (service.ProcessorTime, Stopwatch.GetTimestamp(), 0.0);
        var sending = sender.RunAsync("127.0.0.1", service.NmeaPort, ending.Token);
        while (await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(1), ending.Token)) != sending)
        {
            memory = Math.Max(memory, service.MemoryMebibytes);
        }

        await sending;
        var elapsed = Stopwatch.GetElapsedTime(began);
        await Task.Delay(TimeSpan.FromSeconds(3), ending.Token);
        var cores = (service.ProcessorTime - before) / elapsed;
        await ending.CancelAsync();
        await Task.WhenAll(reading);
        Array.ForEach(clients, client => client.Dispose());

        var latencies = new Latencies();
        foreach (var (id, revision, at) in readers.SelectMany(reader => reader.Events))
        {
            if (expected.TryGetValue((id, revision), out var deciding))
            {
                latencies.Add(Stopwatch.GetElapsedTime(sender.SentAt[deciding.Line], at).TotalMilliseconds);
            }
        }

        var missing = expected.Keys.Except(readers[0].Events.Select(one => (one.AlertId, one.Revision))).Count();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {consoles} consoles           {lines.Count / elapsed.TotalSeconds:N0} lines/s, sender at most {sender.LongestLagSeconds * 1000:0} ms in a write
              service            {cores:0.00} cores, {memory:0} MiB at most
              alerts             {(expected.Count == 0 ? "none in this traffic" : $"{latencies}; {missing} of {expected.Count} missing, {readers.Sum(reader => reader.Breaks)} breaks of the sequence")}
            """));
        if (consoles > 0)
        {
            var ages = new Latencies();
            ages.AddAll(watchers.Select(watcher => watcher.Ages));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                  age of a row       {ages}
                  each console       {watchers.Min(watcher => watcher.Deltas)} to {watchers.Max(watcher => watcher.Deltas)} deltas in {elapsed.TotalSeconds + 3:0} s, longest pause {watchers.Max(watcher => watcher.LongestPauseSeconds):0.00} s, {watchers.Average(watcher => watcher.Bytes) / (elapsed.TotalSeconds + 3) / 1024:N0} KiB/s
                """));
        }

        return missing == 0 && readers.All(reader => reader.Breaks == 0);

        long SentAt(uint mmsi, long second) => reports.TryGetValue((mmsi, second), out var line) ? sender.SentAt[line] : 0;
    }

    /// <summary>The line that completed the first report of each vessel and second.</summary>
    private static Dictionary<(uint Mmsi, long Second), int> ReportLines(List<ReadOnlyMemory<byte>> lines)
    {
        var reader = new NmeaReportReader(new StaticReportInterning());
        var found = new Dictionary<(uint, long), int>();
        for (var line = 0; line < lines.Count; line++)
        {
            var bytes = lines[line].Span;
            while (!bytes.IsEmpty)
            {
                if (reader.Read(ref bytes, null, out var report, out _) == ReadResult.Report && report.Dynamic.HasPosition)
                {
                    found.TryAdd((report.Mmsi.Value, report.Time.UnixSeconds), line);
                }
            }
        }

        return found;
    }
}
