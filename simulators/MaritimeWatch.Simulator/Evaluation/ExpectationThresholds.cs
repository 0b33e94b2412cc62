namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>What the labels of one recipe must reach; null where nothing is asked.</summary>
public sealed record ExpectationThresholds
{
    /// <summary>The recipe, or a family of variants: R1 names R1A and R1B. One without labels does not reach anything.</summary>
    public required string Recipe { get; init; }

    /// <summary>Only labels that expect this kind; null: all.</summary>
    public string? Kind { get; init; }

    /// <summary>Only labels that expect this severity; null: all.</summary>
    public string? Severity { get; init; }

    /// <summary>Labels met over all, at least. 0 to 1; null: that of all recipes.</summary>
    public double? Recall { get; init; }

    /// <summary>Minutes from the onset until the severity is reached, at most, in every label.</summary>
    public double? LatencyMinutes { get; init; }

    /// <summary>Minutes from then to the crossing, at least, in every label.</summary>
    public double? LeadMinutes { get; init; }

    /// <summary>Minutes that the next asset is named ahead, at least, in every label.</summary>
    public double? NextAssetMinutes { get; init; }

    /// <summary>Next assets named before they are crossed over all, at least. 0 to 1.</summary>
    public double? CrossingsNamed { get; init; }

    /// <summary>Deadlines kept over all, at least. 0 to 1.</summary>
    public double? DeadlinesKept { get; init; }

    /// <summary>Where the figures come from, for the reader of the file.</summary>
    public string? Source { get; init; }
}
