using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>One more alert of a kind than one label accounts for.</summary>
/// <param name="Recipe">Recipe of the label.</param>
/// <param name="Mmsi">Whom it is about; null for an area.</param>
/// <param name="AlertId">The later alert.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Time">Event time of its first event.</param>
/// <param name="FirstAlertId">The alert there was already.</param>
public sealed record Duplicate(string Recipe, uint? Mmsi, string AlertId, string Kind, Instant Time, string FirstAlertId);
