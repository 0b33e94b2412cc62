using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>Two vessels that lay together at sea.</summary>
/// <param name="One">The one with the lower MMSI.</param>
/// <param name="Other">The other.</param>
/// <param name="Since">The first moment at which they were found together.</param>
/// <param name="Until">The last.</param>
/// <param name="Place">Half-way between them, on average.</param>
/// <param name="ClosestMetres">The least distance found.</param>
/// <param name="MeanMetres">The distance on average.</param>
/// <param name="MedianKnots">The middle one of both vessels' speeds.</param>
/// <param name="Moments">At how many moments they were compared.</param>
/// <param name="IsOpenAtStart">Whether it began with what was looked at: it may have begun before.</param>
/// <param name="IsOpenAtEnd">Whether it ended with what was looked at: it may have gone on.</param>
public readonly record struct Encounter(
    Mmsi One, Mmsi Other, Instant Since, Instant Until, GeoPosition Place, double ClosestMetres, double MeanMetres, double MedianKnots, int Moments, bool IsOpenAtStart, bool IsOpenAtEnd);
