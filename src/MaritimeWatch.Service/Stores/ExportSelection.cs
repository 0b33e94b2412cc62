using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Stores;

/// <summary>What of a store is taken out.</summary>
/// <param name="From">First event time; null for the oldest.</param>
/// <param name="To">Just after the last event time; null for the newest.</param>
/// <param name="Boxes">Where; empty for everywhere.</param>
/// <param name="Vessels">Who; empty for everybody.</param>
internal sealed record ExportSelection(Instant? From, Instant? To, IReadOnlyList<GeoBox> Boxes, IReadOnlySet<Mmsi> Vessels)
{
    private static readonly GeoBox World = new(-90, -180, 90, 180);

    /// <summary>Where, in boxes.</summary>
    public IReadOnlyList<GeoBox> Area => Boxes.Count == 0 ? [World] : Boxes;

    /// <summary>Whether everybody's words belong to it, heard in the area or not.</summary>
    public bool IsEverybody => Boxes.Count == 0 && Vessels.Count == 0;
}
