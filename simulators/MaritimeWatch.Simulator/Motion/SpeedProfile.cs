namespace MaritimeWatch.Simulator.Motion;

/// <summary>Speed as a broken line over time or over the distance made good.</summary>
/// <param name="keys">Seconds after the start of the traffic, or metres along the route; rising.</param>
/// <param name="knots">Speed at each key; constant before the first and after the last.</param>
/// <param name="isByDistance">Whether the keys are metres along the route.</param>
internal sealed class SpeedProfile(double[] keys, double[] knots, bool isByDistance = false)
{
    private int next;

    public bool IsByDistance { get; } = isByDistance;

    public static SpeedProfile Constant(double knots) => new([0], [knots]);

    /// <summary>Pairs of minutes (relative to <paramref name="originSeconds"/>) and knots.</summary>
    public static SpeedProfile OverTime(double originSeconds, params (double Minutes, double Knots)[] points) =>
        new([.. points.Select(point => originSeconds + (point.Minutes * 60))], [.. points.Select(point => point.Knots)]);

    /// <summary>Pairs of metres along the route and knots.</summary>
    public static SpeedProfile OverDistance(params (double Metres, double Knots)[] points) =>
        new([.. points.Select(point => point.Metres)], [.. points.Select(point => point.Knots)], true);

    /// <summary>Knots at a key; keys are asked in rising order.</summary>
    public double At(double key)
    {
        while (next < keys.Length && keys[next] <= key)
        {
            next++;
        }

        if (next == 0)
        {
            return knots[0];
        }

        if (next == keys.Length)
        {
            return knots[^1];
        }

        var share = (key - keys[next - 1]) / (keys[next] - keys[next - 1]);
        return knots[next - 1] + ((knots[next] - knots[next - 1]) * share);
    }

    /// <summary>Metres covered between two times of a profile over time.</summary>
    public double MetresBetween(double fromSeconds, double toSeconds)
    {
        var walk = new SpeedProfile(keys, knots);
        var metres = 0.0;
        for (var second = fromSeconds; second < toSeconds; second++)
        {
            metres += walk.At(second) * Domain.Geodesy.Nautical.MetresPerSecondPerKnot * Math.Min(1, toSeconds - second);
        }

        return metres;
    }
}
