using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Raising;

/// <summary>A situation that was true but explained: not published, never hidden.</summary>
/// <param name="Kind">What it would have been.</param>
/// <param name="Vessel">Who.</param>
/// <param name="AssetId">The asset, or null.</param>
/// <param name="Since">When it began.</param>
/// <param name="EventTime">The fix that would have raised it.</param>
/// <param name="Reason">Why it was held back.</param>
public sealed record HeldBack(AlertKind Kind, VesselIdentity Vessel, string? AssetId, Instant Since, Instant EventTime, string Reason);
