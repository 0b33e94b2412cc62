namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>A figure over several labels.</summary>
/// <param name="Least">The smallest.</param>
/// <param name="Median">The one in the middle; of an even number the mean of the two.</param>
/// <param name="Most">The largest.</param>
public sealed record Spread(double Least, double Median, double Most)
{
    /// <summary>Of those that are known, or null where none is.</summary>
    internal static Spread? Of(IEnumerable<double?> figures)
    {
        var known = figures.OfType<double>().Order().ToList();
        return known.Count == 0
            ? null
            : new Spread(known[0], EvaluationReport.Rounded((known[(known.Count - 1) / 2] + known[known.Count / 2]) / 2), known[^1]);
    }
}
