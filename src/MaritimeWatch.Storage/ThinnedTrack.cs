using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>A track with no more points than asked for.</summary>
/// <param name="Points">Oldest first, evenly spread over those that are stored, the first and the last among them.</param>
/// <param name="StoredCount">How many are stored in the span.</param>
public sealed record ThinnedTrack(IReadOnlyList<PositionReport> Points, long StoredCount);
