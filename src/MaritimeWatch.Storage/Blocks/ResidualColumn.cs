using System.Numerics;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>Small whole numbers, mostly near zero, in Golomb-Rice codes whose width is chosen anew for every 64 of them.</summary>
/// <remarks>
/// R. F. Rice, "Some practical universal noiseless coding techniques", JPL 79-22, 1979. Each run of 64 begins with six bits: 0 where all are zero,
/// else 1 more than the width. A value whose unary part would be 24 or longer stands as it is, in 64 bits behind 24 ones.
/// </remarks>
internal static class ResidualColumn
{
    private const int RunLength = 64;
    private const int HeaderBits = 6;
    private const int MostOnes = 24;
    private const int MostWidth = 40;

    /// <summary>What is far out does not tell what is usual.</summary>
    private const ulong MostOfMean = 1UL << MostWidth;

    /// <summary>How many bits <see cref="Write"/> takes, nearly enough to compare one way to guess with another.</summary>
    public static long Cost(ReadOnlySpan<long> residuals)
    {
        var bits = 0.0;
        for (var first = 0; first < residuals.Length; first += RunLength)
        {
            var run = residuals[first..Math.Min(first + RunLength, residuals.Length)];
            var sum = 0UL;
            foreach (var residual in run)
            {
                sum += Math.Min(Fold(residual), MostOfMean);
            }

            bits += sum == 0 ? 0 : run.Length * (1 + Math.Log2(1 + ((double)sum / run.Length)));
        }

        return (long)bits;
    }

    public static void Write(BitWriter writer, ReadOnlySpan<long> residuals)
    {
        Span<ulong> folded = stackalloc ulong[RunLength];
        for (var first = 0; first < residuals.Length; first += RunLength)
        {
            var run = folded[..Math.Min(RunLength, residuals.Length - first)];
            for (var i = 0; i < run.Length; i++)
            {
                run[i] = Fold(residuals[first + i]);
            }

            var width = Width(run);
            writer.Write((ulong)(width + 1), HeaderBits);
            if (width < 0)
            {
                continue;
            }

            foreach (var value in run)
            {
                var ones = value >> width;
                if (ones < MostOnes)
                {
                    // The ones, the zero that ends them, then the low bits.
                    writer.Write(((1UL << (int)ones) - 1) << 1, (int)ones + 1);
                    writer.Write(value & ((1UL << width) - 1), width);
                }
                else
                {
                    writer.Write((1UL << MostOnes) - 1, MostOnes);
                    writer.Write(value, 64);
                }
            }
        }
    }

    /// <exception cref="InvalidDataException">Nothing that <see cref="Write"/> has written.</exception>
    public static void Read(ref BitReader reader, Span<long> residuals)
    {
        for (var first = 0; first < residuals.Length; first += RunLength)
        {
            var run = residuals[first..Math.Min(first + RunLength, residuals.Length)];
            var width = (int)reader.Read(HeaderBits) - 1;
            if (width < 0)
            {
                run.Clear();
                continue;
            }

            if (width > MostWidth)
            {
                throw new InvalidDataException("a column of the block has a width that is never written");
            }

            for (var i = 0; i < run.Length; i++)
            {
                var ones = reader.ReadOnes(MostOnes);
                run[i] = Unfold(ones < MostOnes ? ((ulong)ones << width) | reader.Read(width) : reader.Read(64));
            }
        }
    }

    /// <summary>The width that costs least, or -1 where all are zero.</summary>
    private static int Width(ReadOnlySpan<ulong> run)
    {
        var sum = 0UL;
        foreach (var value in run)
        {
            sum += Math.Min(value, MostOfMean);
        }

        if (sum == 0)
        {
            return -1;
        }

        // Around a good guess values fall off so that the logarithm of their mean is the best width or one above it; where a few are far out it is less.
        var best = Math.Min(BitOperations.Log2((sum / (ulong)run.Length) + 1), MostWidth);
        var cost = CostOf(run, best);
        for (var width = best - 1; width >= 0 && CostOf(run, width) is var less && less < cost; width--)
        {
            (best, cost) = (width, less);
        }

        return best < MostWidth && CostOf(run, best + 1) < cost ? best + 1 : best;
    }

    private static long CostOf(ReadOnlySpan<ulong> run, int width)
    {
        var bits = 0L;
        foreach (var value in run)
        {
            bits += Math.Min((long)(value >> width) + 1 + width, MostOnes + 64);
        }

        return bits;
    }

    /// <summary>0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 …</summary>
    public static ulong Fold(long value) => (ulong)((value << 1) ^ (value >> 63));

    /// <summary>What <see cref="Fold"/> had.</summary>
    public static long Unfold(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
