using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>Everything within a radius of a place.</summary>
/// <remarks>Distances by the scale at the middle latitude: within 0.1 % of the geodesic out to 100 km and 70 degrees of latitude.</remarks>
public sealed class CircleRegion : ITrackRegion
{
    private readonly GeoPosition centre;
    private readonly double radiusMetres;

    /// <param name="centre">Its centre, from -89 to 89 degrees of latitude.</param>
    /// <param name="radiusMetres">Above 0, up to 100,000.</param>
    public CircleRegion(GeoPosition centre, double radiusMetres)
    {
        (this.centre, this.radiusMetres) = (centre, radiusMetres);
        Box = Around(centre, centre, radiusMetres);
    }

    /// <inheritdoc/>
    public Domain.GeoBox Box { get; }

    /// <summary>The box around two corners with a margin about it.</summary>
    /// <param name="southWest">Its south-western corner.</param>
    /// <param name="northEast">Its north-eastern corner.</param>
    /// <param name="metres">The margin, 0 or more.</param>
    public static Domain.GeoBox Around(GeoPosition southWest, GeoPosition northEast, double metres)
    {
        // One in a hundred more than enough: the box only says what to look at.
        var tall = metres * 1.01 / DegreeScale.About(0).MetresPerDegreeLatitude;
        var (south, north) = (Math.Max(-90, southWest.Latitude - tall), Math.Min(90, northEast.Latitude + tall));
        var scale = DegreeScale.About(Math.Max(Math.Abs(south), Math.Abs(north))).MetresPerDegreeLongitude;
        var wide = scale < 1 ? 360 : metres * 1.01 / scale;
        var across = northEast.Longitude - southWest.Longitude;
        across = across < 0 ? across + 360 : across;
        return across + (2 * wide) >= 360 ? new Domain.GeoBox(south, -180, north, 180)
            : new Domain.GeoBox(south, Math.IEEERemainder(southWest.Longitude - wide, 360), north, Math.IEEERemainder(northEast.Longitude + wide, 360));
    }

    /// <inheritdoc/>
    public bool Contains(GeoPosition position) => Metres(position) <= radiusMetres;

    /// <inheritdoc/>
    public double? DistanceMetres(GeoPosition position) => Metres(position);

    /// <inheritdoc/>
    public void FindEdges(in TrackLeg leg, List<double> shares)
    {
        var nearest = NearestShare(leg);
        if (!Contains(leg.At(nearest)))
        {
            return;
        }

        foreach (var end in (ReadOnlySpan<double>)[0, 1])
        {
            if (!Contains(leg.At(end)))
            {
                shares.Add(Edge(leg, nearest, end));
            }
        }

        shares.Sort();
    }

    /// <inheritdoc/>
    public double NearestShare(in TrackLeg leg)
    {
        // The distance along a straight leg falls and then rises: the middle is narrowed down to a millionth of the leg.
        var (low, high) = (0.0, 1.0);
        while (high - low > 1e-7)
        {
            var (one, other) = (low + ((high - low) / 3), high - ((high - low) / 3));
            (low, high) = Metres(leg.At(one)) <= Metres(leg.At(other)) ? (low, other) : (one, high);
        }

        var nearest = (low + high) / 2;
        return Metres(leg.From) <= Metres(leg.At(nearest)) ? 0 : Metres(leg.To) <= Metres(leg.At(nearest)) ? 1 : nearest;
    }

    private double Metres(GeoPosition position) =>
        DegreeScale.About(centre.Latitude).DistanceMetres(Math.IEEERemainder(position.Longitude - centre.Longitude, 360), position.Latitude - centre.Latitude);

    /// <summary>Where the leg goes through the circle, between a share inside and one outside.</summary>
    private double Edge(in TrackLeg leg, double inside, double outside)
    {
        while (Math.Abs(outside - inside) > 1e-9)
        {
            var middle = (inside + outside) / 2;
            (inside, outside) = Contains(leg.At(middle)) ? (middle, outside) : (inside, middle);
        }

        return inside;
    }
}
