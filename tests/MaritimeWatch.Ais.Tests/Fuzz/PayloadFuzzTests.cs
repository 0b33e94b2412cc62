using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>Every message type, real or not, at every length in bits, filled with random bits: a value or a reason, and nothing read past the end.</summary>
public sealed class PayloadFuzzTests
{
    private const int LongestBits = 1_200;
    private const int Types = 64;
    private const int UsualCases = 300_000;
    private const string Armour = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw";

    /// <summary>The types that are always among the decoded ones, whatever is added.</summary>
    private static readonly int[] Decoded = [1, 2, 3, 5, 9, 18, 19, 24, 27];

    private readonly MessageDecoder decoder = new(new StaticReportInterning(64));
    private readonly GpsdJson[] printers = [new(new GpsdJsonOptions()), new(new GpsdJsonOptions(IsScaled: false, SplitsType24: true))];
    private readonly ArrayBufferWriter<byte> json = new();

    [Fact]
    public void Decode_EveryTypeAtEveryLength_IsAReportOrACountedReasonAndValidJson()
    {
        var decoded = new HashSet<int>();
        var printed = new HashSet<int>();
        var (inputs, reports) = (0, 0);
        foreach (var (type, bits, random) in EveryTypeAtEveryLength(FuzzBudget.Cases(UsualCases)))
        {
            var payload = Payload(type, bits, random, out var fillBits);
            var buffer = Filled(payload, fillBits);
            inputs++;
            if (decoder.TryDecode(buffer.Bits, out var report, out var reason))
            {
                reports++;
                decoded.Add(type);
                Assert.Null(FuzzedReports.Fault(report));
            }
            else
            {
                Assert.NotEqual(DropReason.None, reason);
            }

            printed.UnionWith(Print(buffer.Bits, type));
        }

        Assert.Equal((inputs, reports), (decoder.Counter.In, decoder.Counter.Out));
        Assert.Empty(Decoded.Except(decoded));
        Assert.Empty(Decoded.Except(printed));
    }

    [Fact]
    public void Decode_AfterALongerMessage_SeesNothingOfIt()
    {
        // A message 5 cut short let one decoder show what the message before had left in memory.
        var used = new PayloadBuffer();
        var compared = 0;
        foreach (var (type, bits, random) in EveryTypeAtEveryLength(FuzzBudget.Cases(UsualCases / 9)))
        {
            var payload = Payload(type, bits, random, out var fillBits);
            Assert.True(used.TryFill(Bytes.Of(new string('w', 250)), 0));
            Assert.True(used.TryFill(payload, fillBits));
            var fresh = Filled(payload, fillBits);

            Assert.Equal(bits, used.Bits.Count);
            Assert.Equal(Shown(fresh.Bits), Shown(used.Bits));
            compared += Shown(fresh.Bits).Length > 0 ? 1 : 0;
        }

        Assert.InRange(compared, 100, int.MaxValue);
    }

    [Fact]
    public void Decode_OtherFillBits_ShortenTheMessageAndNothingElse()
    {
        var random = FuzzBudget.Random("fill bits", 0);
        for (var round = 0; round < FuzzBudget.Cases(20_000); round++)
        {
            var payload = Payload(random.Next(Types), random.Next(6, LongestBits), random, out _);
            var whole = Filled(payload, 0);
            var fillBits = random.Next(6);
            var shorter = Filled(payload, fillBits);

            Assert.Equal(whole.Bits.Count - fillBits, shorter.Bits.Count);
            var at = random.Next(shorter.Bits.Count);
            var width = random.Next(1, Math.Min(32, shorter.Bits.Count - at) + 1);
            Assert.Equal(whole.Bits.Unsigned(at, width), shorter.Bits.Unsigned(at, width));
            Assert.Equal(0u, shorter.Bits.Unsigned(shorter.Bits.Count, 32));
        }
    }

    [Fact]
    public void TryFill_IllegalCharacterAnywhere_IsRefused()
    {
        var random = FuzzBudget.Random("armour", 0);
        for (var round = 0; round < FuzzBudget.Cases(20_000); round++)
        {
            var payload = Payload(random.Next(Types), random.Next(6, LongestBits), random, out var fillBits);
            var value = (byte)random.Next(256);
            payload[random.Next(payload.Length)] = value;

            // 0 to W and ` to w (IEC 61162-1).
            var isLegal = value is (>= (byte)'0' and <= (byte)'W') or (>= (byte)'`' and <= (byte)'w');
            Assert.Equal(isLegal, new PayloadBuffer().TryFill(payload, fillBits));
        }
    }

    private static IEnumerable<(int Type, int Bits, Random Random)> EveryTypeAtEveryLength(int cases)
    {
        // The defined types in every round, the others in one.
        var rounds = Math.Max(1, cases / ((LongestBits + 1) * 28));
        for (var bits = 0; bits <= LongestBits; bits++)
        {
            var random = FuzzBudget.Random("payload", bits);
            for (var type = 0; type < Types; type++)
            {
                for (var round = type is >= 1 and <= 27 ? rounds : 1; round > 0; round--)
                {
                    yield return (type, bits, random);
                }
            }
        }
    }

    private static byte[] Payload(int type, int bits, Random random, out int fillBits)
    {
        var characters = new byte[(bits + 5) / 6];
        fillBits = (characters.Length * 6) - bits;
        for (var i = 0; i < characters.Length; i++)
        {
            characters[i] = (byte)Armour[i == 0 ? type : random.Next(64)];
        }

        // Random bits make few senders of nine digits, few part numbers, and hardly ever an application that is known.
        if (characters.Length > 7 && random.Next(2) == 0)
        {
            characters[1] = (byte)Armour[random.Next(16)];
            characters[6] = (byte)Armour[random.Next(64) & 0b11_1100 | random.Next(2)];
        }

        return characters;
    }

    private static PayloadBuffer Filled(byte[] payload, int fillBits)
    {
        var buffer = new PayloadBuffer();
        Assert.True(buffer.TryFill(payload, fillBits));
        return buffer;
    }

    /// <summary>What is decoded and printed of a message by itself.</summary>
    private string Shown(PayloadBits bits)
    {
        new MessageDecoder(new StaticReportInterning(4)).TryDecode(bits, out var report, out var reason);
        json.ResetWrittenCount();
        var printed = new GpsdJson(new GpsdJsonOptions(SplitsType24: true)).Write(bits, (byte)'A', json);
        return reason == DropReason.None || printed == DropReason.None ? $"{FuzzedReports.Text(report)} {Bytes.Text(json.WrittenSpan)}" : "";
    }

    private List<int> Print(PayloadBits bits, int type)
    {
        var printed = new List<int>();
        foreach (var printer in printers)
        {
            json.ResetWrittenCount();
            var reason = printer.Write(bits, (byte)'A', json);
            Assert.True(reason == DropReason.None || json.WrittenCount == 0);
            if (json.WrittenCount > 0)
            {
                using var document = JsonDocument.Parse(json.WrittenMemory);
                Assert.Equal(("AIS", type), (document.RootElement.GetProperty("class").GetString(), document.RootElement.GetProperty("type").GetInt32()));
                printed.Add(type);
            }
        }

        return printed;
    }
}
