namespace MaritimeWatch.Detection.Normality;

/// <summary>Draws that are the same everywhere for a seed: SplitMix64 (Steele, Lea and Flood 2014).</summary>
internal struct SeededDraws(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var bits = VesselHash.Mix(state);
        state += 0x9E3779B97F4A7C15;
        return bits;
    }

    /// <summary>From 0 up to but not 1, in steps of 2^-53.</summary>
    public double NextPart() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 up to but not <paramref name="below"/>.</summary>
    public int NextIndex(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);
}
