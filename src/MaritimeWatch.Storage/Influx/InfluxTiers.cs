namespace MaritimeWatch.Storage.Influx;

/// <summary>How long tracks are kept in each tier, in days; 0 for ever.</summary>
/// <param name="RawDays">Everything, as it came.</param>
/// <param name="MinuteDays">One point a minute and vessel.</param>
/// <param name="TenMinuteDays">One point in ten minutes and vessel.</param>
public sealed record InfluxTiers(int RawDays = 400, int MinuteDays = 1_826, int TenMinuteDays = 0);
