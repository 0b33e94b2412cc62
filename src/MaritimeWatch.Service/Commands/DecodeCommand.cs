using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Decode;
using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>decode</c>: NMEA 0183 AIS in, gpsd's JSON out, one object a line.</summary>
internal static class DecodeCommand
{
    private const int MostThreads = 256;

    public static Command Create()
    {
        var input = new Option<string>("--input", "-i") { Description = "NMEA 0183 / AIVDM lines; '-' for standard input, gzip is recognised", HelpName = "FILE", DefaultValueFactory = _ => "-" };
        var output = new Option<string>("--output", "-o") { Description = "where the JSON goes; '-' for standard output", HelpName = "FILE", DefaultValueFactory = _ => "-" };
        var unscaled = new Option<bool>("-u", "--unscaled") { Description = "the integers of the wire instead of degrees, knots and metres" };
        var split = new Option<bool>("-s", "--split24") { Description = "print the halves of message 24 as they come instead of joining them" };
        var types = new Option<string?>("-t", "--types") { Description = "print only these message types, e.g. 1,2,3", HelpName = "TYPES" };
        var statistics = new Option<string?>("--statistics")
        {
            Description = "counts by type, talker, channel, receiver, sender and reason dropped, and the time span, on standard output: a table, or 'json'; the messages then only go to a named --output",
            HelpName = "FORM",
            Arity = ArgumentArity.ZeroOrOne,
        };
        statistics.AcceptOnlyFromAmong("table", "json");
        var threads = new Option<int>("--threads") { Description = "threads that work; never changes the output", HelpName = "N", DefaultValueFactory = _ => Math.Min(Environment.ProcessorCount, MostThreads) };
        types.Validators.Add(result =>
        {
            if (ParseTypes(result.GetValueOrDefault<string?>()) is null)
            {
                result.AddError("'-t' takes message types from 1 to 27 with commas between, e.g. 1,2,3");
            }
        });
        threads.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked is >= 1 and <= MostThreads))
            {
                result.AddError($"'--threads' takes 1 to {MostThreads}");
            }
        });

        var command = new Command(
            "decode",
            """
            NMEA/AIVDM to JSON, one object a line, as gpsdecode -j prints it.

            Examples:
              maritimewatch decode --input traffic.nmea.gz --output traffic.json
              nc 127.0.0.1 10110 | maritimewatch decode --input - -t 1,2,3
            """)
        {
            input, output, unscaled, split, types, statistics, threads,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var isCounted = parsed.GetResult(statistics) is not null;
            var target = parsed.GetRequiredValue(output);
            var request = new DecodeRequest(
                parsed.GetRequiredValue(input),
                isCounted && target == "-" ? null : target,
                new GpsdJsonOptions(!parsed.GetValue(unscaled), parsed.GetValue(split), ParseTypes(parsed.GetValue(types)) is { Count: > 0 } asked ? asked : null),
                isCounted ? parsed.GetValue(statistics) ?? "table" : null,
                parsed.GetValue(threads));
            return RunAsync(request, cancellation);
        });
        return command;
    }

    /// <summary>The types asked for: none for an absent option, null for one that cannot be read.</summary>
    private static HashSet<int>? ParseTypes(string? text)
    {
        var asked = new HashSet<int>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var type) || type is < 1 or > 27)
            {
                return null;
            }

            asked.Add(type);
        }

        return asked;
    }

    private static async Task<int> RunAsync(DecodeRequest request, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var source = DecodeInput.Open(request.Input);
        using var target = request.Output is { } path ? DecodeOutput.Open(path, request.Input) : null;
        var progress = new ProgressLine(mayShow: request.Output != "-" || Console.IsOutputRedirected);
        var rejected = new RejectedLines(source.Name, progress);
        var statistics = request.Statistics is null ? null : new TrafficStatistics();
        var reader = new MessageReader(source, request.Json, isPrinting: target is not null, statistics, rejected, progress);
        try
        {
            var isWhole = await new DecodeRun(reader, target, request.Json).RunAsync(target is null ? 1 : request.Threads, cancellation);
            progress.Clear();
            if (statistics is not null)
            {
                using var console = DecodeOutput.Open("-", request.Input);
                console.Write(request.Statistics == "json" ? StatisticsJson.Of(source.Name, reader, statistics) : Encoding.UTF8.GetBytes(StatisticsText.Of(source.Name, reader, statistics)));
            }

            await Console.Error.WriteLineAsync(DecodeSummary.Of(source.Name, reader, Stopwatch.GetElapsedTime(started), !isWhole));
            var isRejected = rejected.IsDamaged || StatisticsJson.Dropped(reader).Any(entry => entry.Reason.IsRejection());
            return !isWhole ? ExitCode.Interrupted : isRejected ? ExitCode.SomeInputRejected : ExitCode.Done;
        }
        catch (ReaderGoneException)
        {
            return ExitCode.Failed;
        }
    }
}
