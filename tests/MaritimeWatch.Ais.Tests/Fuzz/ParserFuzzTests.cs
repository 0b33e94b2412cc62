using System.Text;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>Every parser of bytes under random, damaged, cut and enormous input. Seeded and counted: a failure repeats, and a run is as long everywhere.</summary>
public sealed class ParserFuzzTests
{
    private const int UsualCases = 15_000;
    private const int LeastShareRead = 6;
    private const int LargeBytes = 10_000_000;
    private const int Nesting = 10_000;

    /// <summary>A parser holds a buffer or two of its own and a line; nothing grows with the input.</summary>
    private const long MostAllocatedBytes = 2_000_000;

    public static TheoryData<string> Names => [.. FuzzedParsers.All.Select(parser => parser.Name)];

    public static TheoryData<string> Recorded => [.. FuzzedParsers.All.Where(FuzzedRecording.Has).Select(parser => parser.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_BadInput_KeepsEveryPromise(string name)
    {
        var cases = FuzzBudget.Cases(UsualCases);

        var outputs = FuzzSuite.Run(FuzzedParsers.Of(name), cases);

        Assert.InRange(outputs, cases / LeastShareRead, long.MaxValue);
    }

    [SharedDataTheory]
    [MemberData(nameof(Recorded))]
    public void Read_DamagedRecordings_KeepsEveryPromise(string name)
    {
        var cases = FuzzBudget.Cases(UsualCases / 3);
        var recorded = new FuzzedRecording(FuzzedParsers.Of(name));

        Assert.InRange(FuzzSuite.Run(recorded, cases), cases / LeastShareRead, long.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_FileCutAtEveryByte_ReadsWhatIsWhole(string name)
    {
        var parser = FuzzedParsers.Of(name);

        FuzzSuite.CutEverywhere(parser, [.. parser.Seeds.Where((_, index) => index % 7 == 0 || index < 8).SelectMany(seed => seed), .. parser.NextGood]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_EnormousInput_HoldsNothingAndReadsTheNextGoodLine(string name)
    {
        var parser = FuzzedParsers.Of(name);
        foreach (var (what, input) in Enormous(parser))
        {
            FuzzSuite.CheckLarge(parser, input, what, MostAllocatedBytes);
        }
    }

    private static IEnumerable<(string What, byte[] Input)> Enormous(IFuzzedParser parser)
    {
        foreach (var character in "x\0\n\"\\,!{[")
        {
            yield return ($"ten million bytes of 0x{(int)character:X2}", Repeated(character.ToString(), LargeBytes));
        }

        yield return ("arrays nested ten thousand deep", Bytes.Of(new string('[', Nesting) + new string(']', Nesting)));
        yield return ("objects nested ten thousand deep", [.. Repeated("{\"a\":", Nesting * 5), (byte)'1', .. Repeated("}", Nesting)]);
        yield return ("a good line a thousand times without its end", Repeated(Bytes.Text(parser.NextGood).TrimEnd(), parser.NextGood.Length * 1_000));
        yield return ("a payload of ten million characters", parser.Mended([.. "!AIVDM,1,1,,A,"u8, .. Repeated("5", LargeBytes), .. ",0*00"u8]));
        yield return ("a TAG block of ten million characters", parser.Mended([.. "\\s:"u8, .. Repeated("r", LargeBytes), .. "*00\\"u8, .. parser.NextGood]));
        yield return ("a thousand TAG blocks before one sentence", [.. Repeated("\\c:1731844800*5D\\", 16_000), .. parser.NextGood]);
        yield return ("a million empty TAG blocks", Repeated("\\\\\n", 3_000_000));
        yield return ("a quoted field of ten million characters", [(byte)'"', .. Repeated("x", LargeBytes), (byte)'"']);
    }

    private static byte[] Repeated(string text, int bytes)
    {
        var piece = Bytes.Latin1(text);
        var all = new byte[bytes / piece.Length * piece.Length];
        for (var at = 0; at < all.Length; at += piece.Length)
        {
            piece.CopyTo(all, at);
        }

        return all;
    }
}
