using System.Globalization;
using MaritimeWatch.Service.Comparison;

namespace MaritimeWatch.Service.DryRuns;

/// <summary>What would have been raised with the changed thresholds, beside what is raised with those in force.</summary>
internal sealed record DryRunResult
{
    /// <summary>So many alerts are listed of each sort.</summary>
    private const int MostListed = 500;

    private DryRunResult(DryRunSide inForce, DryRunSide changed, TimeSpan period)
    {
        var comparison = AlertComparison.Of(inForce.Alerts, changed.Alerts);
        InForce = SideCounts.Of(comparison.Before, inForce.Annunciations, period.TotalDays);
        Changed = SideCounts.Of(comparison.After, changed.Annunciations, period.TotalDays);
        (OnlyInForce, OnlyChanged, Differently) = (Some(comparison.Gone), Some(comparison.Come), Some(comparison.Changed));
        IsCut = Math.Max(comparison.Gone.Count, Math.Max(comparison.Come.Count, comparison.Changed.Count)) > MostListed;
        Headline = Sentence(comparison);
    }

    /// <summary>With the thresholds in force.</summary>
    public SideCounts InForce { get; }

    /// <summary>With the changed ones.</summary>
    public SideCounts Changed { get; }

    /// <summary>Alerts that would no longer be raised.</summary>
    public IReadOnlyList<AlertOutline> OnlyInForce { get; }

    /// <summary>Alerts that would be raised in addition.</summary>
    public IReadOnlyList<AlertOutline> OnlyChanged { get; }

    /// <summary>Alerts that would be raised otherwise.</summary>
    public IReadOnlyList<AlertChange> Differently { get; }

    /// <summary>Whether there are more than are listed.</summary>
    public bool IsCut { get; }

    /// <summary>All of it in one line.</summary>
    public string Headline { get; }

    /// <summary>Compares both sides.</summary>
    public static DryRunResult Of(DryRunSide inForce, DryRunSide changed, TimeSpan period) => new(inForce, changed, period);

    private static IReadOnlyList<T> Some<T>(IReadOnlyList<T> all) => all.Count <= MostListed ? all : [.. all.Take(MostListed)];

    private static string Sentence(AlertComparison comparison)
    {
        var (before, after) = (comparison.Before.Count, comparison.After.Count);
        var alerts = string.Create(CultureInfo.InvariantCulture, $"{after} {(after == 1 ? "alert" : "alerts")}");
        if (!comparison.Differs)
        {
            return $"{alerts}, as in force: nothing changes";
        }

        (int Count, string Word)[] parts = [(comparison.Come.Count, "more"), (comparison.Gone.Count, "less"), (comparison.Changed.Count, "otherwise")];
        var differences = parts.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Word}"));
        return string.Create(CultureInfo.InvariantCulture, $"{alerts}{(before == after ? ", as many as in force" : $" instead of {before}")}: {string.Join(", ", differences)}");
    }
}
