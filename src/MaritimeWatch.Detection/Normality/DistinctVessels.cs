using System.Numerics;
using System.Runtime.InteropServices;

namespace MaritimeWatch.Detection.Normality;

/// <summary>How many different vessels, in a kilobyte, whoever comes twice: linear counting (Whang, Vander-Zanden and Taylor 1990).</summary>
/// <remarks>One bit of 8,192 for each vessel; the share of empty ones tells the number, within 1 to 2 % up to some ten thousand. Two counts are joined by OR.</remarks>
internal sealed class DistinctVessels
{
    public const int Bits = 8192;
    public const int Bytes = Bits / 8;

    private readonly ulong[] bits = new ulong[Bits / 64];

    public void Add(ulong hash)
    {
        var bit = (int)(hash >> 16) & (Bits - 1);
        bits[bit >> 6] |= 1UL << (bit & 63);
    }

    public void Add(DistinctVessels other)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] |= other.bits[i];
        }
    }

    public double Estimate()
    {
        var used = 0;
        foreach (var word in bits)
        {
            used += BitOperations.PopCount(word);
        }

        return Estimate(used, Bits);
    }

    /// <summary>The number of vessels that leaves so many of the bits used; a full sketch counts as one with a single bit left.</summary>
    public static double Estimate(int used, int bits) => bits * Math.Log(bits / (double)Math.Max(1, bits - used));

    /// <summary>The sketch as the file holds it.</summary>
    public Span<byte> AsBytes() => MemoryMarshal.AsBytes(bits.AsSpan());
}
