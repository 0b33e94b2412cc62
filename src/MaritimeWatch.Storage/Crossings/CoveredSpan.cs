using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Crossings;

/// <summary>A span of event time in which the table of crossings holds all that an asset's stored tracks tell.</summary>
/// <param name="From">From this moment on.</param>
/// <param name="To">Until just before this one.</param>
public readonly record struct CoveredSpan(Instant From, Instant To);
