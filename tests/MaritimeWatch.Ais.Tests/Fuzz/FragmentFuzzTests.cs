using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>Parts of messages with impossible counts and numbers, empty and huge identifiers, from many sources at once, hardly ever finished.</summary>
public sealed class FragmentFuzzTests
{
    private const int UsualCases = 100_000;

    /// <summary>Sixty-four messages of nine parts of 256 characters, and the lists about them.</summary>
    private const long MostAllocatedBytes = 512 * 1024;

    private static readonly string[] Identifiers = ["", "0", "1", "2", "3", "9", "10", "42", "999", "9999", "10000", "999999", "99999999999999999999", "-1", "x"];

    private static readonly string[] Payloads = ["", "0", "5", "wwwwwwwwww", "55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8", "88888888880", new('0', 256), new('0', 257), "0X0", "0 0"];

    [Fact]
    public void TryAssemble_AnyParts_HoldsFewAndAccountsForAll()
    {
        var parser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var lines = Lines(FuzzBudget.Cases(UsualCases));
        var (joined, messages, most) = (0L, 0, 0);
        var told = new long[DropReasons.Count];
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var line in lines)
        {
            if (!parser.TryParse(line, out var sentence, out _))
            {
                continue;
            }

            if (assembler.TryAssemble(sentence, out _, out _, out var reason))
            {
                joined += sentence.Count;
                messages += sentence.Count > 1 ? 1 : 0;
            }

            told[(int)reason]++;
            most = Math.Max(most, assembler.PendingCount);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        assembler.Finish();

        Assert.Equal(FragmentAssembler.MaxPending, most);
        Assert.Equal(0, assembler.PendingCount);
        Assert.Equal(parser.Counter.Out, assembler.Counter.In);
        Assert.Equal(joined, assembler.Counter.Out);
        Assert.Equal(told[(int)DropReason.Duplicate], assembler.Counter.DroppedFor(DropReason.Duplicate));
        Assert.InRange(allocated, 0, MostAllocatedBytes);
        Assert.InRange(messages, lines.Count / 200, lines.Count);
        Assert.InRange(assembler.Counter.DroppedFor(DropReason.FragmentAbandoned), lines.Count / 20, lines.Count);
        Assert.InRange(parser.Counter.DroppedFor(DropReason.Malformed), lines.Count / 20, lines.Count);
    }

    private static List<byte[]> Lines(int count)
    {
        var random = FuzzBudget.Random("fragments", 0);
        var lines = new List<byte[]>(count);
        for (var number = 0; number < count; number++)
        {
            var source = random.Next(3) switch
            {
                0 => "",
                1 => BitString.Tag($"s:r{random.Next(20)},c:{1_731_844_800 + number}"),
                _ => BitString.Tag($"g:{random.Next(1, 4)}-{random.Next(1, 4)}-{random.Next(40)},s:r{random.Next(20)}"),
            };
            if (random.Next(3) == 0)
            {
                // One of a few receivers, as it should be.
                lines.Add(Bytes.Of(BitString.Tag($"s:r{random.Next(4)}") + BitString.WithChecksum($"!AIVDM,2,{random.Next(1, 3)},{random.Next(10)},A,{Payloads[random.Next(1, 6)]},0")));
                continue;
            }

            var (parts, part) = random.Next(4) == 0 ? (random.Next(256), random.Next(256)) : (random.Next(1, 5), random.Next(1, 5));
            var channel = random.Next(5) switch { 0 => "", 1 => "B", 2 => "AB", _ => "A" };
            lines.Add(Bytes.Of(source + BitString.WithChecksum(
                $"!AIVDM,{parts},{part},{Identifiers[random.Next(Identifiers.Length)]},{channel},{Payloads[random.Next(Payloads.Length)]},{random.Next(7)}")));
        }

        return lines;
    }
}
