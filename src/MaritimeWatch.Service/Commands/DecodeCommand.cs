using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Recordings;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>decode</c>: NMEA 0183 AIS in, gpsd's JSON out, one object a line.</summary>
internal static class DecodeCommand
{
    /// <summary>So many rejected lines are named for each reason; the rest is only counted.</summary>
    private const int NamedPerReason = 10;

    private const int BufferBytes = 1 << 16;

    public static Command Create()
    {
        var input = new Option<string>("--input", "-i") { Description = "NMEA 0183 / AIVDM lines; '-' for standard input, gzip is recognised", HelpName = "FILE", Required = true };
        var output = new Option<string>("--output", "-o") { Description = "where the JSON goes; '-' for standard output", HelpName = "FILE", DefaultValueFactory = _ => "-" };
        var unscaled = new Option<bool>("-u", "--unscaled") { Description = "the integers of the wire instead of degrees, knots and metres" };
        var split = new Option<bool>("-s", "--split24") { Description = "print the halves of message 24 as they come instead of joining them" };
        var types = new Option<string?>("-t", "--types") { Description = "print only these message types, e.g. 1,2,3", HelpName = "TYPES" };
        types.Validators.Add(result =>
        {
            if (ParseTypes(result.GetValueOrDefault<string?>()) is null)
            {
                result.AddError("'-t' takes message types from 1 to 27 with commas between, e.g. 1,2,3");
            }
        });

        var command = new Command(
            "decode",
            """
            NMEA/AIVDM to JSON, one object a line, as gpsdecode -j prints it.

            Examples:
              maritimewatch decode --input traffic.nmea.gz --output traffic.json
              nc -l 10110 | maritimewatch decode --input - -t 1,2,3
            """)
        {
            input, output, unscaled, split, types,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new GpsdJsonOptions(!parsed.GetValue(unscaled), parsed.GetValue(split), ParseTypes(parsed.GetValue(types)) is { Count: > 0 } asked ? asked : null);
            return RunAsync(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), options, cancellation);
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

    private static async Task<int> RunAsync(string input, string output, GpsdJsonOptions options, CancellationToken cancellation)
    {
        await using var source = await OpenAsync(input, cancellation);
        await using var target = output == "-" ? Console.OpenStandardOutput() : File.Create(output);
        var decoding = new Decoding(input == "-" ? "stdin" : input, options);
        var buffer = new byte[BufferBytes];
        var held = 0;
        while (true)
        {
            var read = await ReadAsync(source, buffer.AsMemory(held), decoding, cancellation);
            held = decoding.Read(buffer.AsSpan(0, held + read), isEnd: read == 0, out var rest);
            buffer.AsSpan(rest, held).CopyTo(buffer);
            await target.WriteAsync(decoding.Json.WrittenMemory, cancellation);
            decoding.Json.ResetWrittenCount();
            if (read == 0)
            {
                break;
            }
        }

        return decoding.Finish() ? ExitCode.SomeInputRejected : ExitCode.Done;
    }

    private static async Task<int> ReadAsync(Stream source, Memory<byte> free, Decoding decoding, CancellationToken cancellation)
    {
        try
        {
            return await source.ReadAsync(free, cancellation);
        }
        catch (InvalidDataException damage)
        {
            decoding.SayDamaged(damage.Message);
            return 0;
        }
    }

    /// <summary>The bytes of the input; what begins with the two marks of gzip is read compressed, whatever its name.</summary>
    private static async Task<Stream> OpenAsync(string input, CancellationToken cancellation)
    {
        var raw = PipeReader.Create(input == "-" ? Console.OpenStandardInput() : File.OpenRead(input), new StreamPipeReaderOptions(bufferSize: BufferBytes));
        var start = await raw.ReadAtLeastAsync(2, cancellation);
        var isGzip = start.Buffer.Length >= 2 && start.Buffer.FirstSpan is [0x1F, 0x8B, ..];
        raw.AdvanceTo(start.Buffer.Start);
        return isGzip ? new GZipStream(raw.AsStream(), CompressionMode.Decompress) : raw.AsStream();
    }

    /// <summary>One run: lines in, JSON into a buffer, rejected lines to standard error.</summary>
    private sealed class Decoding(string name, GpsdJsonOptions options)
    {
        private readonly LineFramer framer = new();
        private readonly SentenceParser parser = new();
        private readonly FragmentAssembler assembler = new();
        private readonly GpsdJson writer = new(options);
        private readonly StageCounter decode = new("Decode");
        private readonly long[] named = new long[DropReasons.Count];
        private bool isDamaged;

        public ArrayBufferWriter<byte> Json { get; } = new(BufferBytes);

        /// <summary>Decodes every whole line and tells where and how long the unfinished rest is.</summary>
        public int Read(ReadOnlySpan<byte> bytes, bool isEnd, out int rest)
        {
            var left = bytes;
            while (true)
            {
                var tooLong = framer.Counter.Dropped;
                var found = framer.TryReadLine(ref left, isEnd, out var line);
                if (framer.Counter.Dropped > tooLong)
                {
                    Say(DropReason.LineTooLong);
                }

                if (!found)
                {
                    rest = bytes.Length - left.Length;
                    return left.Length;
                }

                Decode(line);
            }
        }

        /// <summary>Ends the run with a summary on standard error.</summary>
        /// <returns>Whether anything was rejected.</returns>
        public bool Finish()
        {
            assembler.Finish();
            StageCounter[] stages = [framer.Counter, parser.Counter, assembler.Counter, decode];
            var reasons = Enum.GetValues<DropReason>().Select(reason => (Reason: reason, Count: stages.Sum(stage => stage.DroppedFor(reason)))).Where(entry => entry.Count > 0).ToList();
            var rejected = reasons.Where(entry => entry.Reason.IsRejection()).ToList();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"maritimewatch: {name}: {framer.Counter.In:N0} lines, {decode.Out:N0} messages decoded"
                + $"{List(", passed over ", reasons.Except(rejected))}{List(", rejected ", rejected)}"));
            return isDamaged || rejected.Count > 0;
        }

        /// <summary>The rest of the file cannot be read; what came before it counts.</summary>
        public void SayDamaged(string what)
        {
            isDamaged = true;
            Console.Error.WriteLine($"{name}:{framer.LineNumber + 1}: the compressed data is damaged or cut short ({what.TrimEnd('.')}); what came before it was decoded");
        }

        private static string List(string start, IEnumerable<(DropReason Reason, long Count)> reasons)
        {
            var parts = string.Join(", ", reasons.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Count:N0} {entry.Reason.InWords()}")));
            return parts.Length == 0 ? "" : start + parts;
        }

        private void Decode(ReadOnlySpan<byte> line)
        {
            if (!parser.TryParse(line, out var sentence, out var reason))
            {
                Say(reason);
                return;
            }

            if (!assembler.TryAssemble(sentence, out var bits, out _, out reason))
            {
                Say(reason);
                return;
            }

            decode.Received();
            reason = writer.Write(bits, sentence.Channel, Json);
            if (reason != DropReason.None)
            {
                decode.Drop(reason);
                Say(reason);
            }
        }

        private void Say(DropReason reason)
        {
            if (reason.IsRejection() && ++named[(int)reason] <= NamedPerReason)
            {
                Console.Error.WriteLine($"{name}:{framer.LineNumber}: {reason.InWords()}{(named[(int)reason] == NamedPerReason ? " (further ones are only counted)" : "")}");
            }
        }
    }
}
