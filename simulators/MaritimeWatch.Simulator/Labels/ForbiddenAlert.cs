using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Labels;

/// <summary>Something that must not be raised about a labelled vessel.</summary>
/// <param name="Kind">Kind of alert, or null for any kind.</param>
/// <param name="MinimumSeverity">Raised at or above this severity it is a violation.</param>
/// <param name="Start">From this event time on.</param>
/// <param name="End">Up to and including this event time.</param>
public sealed record ForbiddenAlert([property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] string? Kind, string MinimumSeverity, Instant Start, Instant End);
