using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>The last known static data of a vessel.</summary>
/// <param name="Time">Event time of the newest report in it.</param>
/// <param name="Static">Everything she has said, the newest word on each field.</param>
public sealed record StoredVessel(Instant Time, StaticReport Static);
