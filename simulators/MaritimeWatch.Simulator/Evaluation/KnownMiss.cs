namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>Labels that are known not to be met.</summary>
public sealed record KnownMiss
{
    /// <summary>The recipe, or a family of variants: R1 names R1A and R1B.</summary>
    public required string Recipe { get; init; }

    /// <summary>Only labels that expect this kind; null: all.</summary>
    public string? Kind { get; init; }

    /// <summary>Only labels that expect this severity; null: all.</summary>
    public string? Severity { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }
}
