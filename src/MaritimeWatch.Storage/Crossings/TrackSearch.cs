using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Crossings;

/// <summary>Finds what a vessel crossed on the legs that end in a piece of her track.</summary>
/// <param name="before">What came just before the piece, oldest first.</param>
/// <param name="piece">The piece, oldest first; one to many positions of one vessel.</param>
/// <returns>The crossings; may be used again by the next call.</returns>
public delegate IReadOnlyList<VesselCrossing> TrackSearch(ReadOnlySpan<PositionReport> before, ReadOnlySpan<PositionReport> piece);
