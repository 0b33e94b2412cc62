namespace MaritimeWatch.Ais.Gpsd;

/// <summary>What C prints for a quotient with so many decimals: the double nearest to the quotient, rounded by its exact value.</summary>
/// <remarks>
/// It matters where the quotient lies half way between two decimals, as every sixth position in 1/1000 minute does: the double lies a little
/// above or below, and where it is exact, C rounds to even.
/// </remarks>
internal static class PrintedDecimal
{
    private static ReadOnlySpan<int> Powers => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    /// <summary>The quotient in 10^-decimals.</summary>
    /// <param name="value">Of either sign.</param>
    /// <param name="divisor">Positive.</param>
    /// <param name="decimals">0 to 6.</param>
    public static long Of(long value, int divisor, int decimals)
    {
        var size = Math.Abs(value);
        var (below, rest) = Math.DivRem(size * Powers[decimals], divisor);
        var isUp = (2 * rest).CompareTo(divisor) switch
        {
            > 0 => true,
            < 0 => false,
            _ => IsTieUp(size, divisor, decimals, below),
        };
        return Math.Sign(value) * (isUp ? below + 1 : below);
    }

    private static bool IsTieUp(long size, int divisor, int decimals, long below)
    {
        // The sign of this difference is exact, because a fused multiplication rounds once.
        var above = Math.FusedMultiplyAdd(size / (double)divisor, 2.0 * Powers[decimals], -((2 * below) + 1));
        return above > 0 || (above == 0 && (below & 1) == 1);
    }
}
