namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>How the labels of one recipe fared, over all files.</summary>
public sealed record RecipeResult
{
    /// <summary>Recipe, e.g. <c>R1A</c>.</summary>
    public required string Recipe { get; init; }

    /// <summary>Its labels, those that expect nothing included.</summary>
    public required int Labels { get; init; }

    /// <summary>Labels met over labels that expect something; null where none does.</summary>
    public required double? Recall { get; init; }

    /// <summary>Expected alerts over those and the forbidden ones; null without any.</summary>
    public required double? Precision { get; init; }

    /// <summary>Alerts beyond the one that a label accounts for.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Forbidden alerts.</summary>
    public required int Violations { get; init; }

    /// <summary>What is expected, each kind and severity by itself; empty where nothing is.</summary>
    public required IReadOnlyList<ExpectationResult> Expectations { get; init; }

    internal static IReadOnlyList<RecipeResult> Of(EvaluationReport report) =>
    [
        .. report.Counts.OrderBy(count => Order(count.Recipe)).ThenBy(count => count.Recipe, StringComparer.Ordinal).Select(count =>
        {
            var labels = report.Labels.Where(label => label.Recipe == count.Recipe).ToList();
            return new RecipeResult
            {
                Recipe = count.Recipe,
                Labels = count.Labels,
                Recall = labels.Count == 0 ? null : EvaluationReport.Rounded((double)labels.Count(label => label.IsMet) / labels.Count),
                Precision = count.Right + count.Wrong == 0 ? null : EvaluationReport.Rounded((double)count.Right / (count.Right + count.Wrong)),
                Duplicates = report.Duplicates.Count(duplicate => duplicate.Recipe == count.Recipe),
                Violations = report.Violations.Count(violation => violation.Recipe == count.Recipe),
                Expectations =
                [
                    .. labels.GroupBy(label => (label.Kind, label.MinimumSeverity))
                        .OrderBy(group => group.Key.Kind, StringComparer.Ordinal).ThenBy(group => Ranks.OfSeverity(group.Key.MinimumSeverity))
                        .Select(group => ExpectationResult.Of([.. group])),
                ],
            };
        }),
    ];

    /// <summary>R2 before R11.</summary>
    private static int Order(string recipe)
    {
        var digits = recipe.SkipWhile(character => !char.IsAsciiDigit(character)).TakeWhile(char.IsAsciiDigit).Take(8);
        return int.TryParse(string.Concat(digits), out var number) ? number : int.MaxValue;
    }
}
