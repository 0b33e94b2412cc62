using System.Globalization;

namespace MaritimeWatch.Tests;

/// <summary>How many inputs a fuzz test makes, and from which seed. Counted, never timed: the same run anywhere gives the same inputs.</summary>
/// <remarks><c>MARITIMEWATCH_FUZZ_CASES=1000000</c> makes a longer run, <c>MARITIMEWATCH_FUZZ_SEED=7</c> another one.</remarks>
internal static class FuzzBudget
{
    private const int UsualSeed = 20_241_117;

    /// <summary>Inputs for each parser.</summary>
    /// <param name="usual">In an ordinary test run.</param>
    public static int Cases(int usual) => Number("MARITIMEWATCH_FUZZ_CASES") ?? usual;

    /// <summary>The seed of the whole run.</summary>
    public static int Seed { get; } = Number("MARITIMEWATCH_FUZZ_SEED") ?? UsualSeed;

    /// <summary>The generator of one input: each has its own, so that one alone can be made again.</summary>
    public static Random Random(string parser, int number)
    {
        // Not string.GetHashCode, which differs from process to process.
        var hash = (uint)Seed;
        foreach (var character in parser)
        {
            hash = (hash ^ character) * 16_777_619;
        }

        return new Random((int)((hash ^ (uint)number) * 2_654_435_761));
    }

    private static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
        ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : null;
}
