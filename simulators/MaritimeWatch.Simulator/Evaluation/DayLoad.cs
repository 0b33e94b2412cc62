namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>What sounded on one day.</summary>
/// <param name="Day">The UTC day, <c>yyyy-MM-dd</c>.</param>
/// <param name="Sounded">How often an alert sounded.</param>
public sealed record DayLoad(string Day, int Sounded);
