using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>A source has come into another state.</summary>
/// <param name="From">From which.</param>
/// <param name="To">Into which.</param>
/// <param name="Reason">Why, for a person, without a full stop.</param>
/// <param name="At">When, by the service's clock.</param>
internal readonly record struct SourceTransition(SourceState From, SourceState To, string Reason, Instant At);
