namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>How the labels of one recipe that expect the same kind at the same severity fared.</summary>
public sealed record ExpectationResult
{
    /// <summary>Kind of alert expected.</summary>
    public required string Kind { get; init; }

    /// <summary>Severity at which a label is met.</summary>
    public required string MinimumSeverity { get; init; }

    /// <summary>How many labels.</summary>
    public required int Labels { get; init; }

    /// <summary>Met over all.</summary>
    public required double Recall { get; init; }

    /// <summary>How many labels had which outcome, <c>met</c> first.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    /// <summary>How many labels reached which highest severity.</summary>
    public required IReadOnlyDictionary<string, int> SeveritiesReached { get; init; }

    /// <summary>Minutes from the onset until the severity was reached; null where none was.</summary>
    public required Spread? LatencyMinutes { get; init; }

    /// <summary>Minutes from then to the crossing; null where nothing is crossed.</summary>
    public required Spread? LeadMinutes { get; init; }

    /// <summary>Minutes that the next asset was named ahead, over the labels where it was; null where none was.</summary>
    public required Spread? NextAssetMinutes { get; init; }

    /// <summary>Next assets, over all labels.</summary>
    public required int Crossings { get; init; }

    /// <summary>Those of them that were named before they were crossed.</summary>
    public required int CrossingsNamed { get; init; }

    /// <summary>Labels with a deadline.</summary>
    public required int Deadlines { get; init; }

    /// <summary>Those of them that reached the severity by then.</summary>
    public required int DeadlinesKept { get; init; }

    internal static ExpectationResult Of(IReadOnlyList<LabelResult> labels) => new()
    {
        Kind = labels[0].Kind,
        MinimumSeverity = labels[0].MinimumSeverity,
        Labels = labels.Count,
        Recall = EvaluationReport.Rounded((double)labels.Count(label => label.IsMet) / labels.Count),
        Outcomes = Counted(labels.Select(label => label.Outcome).OrderBy(outcome => outcome == "met" ? "" : outcome, StringComparer.Ordinal)),
        SeveritiesReached = Counted(labels.Select(label => label.SeverityReached).OfType<string>().OrderByDescending(Ranks.OfSeverity)),
        LatencyMinutes = Spread.Of(labels.Select(label => label.LatencyMinutes)),
        LeadMinutes = Spread.Of(labels.Select(label => label.LeadMinutes)),
        NextAssetMinutes = Spread.Of(labels.Select(label => label.NextAssetMinutes)),
        Crossings = labels.Sum(label => label.Crossings.Count),
        CrossingsNamed = labels.Sum(label => label.Crossings.Count(crossing => crossing.NamedTime is not null)),
        Deadlines = labels.Count(label => label.DeadlineKept is not null),
        DeadlinesKept = labels.Count(label => label.DeadlineKept is true),
    };

    private static Dictionary<string, int> Counted(IEnumerable<string> words) => words.CountBy(word => word).ToDictionary();
}
