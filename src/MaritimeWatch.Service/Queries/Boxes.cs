using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Queries;

/// <summary>Boxes of degrees as requests have them.</summary>
internal static class Boxes
{
    /// <param name="area">The box.</param>
    /// <param name="field">Where it stands in the request, in the names of the .proto.</param>
    /// <exception cref="Grpc.GrpcStatusException">It is none.</exception>
    public static GeoBox Of(AreaFilter area, string field)
    {
        var box = new GeoBox(area.South, area.West, area.North, area.East);
        Refused.Unless(box.IsValid, field, $"{field} is no box: south and north from -90 to 90 with south not above north, west and east from -180 to 180");
        return box;
    }
}
