namespace MaritimeWatch.Simulator.Numerics;

/// <summary>A generator of our own (xoshiro256**, seeded by SplitMix64), so that a seed gives the same traffic on every platform and runtime.</summary>
/// <remarks>The normal deviate is a sum of twelve uniforms: exact arithmetic, no logarithm whose last bit differs between C libraries.</remarks>
internal sealed class SeededRandom
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>A generator for one purpose: the same seed with another stream number is independent of it.</summary>
    public SeededRandom(ulong seed, ulong stream = 0)
    {
        var state = seed ^ (stream * 0xD1342543DE82EF95UL);
        s0 = SplitMix(ref state);
        s1 = SplitMix(ref state);
        s2 = SplitMix(ref state);
        s3 = SplitMix(ref state);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        var result = ulong.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = ulong.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>0 (inclusive) to 1 (exclusive).</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Between two numbers.</summary>
    public double Between(double low, double high) => low + ((high - low) * NextUnit());

    /// <summary>A whole number from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    public int Next(int low, int high) => low + (int)(NextUnit() * (high - low));

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => NextUnit() < probability;

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Next(0, choices.Count)];

    /// <summary>Normally distributed, mean 0, standard deviation 1, never beyond 6.</summary>
    public double NextNormal()
    {
        long sum = 0;
        for (var draw = 0; draw < 3; draw++)
        {
            var bits = NextBits();
            sum += (long)(bits & 0xFFFF) + (long)((bits >> 16) & 0xFFFF) + (long)((bits >> 32) & 0xFFFF) + (long)(bits >> 48);
        }

        return ((sum + 6) / 65536.0) - 6;
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
