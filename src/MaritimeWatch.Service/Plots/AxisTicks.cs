using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Plots;

/// <summary>Round values for the ticks of an axis.</summary>
internal static class AxisTicks
{
    private static readonly int[] Seconds = [10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000];

    /// <summary>A step of 1, 2 or 5 times a power of ten, so that there are about so many ticks.</summary>
    public static double Step(double span, int about)
    {
        var rough = Math.Max(span, 1e-9) / Math.Max(1, about);
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
    }

    /// <summary>Full minutes, hours or days in a span, so that there are at most so many.</summary>
    public static IReadOnlyList<Instant> Times(Instant from, Instant to, int most)
    {
        var span = (to - from).TotalSeconds;
        var step = Seconds.FirstOrDefault(one => span / one <= most);
        step = step == 0 ? (int)Math.Ceiling(span / most / 2_592_000) * 2_592_000 : step;
        var ticks = new List<Instant>();
        for (var tick = (long)Math.Ceiling(from.UnixMilliseconds / 1000.0 / step) * step; tick * 1000 <= to.UnixMilliseconds; tick += step)
        {
            ticks.Add(Instant.FromUnixSeconds(tick));
        }

        return ticks;
    }
}
