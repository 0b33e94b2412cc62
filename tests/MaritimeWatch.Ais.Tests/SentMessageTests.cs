using System.Buffers;
using System.Diagnostics;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Every message that is written: bit by bit where the ITU tables have it, and read back by our decoder and by gpsd's.</summary>
public sealed class SentMessageTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20241117, 13);

    /// <summary>The name of a part A that only opens the way for a part B; longer than chance makes it.</summary>
    private const string Opener = "OPENS FOR PART B";

    private static readonly Instant Time = Instant.FromUnixSeconds(1_731_844_800);

    public static TheoryData<string> Names => [.. SentMessages.All.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_AnyMessage_PutsEachFieldWhereTheTableHasIt(string name) => Check.One(Seeded, Prop.ForAll(Of(name).ToArbitrary(), sent =>
    {
        var parser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var isComplete = false;
        foreach (var line in Lines(sent.Message, new AisEncoderOptions()))
        {
            Assert.False(isComplete);
            Assert.True(parser.TryParse(Bytes.Of(line), out var sentence, out _), line);
            Assert.Equal(Time, sentence.Time);
            isComplete = assembler.TryAssemble(sentence, out var bits, out _, out var reason);
            Assert.Equal(DropReason.None, reason);
            if (isComplete)
            {
                Compare(sent, bits);
            }
        }

        Assert.True(isComplete);
    }));

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_AnyMessage_IsPrintedWithItsValues(string name) => Check.One(Seeded, Prop.ForAll(Of(name).ToArbitrary(), sent =>
    {
        // Types that the printer does not know are held to their bits above.
        var lines = Printed(sent.Message);
        Assert.InRange(lines.Count, sent.Message.MessageType == 14 ? 0 : 1, 1);
        lines.ForEach(line => Compare(sent, JsonNode.Parse(line)!.AsObject()));
    }));

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_AnyMessage_IsReadByGpsdecodeWithItsValues()
    {
        // gpsd prints a part B only behind its part A; with -s it prints part A alone, and part B behind it all the same.
        var messages = SentMessages.All.SelectMany(entry => entry.Gen.Sample(120, new Rnd(20241117, 17), 200)).ToList();
        var sent = new ArrayBufferWriter<byte>();
        var encoder = new AisEncoder(new AisEncoderOptions(HasTagBlocks: false));
        foreach (var message in messages)
        {
            if (message.Message is StaticDataPartBMessage)
            {
                encoder.Write(new StaticDataPartAMessage(message.Message.Mmsi) { Name = Opener }, Time, sent);
            }

            encoder.Write(message.Message, Time, sent);
        }

        // The channels alternate with every message and gpsd keeps part A by channel: all on one.
        var oneChannel = string.Concat(Bytes.Text(sent.WrittenSpan).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => OnChannelA(line) + "\r\n"));
        var printed = Gpsdecode(Bytes.Of(oneChannel), "-j", "-u", "-s").Select(line => JsonNode.Parse(Mended(line))!.AsObject()).Where(IsAskedFor).ToList();

        Assert.Equal(messages.Count, printed.Count);
        foreach (var (message, json) in messages.Zip(printed))
        {
            Compare(message, json);
        }

        static bool IsAskedFor(JsonObject json) => (string?)json["part"] != "A" || (string?)json["shipname"] != Opener;
    }

    private static Gen<SentMessage> Of(string name) => SentMessages.All.Single(entry => entry.Name == name).Gen;

    private static void Compare(SentMessage sent, PayloadBits bits)
    {
        Assert.Equal(sent.Bits, bits.Count);
        var isAccountedFor = new bool[bits.Count];
        foreach (var (name, start, width, value) in sent.Numbers)
        {
            Assert.True((value < 0 ? bits.Signed(start, width) : bits.Unsigned(start, width)) == value, $"{name} at {start} of {sent}");
            Array.Fill(isAccountedFor, true, start, width);
        }

        Span<byte> ascii = stackalloc byte[SafetyBroadcastMessage.MaxTextLength];
        foreach (var (_, start, width, value) in sent.Texts)
        {
            Assert.Equal(value, width == 0 ? value : Bytes.Text(ascii[..bits.Text(start, width, ascii)]));
            Array.Fill(isAccountedFor, true, start, width);
        }

        // What the table calls spare or reserved is zero.
        Assert.All(Spare(bits, isAccountedFor), bit => Assert.Equal(0u, bit.Value));
    }

    private static List<(int Bit, uint Value)> Spare(PayloadBits bits, bool[] isAccountedFor)
    {
        var spare = new List<(int, uint)>();
        for (var bit = 0; bit < bits.Count; bit++)
        {
            if (!isAccountedFor[bit])
            {
                spare.Add((bit, bits.Unsigned(bit, 1)));
            }
        }

        return spare;
    }

    private static void Compare(SentMessage sent, JsonObject json)
    {
        var compared = 0;
        foreach (var (name, _, _, value) in sent.Numbers.Where(field => json.ContainsKey(field.Name)))
        {
            var printed = json[name]!.AsValue();
            var number = printed.TryGetValue<bool>(out var flag) ? (flag ? 1 : 0) : (long)printed;
            Assert.True(value == number, $"{name}: {value} was sent, {number} is printed: {json.ToJsonString()}");
            compared++;
        }

        foreach (var (name, _, _, value) in sent.Texts.Where(field => json.ContainsKey(field.Name)))
        {
            // gpsd takes the vendor for the older seven characters; in all versions the first three are the vendor.
            var printed = (string)json[name]!;
            Assert.Equal(value, name == "vendorid" ? printed[..Math.Min(printed.Length, value.Length)] : printed);
            compared++;
        }

        var named = sent.Numbers.Select(field => field.Name).Concat(sent.Texts.Select(field => field.Name)).Count(name => name.Length > 0);

        // A merged message 24 has the name of its part A; nothing else may be missing.
        Assert.Equal(named, compared);
    }

    private static List<string> Lines(IAisMessage message, AisEncoderOptions options)
    {
        var output = new ArrayBufferWriter<byte>();
        new AisEncoder(options).Write(message, Time, output);
        return [.. Bytes.Text(output.WrittenSpan).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }

    private static List<string> Printed(IAisMessage message)
    {
        var parser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var json = new GpsdJson(new GpsdJsonOptions(IsScaled: false, SplitsType24: true));
        var output = new ArrayBufferWriter<byte>();
        foreach (var line in Lines(message, new AisEncoderOptions()))
        {
            if (parser.TryParse(Bytes.Of(line), out var sentence, out _) && assembler.TryAssemble(sentence, out var bits, out _, out _))
            {
                json.Write(bits, sentence.Channel, output);
            }
        }

        return [.. Bytes.Text(output.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static string OnChannelA(string line)
    {
        var fields = line[..line.IndexOf('*', StringComparison.Ordinal)].Split(',');
        fields[4] = "A";
        return BitString.WithChecksum(string.Join(',', fields));
    }

    /// <summary>gpsd 3.26 and later forget a comma in message 27.</summary>
    private static string Mended(string line) => line.Replace("\"\"accuracy\"", "\",\"accuracy\"", StringComparison.Ordinal);

    private static List<string> Gpsdecode(byte[] input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(GpsdecodeFactAttribute.Path!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var reading = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        var text = reading.GetAwaiter().GetResult();
        process.WaitForExit();
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }
}
