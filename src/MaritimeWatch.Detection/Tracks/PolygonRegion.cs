using System.Collections.Immutable;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>The inside of rings by the even-odd rule; a place on a western or southern edge counts as inside, one on an eastern or northern edge as outside.</summary>
public sealed class PolygonRegion : ITrackRegion
{
    private readonly AreaShape shape;
    private readonly ImmutableArray<ImmutableArray<GeoPosition>> rings;

    /// <param name="rings">Of three positions or more each, closed or not; edges are straight in longitude and latitude and go the short way round.</param>
    public PolygonRegion(ImmutableArray<ImmutableArray<GeoPosition>> rings)
    {
        this.rings = rings;
        shape = new AreaShape(rings);
        Box = Domain.GeoBox.Around(rings.SelectMany(ring => ring.Append(ring[0]))) ?? default;
    }

    /// <inheritdoc/>
    public Domain.GeoBox Box { get; }

    /// <inheritdoc/>
    public bool Contains(GeoPosition position) => shape.Contains(position);

    /// <inheritdoc/>
    public double? DistanceMetres(GeoPosition position) => null;

    /// <inheritdoc/>
    public void FindEdges(in TrackLeg leg, List<double> shares)
    {
        if (Domain.GeoBox.Around([leg.From, leg.To]) is not { } box || !box.Meets(Box))
        {
            return;
        }

        var (from, to) = (leg.From, leg.To);
        var (east, north) = (Math.IEEERemainder(to.Longitude - from.Longitude, 360), to.Latitude - from.Latitude);
        foreach (var ring in rings)
        {
            for (var number = 0; number < ring.Length; number++)
            {
                var (a, b) = (ring[number], ring[(number + 1) % ring.Length]);
                var (aEast, aNorth) = (Math.IEEERemainder(a.Longitude - from.Longitude, 360), a.Latitude - from.Latitude);
                var (wide, tall) = (Math.IEEERemainder(b.Longitude - a.Longitude, 360), b.Latitude - a.Latitude);
                var cross = (east * tall) - (north * wide);
                if (cross == 0)
                {
                    // Side by side: where the edge ends, its neighbours are met.
                    continue;
                }

                var share = ((aEast * tall) - (aNorth * wide)) / cross;
                var along = ((aEast * north) - (aNorth * east)) / cross;
                if (share is > 0 and < 1 && along is >= 0 and <= 1)
                {
                    shares.Add(share);
                }
            }
        }

        shares.Sort();
    }

    /// <inheritdoc/>
    public double NearestShare(in TrackLeg leg) => 0;
}
