namespace MaritimeWatch.Service.AlarmRate;

/// <summary>A vessel, kind and asset that called several times within a minute.</summary>
/// <param name="Key">All three in one text.</param>
/// <param name="AlertId">The alert that called last.</param>
/// <param name="Kind">The kind, in the contract's name.</param>
/// <param name="Mmsi">The vessel, or null.</param>
/// <param name="AssetId">The asset, or null.</param>
/// <param name="Count">The most calls within a minute.</param>
/// <param name="Within">The time from the first to the last of them, by ISO 8601.</param>
internal sealed record Chatter(string Key, string AlertId, string Kind, uint? Mmsi, string? AssetId, int Count, string Within);
