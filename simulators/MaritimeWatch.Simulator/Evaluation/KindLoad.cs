namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>What sounded of one kind.</summary>
/// <param name="Kind">Kind of alert.</param>
/// <param name="Sounded">How often it sounded.</param>
public sealed record KindLoad(string Kind, int Sounded);
