namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>Alerts that are known to be wrong.</summary>
public sealed record KnownFalseAlarm
{
    /// <summary>Kind of alert.</summary>
    public required string Kind { get; init; }

    /// <summary>The recipe, or a family of variants, that forbids them; null: those on vessels without a label.</summary>
    public string? Recipe { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }
}
