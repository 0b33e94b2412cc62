using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Passages;

/// <summary>A charted leg, at most 8 km long, with its place along the asset.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="StartMetres">Metres along the asset where it begins.</param>
/// <param name="Metres">Its length.</param>
internal readonly record struct StretchLeg(Vertex From, Vertex To, double StartMetres, double Metres)
{
    public static GeoPosition Place(in Vertex vertex) => new(vertex.Lat, vertex.Lon);

    public Vertex At(double share) => new(From.Lon + (share * (To.Lon - From.Lon)), From.Lat + (share * (To.Lat - From.Lat)));

    public double AlongMetres(double share) => StartMetres + (share * Metres);

    /// <summary>The point at a share of the leg as the foot of a distance.</summary>
    public StretchFoot FootAt(double share, double metres, double sailedShare)
    {
        var (kx, ky) = DegreeScale.At(From.Lat);
        return new StretchFoot(
            metres, sailedShare, Place(At(share)), AlongMetres(share), Angle.OfVector((To.Lon - From.Lon) * kx, (To.Lat - From.Lat) * ky));
    }
}
