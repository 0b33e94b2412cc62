namespace MaritimeWatch.Simulator.Numerics;

/// <summary>Sine, cosine and arc tangent from additions, multiplications and divisions alone, which IEEE 754 rounds the same everywhere.</summary>
/// <remarks>The functions of <see cref="Math"/> come from the C library and may differ in the last bit between platforms. Error here below 1e-8.</remarks>
internal static class Trigonometry
{
    public const double RadiansPerDegree = Math.PI / 180;

    private const double HalfPi = Math.PI / 2;

    public static (double Sin, double Cos) SinCos(double radians)
    {
        var quarters = Math.Round(radians / HalfPi);
        var r = radians - (quarters * HalfPi);
        var r2 = r * r;
        var sin = r * (1 - (r2 / 6 * (1 - (r2 / 20 * (1 - (r2 / 42 * (1 - (r2 / 72 * (1 - (r2 / 110))))))))));
        var cos = 1 - (r2 / 2 * (1 - (r2 / 12 * (1 - (r2 / 30 * (1 - (r2 / 56 * (1 - (r2 / 90)))))))));
        return ((long)quarters & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    public static (double Sin, double Cos) SinCosDegrees(double degrees) => SinCos(degrees * RadiansPerDegree);

    /// <summary>The direction of a vector in degrees true, 0 to 360.</summary>
    public static double Bearing(double east, double north)
    {
        var e = Math.Abs(east);
        var n = Math.Abs(north);
        if (e + n == 0)
        {
            return 0;
        }

        var fromNorth = e <= n ? ArcTangent(e / n) : HalfPi - ArcTangent(n / e);
        var degrees = fromNorth / RadiansPerDegree;
        degrees = north < 0 ? 180 - degrees : degrees;
        return east < 0 && degrees > 0 ? 360 - degrees : degrees;
    }

    // 0 <= t <= 1
    private static double ArcTangent(double t)
    {
        const double TanEighthTurn = 0.41421356237309503;
        var shift = 0.0;
        if (t > TanEighthTurn)
        {
            shift = Math.PI / 4;
            t = (t - 1) / (t + 1);
        }

        var t2 = t * t;
        var sum = 0.0;
        for (var order = 21; order >= 1; order -= 2)
        {
            sum = (1.0 / order) - (t2 * sum);
        }

        return shift + (t * sum);
    }
}
