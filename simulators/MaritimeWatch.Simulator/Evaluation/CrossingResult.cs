using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>When a crossing was foreseen.</summary>
/// <param name="AssetId">What is crossed.</param>
/// <param name="CrossingTime">When.</param>
/// <param name="NamedTime">Event time of the first event about the vessel that lists the asset as ahead, before the crossing; null where none does.</param>
/// <param name="LeadMinutes">From then to the crossing; null where it was not named.</param>
/// <param name="EtaErrorMinutes">How much later than the crossing that event expects it; negative when earlier; null where it gives no time.</param>
public sealed record CrossingResult(string AssetId, Instant CrossingTime, Instant? NamedTime, double? LeadMinutes, double? EtaErrorMinutes);
