namespace MaritimeWatch.Storage.Influx;

/// <summary>How long tracks are kept in each tier, 1 h or more; null for ever. The same that the embedded store is told.</summary>
/// <param name="EveryPosition">Everything, as it came.</param>
/// <param name="OneAMinute">One point a minute and vessel.</param>
/// <param name="OneInTenMinutes">One point in ten minutes and vessel.</param>
public sealed record InfluxTiers(TimeSpan? EveryPosition = null, TimeSpan? OneAMinute = null, TimeSpan? OneInTenMinutes = null);
