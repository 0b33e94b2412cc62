using System.Globalization;

namespace MaritimeWatch.Load;

/// <summary>A sample of latencies, in milliseconds.</summary>
internal sealed class Latencies
{
    private readonly List<double> milliseconds = [];

    public int Count => milliseconds.Count;

    public void Add(double value) => milliseconds.Add(value);

    public void AddAll(IEnumerable<Latencies> others) => milliseconds.AddRange(others.SelectMany(other => other.milliseconds));

    /// <summary>The value that a part of the sample does not exceed; by the nearest rank.</summary>
    public double Percentile(double part)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {Percentile(0.5):0.0} ms, p90 {Percentile(0.9):0.0} ms, p99 {Percentile(0.99):0.0} ms, max {Percentile(1):0.0} ms ({Count:N0} samples)");
}
