using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>What a vessel says of herself from a time on.</summary>
/// <param name="OrderTime">Event time from which the picture knows it.</param>
/// <param name="Identity">As alerts show it.</param>
/// <param name="ShipType">Type of ship, or null.</param>
internal readonly record struct IdentityFact(Instant OrderTime, VesselIdentity Identity, ShipType? ShipType);
