using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Ais.Gpsd;
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
            input, output, unscaled, split, types, threads,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new GpsdJsonOptions(!parsed.GetValue(unscaled), parsed.GetValue(split), ParseTypes(parsed.GetValue(types)) is { Count: > 0 } asked ? asked : null);
            return RunAsync(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), options, parsed.GetValue(threads), cancellation);
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

    private static async Task<int> RunAsync(string input, string output, GpsdJsonOptions options, int threads, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var source = DecodeInput.Open(input);
        using var target = DecodeOutput.Open(output, input);
        var progress = new ProgressLine(mayShow: output != "-" || Console.IsOutputRedirected);
        var rejected = new RejectedLines(source.Name, progress);
        var reader = new MessageReader(source, options, isPrinting: true, rejected, progress);
        try
        {
            var isWhole = await new DecodeRun(reader, target, options).RunAsync(threads, cancellation);
            var hasRejections = Enum.GetValues<Domain.DropReason>().Any(reason => Domain.DropReasons.IsRejection(reason) && reader.DroppedFor(reason) > 0);
            progress.Clear();
            await Console.Error.WriteLineAsync(DecodeSummary.Of(source.Name, reader, Stopwatch.GetElapsedTime(started), !isWhole));
            return !isWhole ? ExitCode.Interrupted : rejected.IsDamaged || hasRejections ? ExitCode.SomeInputRejected : ExitCode.Done;
        }
        catch (ReaderGoneException)
        {
            return ExitCode.Failed;
        }
    }
}
