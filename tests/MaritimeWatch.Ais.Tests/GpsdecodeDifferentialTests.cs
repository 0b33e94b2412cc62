using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Tests;
using Xunit.Abstractions;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Our JSON beside that of gpsdecode, message by message, over every recording of NMEA sentences.</summary>
/// <remarks>
/// Normalised: the points of the design's table (turn's sign, words that differ between gpsd versions, message 27, vendorid). gpsd must
/// never know a message that is missing here. The other way round it may: gpsd holds one unfinished message a channel and
/// does not read some forms of TAG blocks.
/// </remarks>
public sealed partial class GpsdecodeDifferentialTests(ITestOutputHelper log)
{
    private static readonly HashSet<int> Types = [1, 2, 3, 4, 5, 9, 11, 18, 19, 21, 24, 27];

    [GpsdecodeFact]
    public void Write_EveryRecording_IsWhatGpsdecodePrints() => Compare(new GpsdJsonOptions(), "-j");

    [GpsdecodeFact]
    public void Write_EveryRecordingUnscaled_IsWhatGpsdecodePrints() => Compare(new GpsdJsonOptions(IsScaled: false), "-j", "-u");

    [GeneratedRegex("^\\{\"class\":\"AIS\",\"device\":\"stdin\",\"type\":(\\d+),")]
    private static partial Regex Type();

    private void Compare(GpsdJsonOptions options, params string[] arguments)
    {
        var compared = 0;
        var onlyOurs = 0;
        foreach (var file in Recordings())
        {
            // gpsd does not see a last line without its end.
            byte[] bytes = [.. RecordedTraffic.Bytes(file), (byte)'\n'];
            var theirs = Normalised(Gpsdecode(bytes, arguments), areTheirs: true);
            var ours = Normalised(Ours(file, options), areTheirs: false);
            var missing = theirs.Where(entry => ours.GetValueOrDefault(entry.Key) < entry.Value).Select(entry => entry.Key).ToList();
            var extra = ours.Sum(entry => Math.Max(0, entry.Value - theirs.GetValueOrDefault(entry.Key)));
            log.WriteLine($"{file}: {theirs.Values.Sum()} of gpsd, {missing.Count} missing here, {extra} only here");
            Assert.Equal([], missing);
            compared += theirs.Values.Sum();
            onlyOurs += extra;
        }

        Assert.InRange(compared, 90_000, int.MaxValue);
        Assert.InRange(onlyOurs, 0, compared / 1_000);
    }

    private static IEnumerable<string> Recordings() =>
        from folder in new[] { "aislib", "amsa", "avnav", "dma-nmea", "gpsd", "kystverket", "libais", "opencpn", "pyais", "signalk" }
        from path in Directory.GetFiles(SharedData.Path(folder)).Order()
        where !path.EndsWith(".json", StringComparison.Ordinal)
        select Path.Combine(folder, Path.GetFileName(path));

    private static List<string> Ours(string file, GpsdJsonOptions options)
    {
        var output = new ArrayBufferWriter<byte>();
        var parser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var json = new GpsdJson(options);
        foreach (var line in RecordedTraffic.Lines(file))
        {
            if (parser.TryParse(line, out var sentence, out _) && assembler.TryAssemble(sentence, out var bits, out _, out _))
            {
                json.Write(bits, sentence.Channel, output);
            }
        }

        return [.. Bytes.Text(output.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static List<string> Gpsdecode(byte[] input, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(GpsdecodeFactAttribute.Path!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var reading = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        var text = reading.GetAwaiter().GetResult();
        process.WaitForExit();
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }

    private static Dictionary<string, int> Normalised(List<string> lines, bool areTheirs)
    {
        var counts = new Dictionary<string, int>();
        foreach (var line in lines)
        {
            // gpsd prints types that are not read here, and for some of them no valid JSON.
            if (Type().Match(line) is not { Success: true } type || !Types.Contains(int.Parse(type.Groups[1].Value, CultureInfo.InvariantCulture)))
            {
                Assert.True(areTheirs, line);
                continue;
            }

            var message = JsonNode.Parse(line)!.AsObject();

            var isScaled = (bool)message["scaled"]!;
            if (isScaled && message["turn"] is JsonValue turn && turn.TryGetValue<int>(out var rate))
            {
                message["turn"] = Math.Abs(rate);
            }

            if (message["vendorid"] is { } vendor)
            {
                var text = (string)vendor!;
                message["vendorid"] = text[..Math.Min(3, text.Length)].TrimEnd();
            }

            if ((int)message["type"]! == 27)
            {
                message.Remove("status");
                message["lon"] = Math.Round((double)message["lon"]!, 1);
                message["lat"] = Math.Round((double)message["lat"]!, 1);
            }

            message.Remove("status_text");
            var key = message.ToJsonString();
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return counts;
    }
}
