using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>Something raised that a label forbids.</summary>
/// <param name="Recipe">Recipe of the label.</param>
/// <param name="Mmsi">Whom it is about, or null.</param>
/// <param name="AlertId">What was raised.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Severity">The severity it had then.</param>
/// <param name="Time">Event time.</param>
public sealed record Violation(string Recipe, uint? Mmsi, string AlertId, string Kind, string Severity, Instant Time);
