using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Charts;

/// <summary>A chart that was in force.</summary>
/// <param name="Since">From when on, by the clock of the service; until the next one's.</param>
/// <param name="Hash">Of its content.</param>
/// <param name="Content">Assets and context areas as GeoJSON.</param>
public sealed record StoredChart(Instant Since, string Hash, byte[] Content);
