using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.DryRuns;

/// <summary>How far a dry run is.</summary>
/// <param name="Share">The share of its traffic, 0 to 1, by event time.</param>
/// <param name="EventTime">The event time reached.</param>
/// <param name="Reports">Positions and static data taken, those of the warm-up among them.</param>
internal sealed record DryRunProgress(double Share, Instant EventTime, long Reports);
