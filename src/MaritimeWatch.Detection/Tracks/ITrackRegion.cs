using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>A part of the sea that vessels go into and out of.</summary>
public interface ITrackRegion
{
    /// <summary>A box that holds all of it.</summary>
    GeoBox Box { get; }

    /// <summary>Whether a place lies in it.</summary>
    bool Contains(GeoPosition position);

    /// <summary>Metres from what the region lies about (the centre of a circle), or null where there is no such thing.</summary>
    double? DistanceMetres(GeoPosition position);

    /// <summary>The shares of a leg, ascending and between 0 and 1, at which it may go in or out: between two of them it is all inside or all outside.</summary>
    /// <param name="leg">At most some ten miles long.</param>
    /// <param name="shares">Receives them.</param>
    void FindEdges(in TrackLeg leg, List<double> shares);

    /// <summary>The share of a leg, 0 to 1, at which it is nearest to what the region lies about; only where <see cref="DistanceMetres"/> is known.</summary>
    double NearestShare(in TrackLeg leg);
}
