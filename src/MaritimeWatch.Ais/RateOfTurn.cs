using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais;

/// <summary>The rate-of-turn code of messages 1 to 3 (ITU-R M.1371-5, table 48): code = 4.733 × √(degrees a minute), sign kept.</summary>
internal static class RateOfTurn
{
    /// <summary>1/10 degree a minute: code 127 as a rate, (127 / 4.733)²; it stands for "more than 5° in 30 s".</summary>
    public const int MaxTenths = 7_200;

    /// <summary>1/10 degree a minute: what a table holds whose writer took the code 128 for a rate.</summary>
    public const int NotAvailableTenths = 7_314;

    private const double CodePerRoot = 4.733;
    private static readonly short[] TenthsOf = [.. Enumerable.Range(-128, 256).Select(code => Tenths(code))];

    /// <summary>1/10 degree a minute of a code from -128 to 127.</summary>
    public static short ToTenths(int code) => TenthsOf[code + 128];

    /// <summary>The code nearest to a rate in 1/10 degree a minute.</summary>
    public static int ToCode(short tenths)
    {
        if (tenths == PositionReport.NoRateOfTurn)
        {
            return -128;
        }

        return ToCode(tenths / 10.0);
    }

    /// <summary>The code nearest to a rate in degrees a minute.</summary>
    public static int ToCode(double degreesPerMinute) =>
        Math.Sign(degreesPerMinute) * Math.Min((int)Math.Round(CodePerRoot * Math.Sqrt(Math.Abs(degreesPerMinute))), 127);

    private static short Tenths(int code)
    {
        if (code is -128)
        {
            return PositionReport.NoRateOfTurn;
        }

        var root = code / CodePerRoot;
        return (short)(Math.Sign(code) * (int)Math.Round(root * root * 10));
    }
}
