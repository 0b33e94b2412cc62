using System.Globalization;
using System.Text;

namespace MaritimeWatch.Tests;

/// <summary>The promises that every parser of bytes keeps, whatever comes in.</summary>
/// <remarks>
/// No exception; every drop counted with its reason and nothing else lost; the same result however the transport cuts the bytes; and a good
/// line after bad ones is read. A failure shows the seed, the number of the input and the input, made as short as still fails.
/// </remarks>
internal static class FuzzSuite
{
    private const int PieceBytes = 1 << 16;
    private const int ShrinkTries = 2_000;

    /// <summary>Random and damaged inputs.</summary>
    /// <returns>How many outputs there were in all: a run that never gets past the first check proves nothing.</returns>
    public static long Run(IFuzzedParser parser, int cases)
    {
        var outputs = 0L;
        for (var number = 0; number < cases; number++)
        {
            var random = FuzzBudget.Random(parser.Name, number);
            var input = FuzzInput.Next(parser, random);
            var cutting = random.Next();
            Check(parser, input, cutting, string.Create(CultureInfo.InvariantCulture, $"input {number} of seed {FuzzBudget.Seed}"), ref outputs);
        }

        return outputs;
    }

    /// <summary>A good file cut at every byte: what was whole before the cut is read as ever.</summary>
    public static void CutEverywhere(IFuzzedParser parser, byte[] file)
    {
        var whole = parser.Read(Pieces(file, null)).Outputs;
        Assert.NotEmpty(whole);
        var outputs = 0L;
        for (var length = 0; length <= file.Length; length++)
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"cut after byte {length}");
            Check(parser, file[..length], length, what, ref outputs);

            // The piece that the cut leaves may still be something; everything before it is the same.
            var read = parser.Read(Pieces(file[..length], null)).Outputs;
            Assert.Equal(whole.Take(read.Count - 1), read.Take(read.Count - 1));
        }
    }

    /// <summary>One large input: nothing is kept of it, and the good line after it is read.</summary>
    public static void CheckLarge(IFuzzedParser parser, byte[] input, string what, long allocatedAtMost)
    {
        byte[] withNext = [.. input, (byte)'\n', .. parser.NextGood];

        // Once before, so that nothing is measured that is made once in a process.
        parser.Read(Pieces(parser.NextGood, null));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = parser.Read(Pieces(withNext, null));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(outcome.Fault is null, $"{parser.Name}, {what}: {outcome.Fault}");
        Assert.True(outcome.Outputs.Any(output => output.Contains(parser.NextGoodSign, StringComparison.Ordinal)), $"{parser.Name}, {what}: the good line after it was lost");
        Assert.True(allocated <= allocatedAtMost, $"{parser.Name}, {what}: {allocated} bytes allocated, {allocatedAtMost} are enough");
    }

    /// <summary>All promises on one input.</summary>
    public static void Check(IFuzzedParser parser, byte[] input, int cutting, string what, ref long outputs)
    {
        if (Fault(parser, input, cutting, ref outputs) is { } fault)
        {
            var ignored = 0L;
            var least = Shrunk(input, shorter => Fault(parser, shorter, cutting, ref ignored) is not null);
            Assert.Fail($"{parser.Name}, {what} ({input.Length} bytes): {fault}\nthe shortest input found that fails ({least.Length} bytes): {Shown(least)}");
        }
    }

    private static string? Fault(IFuzzedParser parser, byte[] input, int cutting, ref long outputs)
    {
        try
        {
            var whole = parser.Read(Pieces(input, null));
            outputs += whole.Outputs.Count;
            if (whole.Fault is { } fault)
            {
                return fault;
            }

            var cut = parser.Read(Pieces(input, new Random(cutting)));
            if (!whole.Outputs.SequenceEqual(cut.Outputs) || whole.Counts != cut.Counts)
            {
                return $"cut into pieces it reads otherwise\nwhole: {whole.Counts} {string.Join(" | ", whole.Outputs)}\n  cut: {cut.Counts} {string.Join(" | ", cut.Outputs)}";
            }

            var next = parser.Read(Pieces([.. input, (byte)'\n', .. parser.NextGood], null));
            return next.Fault is { } after ? $"with a good line behind it: {after}"
                : next.Outputs.Any(output => output.Contains(parser.NextGoodSign, StringComparison.Ordinal)) ? null
                : "the good line after it is lost";
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            return failure.ToString();
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(byte[] input, Random? cutting)
    {
        for (var at = 0; at < input.Length;)
        {
            var length = Math.Min(input.Length - at, cutting is null ? PieceBytes : cutting.Next(1, cutting.Next(2) == 0 ? 4 : 200));
            yield return input.AsMemory(at, length);
            at += length;
        }
    }

    /// <summary>Takes pieces out for as long as it still fails.</summary>
    private static byte[] Shrunk(byte[] input, Func<byte[], bool> fails)
    {
        var tries = 0;
        for (var size = Math.Max(1, input.Length / 2); size > 0; size /= 2)
        {
            for (var at = 0; at + size <= input.Length && tries < ShrinkTries;)
            {
                tries++;
                byte[] shorter = [.. input[..at], .. input[(at + size)..]];
                if (fails(shorter))
                {
                    input = shorter;
                }
                else
                {
                    at += size;
                }
            }
        }

        return input;
    }

    private static string Shown(byte[] input)
    {
        var text = new StringBuilder();
        foreach (var value in input.AsSpan(0, Math.Min(input.Length, 1_000)))
        {
            text.Append(value switch
            {
                (byte)'\\' => "\\\\",
                (byte)'\n' => "\\n",
                (byte)'\r' => "\\r",
                >= 32 and < 127 => ((char)value).ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\x{value:X2}"),
            });
        }

        return text.ToString();
    }
}
