using System.Globalization;
using System.Numerics;
using MaritimeWatch.Ais.Gpsd;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Decimals as C prints them: the exact value of the double nearest to the quotient, ties to even.</summary>
public sealed class PrintedDecimalTests
{
    [Theory]
    [InlineData(150, 600, 1, 2)] // 0.25 is exact: to even
    [InlineData(450, 600, 1, 8)] // 0.75
    [InlineData(30, 600, 1, 1)] // 0.05 lies above itself as a double
    [InlineData(90, 600, 1, 1)] // 0.15 below
    [InlineData(-30, 600, 1, -1)]
    [InlineData(3, 60_000, 4, 1)] // 0.00005
    [InlineData(108_600, 600, 1, 1_810)]
    public void Of_Tie_GoesWhereTheDoubleLies(long value, int divisor, int decimals, long expected) => Assert.Equal(expected, PrintedDecimal.Of(value, divisor, decimals));

    [Theory]
    [InlineData(600, 1, 131_072)] // message 17, 18 bits
    [InlineData(60_000, 4, 400_000)] // 1/1,000 minute
    [InlineData(600_000, 4, 400_000)]
    [InlineData(100, 1, 4_096)]
    public void Of_EveryValue_IsTheExactDoubleRounded(int divisor, int decimals, int most)
    {
        for (var value = -most; value <= most; value++)
        {
            if (Exact(value / (double)divisor, decimals) is var expected && PrintedDecimal.Of(value, divisor, decimals) != expected)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{value}/{divisor}: {PrintedDecimal.Of(value, divisor, decimals)}, not {expected}"));
            }
        }
    }

    /// <summary>A double as the integers it is made of, so that nothing is rounded but the result.</summary>
    private static long Exact(double value, int decimals)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52);
        if (exponent == 0)
        {
            return 0;
        }

        var numerator = new BigInteger((bits & ((1L << 52) - 1)) | (1L << 52)) * BigInteger.Pow(10, decimals);
        var denominator = BigInteger.One << (1_075 - exponent);
        var (below, rest) = BigInteger.DivRem(numerator, denominator);
        var half = (2 * rest).CompareTo(denominator);
        return Math.Sign(value) * (long)(half > 0 || (half == 0 && !below.IsEven) ? below + 1 : below);
    }
}
