using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>A point of a track that was asked for: a fix as reported, or a place between two of them.</summary>
/// <param name="Report">Where and when; for an interpolated one, what lies between the two fixes.</param>
/// <param name="IsInterpolated">Whether nobody reported it: it lies between two fixes.</param>
/// <param name="IsAfterGap">Whether nothing tells where she was between the point before it and this one: no line belongs there.</param>
public readonly record struct TrackFix(PositionReport Report, bool IsInterpolated, bool IsAfterGap);
