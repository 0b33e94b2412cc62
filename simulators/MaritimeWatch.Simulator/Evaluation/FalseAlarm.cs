using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>An alert about a vessel that does nothing worth one.</summary>
/// <param name="AlertId">What was raised.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Severity">The highest severity it reached.</param>
/// <param name="Mmsi">Whom it is about, or null.</param>
/// <param name="VesselName">Name, or null.</param>
/// <param name="Time">Event time of its first event.</param>
public sealed record FalseAlarm(string AlertId, string Kind, string Severity, uint? Mmsi, string? VesselName, Instant Time);
