using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>Two reports of one MMSI that no one hull can have made one after the other.</summary>
/// <param name="FromPlace">Where the earlier one belongs.</param>
/// <param name="ToPlace">Where the later one belongs.</param>
/// <param name="From">The earlier report.</param>
/// <param name="To">The later report.</param>
/// <param name="Metres">Metres between them.</param>
internal sealed record Alternation(Place FromPlace, Place ToPlace, PositionReport From, PositionReport To, double Metres);
