using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Comparison;

/// <summary>What differs between the alerts of two replays.</summary>
/// <remarks>
/// Alerts are the same by their id. An id carries the start of its episode, which other thresholds may shift; what is left is paired, the longest
/// overlap first, by vessel and kind where both were a situation at the same time. The figures of the evidence are not compared.
/// </remarks>
internal sealed class AlertComparison
{
    private AlertComparison(IReadOnlyCollection<AlertOutline> before, IReadOnlyCollection<AlertOutline> after, List<(AlertOutline Before, AlertOutline After)> pairs)
    {
        (Before, After) = (before, after);
        Changed = [.. pairs.Select(pair => AlertChange.Between(pair.Before, pair.After)).OfType<AlertChange>().OrderBy(change => change.Before.Raised).ThenBy(change => change.Before.AlertId, StringComparer.Ordinal)];
        Same = pairs.Count - Changed.Count;
        Gone = InOrder(before.Except(pairs.Select(pair => pair.Before)));
        Come = InOrder(after.Except(pairs.Select(pair => pair.After)));
    }

    public IReadOnlyCollection<AlertOutline> Before { get; }

    public IReadOnlyCollection<AlertOutline> After { get; }

    /// <summary>How many are the same in both.</summary>
    public int Same { get; }

    public IReadOnlyList<AlertChange> Changed { get; }

    /// <summary>Only in the second.</summary>
    public IReadOnlyList<AlertOutline> Come { get; }

    /// <summary>Only in the first.</summary>
    public IReadOnlyList<AlertOutline> Gone { get; }

    public bool Differs => Changed.Count + Come.Count + Gone.Count > 0;

    /// <summary>Compares.</summary>
    /// <param name="before">Alerts of the first log by id.</param>
    /// <param name="after">Alerts of the second.</param>
    public static AlertComparison Of(IReadOnlyDictionary<string, AlertOutline> before, IReadOnlyDictionary<string, AlertOutline> after)
    {
        var pairs = before.Values.Where(alert => after.ContainsKey(alert.AlertId)).Select(alert => (alert, after[alert.AlertId])).ToList();
        var rest = after.Values.Where(alert => !before.ContainsKey(alert.AlertId)).ToLookup(Subject);
        foreach (var group in before.Values.Where(alert => !after.ContainsKey(alert.AlertId)).GroupBy(Subject))
        {
            pairs.AddRange(Overlapping([.. group], [.. rest[group.Key]]));
        }

        return new AlertComparison([.. before.Values], [.. after.Values], pairs);
    }

    private static IEnumerable<(AlertOutline Before, AlertOutline After)> Overlapping(List<AlertOutline> before, List<AlertOutline> after)
    {
        var taken = new HashSet<AlertOutline>();
        foreach (var (first, second, _) in before.SelectMany(first => after.Select(second => (First: first, Second: second, Overlap: first.Overlap(second))))
            .Where(pair => pair.Overlap >= TimeSpan.Zero)
            .OrderByDescending(pair => pair.Overlap)
            .ThenBy(pair => pair.First.AlertId, StringComparer.Ordinal)
            .ThenBy(pair => pair.Second.AlertId, StringComparer.Ordinal))
        {
            if (!taken.Contains(first) && !taken.Contains(second))
            {
                taken.Add(first);
                taken.Add(second);
                yield return (first, second);
            }
        }
    }

    private static (uint? Mmsi, string Kind) Subject(AlertOutline alert) => (alert.Mmsi, alert.Kind);

    private static IReadOnlyList<AlertOutline> InOrder(IEnumerable<AlertOutline> alerts) =>
        [.. alerts.OrderBy(alert => alert.Raised).ThenBy(alert => alert.AlertId, StringComparer.Ordinal)];
}
