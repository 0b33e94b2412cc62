using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>A box of degrees, its edges included.</summary>
/// <param name="box">The box.</param>
public sealed class BoxRegion(GeoBox box) : ITrackRegion
{
    /// <inheritdoc/>
    public GeoBox Box => box;

    /// <inheritdoc/>
    public bool Contains(GeoPosition position) => box.Contains(position);

    /// <inheritdoc/>
    public double? DistanceMetres(GeoPosition position) => null;

    /// <inheritdoc/>
    public void FindEdges(in TrackLeg leg, List<double> shares)
    {
        var (from, to) = (leg.From, leg.To);
        var east = Math.IEEERemainder(to.Longitude - from.Longitude, 360);
        Cut(shares, to.Latitude - from.Latitude, box.South - from.Latitude, box.North - from.Latitude);
        Cut(shares, east, Math.IEEERemainder(box.West - from.Longitude, 360), Math.IEEERemainder(box.East - from.Longitude, 360));
        shares.Sort();
    }

    /// <inheritdoc/>
    public double NearestShare(in TrackLeg leg) => 0;

    private static void Cut(List<double> shares, double length, double near, double far)
    {
        foreach (var limit in (ReadOnlySpan<double>)[near, far])
        {
            var share = length == 0 ? -1 : limit / length;
            if (share is > 0 and < 1)
            {
                shares.Add(share);
            }
        }
    }
}
