using System.Text;

namespace MaritimeWatch.Influx.Tests;

/// <summary>Points for these tests.</summary>
internal static class Lines
{
    /// <summary>A batch of points <c>m n=1i</c>, one a number, at that time.</summary>
    public static LineBatch Batch(IEnumerable<int> numbers, string? policy = null)
    {
        var lines = new LineWriter(64);
        foreach (var number in numbers)
        {
            lines.Begin("m");
            lines.Field("n", (long)number);
            Assert.True(lines.End(number));
        }

        return new LineBatch(policy, lines.Written, lines.Points);
    }

    public static string TextOf(LineBatch batch) => Encoding.UTF8.GetString(batch.Lines.Span);

    /// <summary>The numbers of a batch.</summary>
    public static IEnumerable<int> NumbersOf(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture));
}
