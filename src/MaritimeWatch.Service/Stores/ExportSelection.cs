using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Stores;

/// <summary>What of a store is taken out.</summary>
/// <param name="From">First event time; null for the oldest.</param>
/// <param name="To">Just after the last event time; null for the newest.</param>
/// <param name="Boxes">Where; without boxes and regions everywhere.</param>
/// <param name="Regions">Where too: a position in any of the boxes or regions belongs to it.</param>
/// <param name="Vessels">Who; empty for everybody.</param>
internal sealed record ExportSelection(Instant? From, Instant? To, IReadOnlyList<GeoBox> Boxes, IReadOnlyList<PolygonRegion> Regions, IReadOnlySet<Mmsi> Vessels)
{
    private static readonly GeoBox World = new(-90, -180, 90, 180);

    /// <summary>Whether it is for positions of one place.</summary>
    public bool HasArea => Boxes.Count + Regions.Count > 0;

    /// <summary>Boxes that hold everything that is wanted, and perhaps more.</summary>
    public IReadOnlyList<GeoBox> Around => HasArea ? [.. Boxes, .. Regions.Select(region => region.Box)] : [World];

    /// <summary>Whether a position within <see cref="Around"/> is wanted.</summary>
    public bool Holds(in PositionReport position)
    {
        if (Vessels.Count > 0 && !Vessels.Contains(position.Mmsi))
        {
            return false;
        }

        if (Regions.Count == 0)
        {
            return true;
        }

        var place = position.Position;
        return Boxes.Any(box => box.Contains(place)) || Regions.Any(region => region.Contains(place));
    }
}
