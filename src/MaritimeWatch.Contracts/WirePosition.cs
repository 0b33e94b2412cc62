using MaritimeWatch.Domain;

namespace MaritimeWatch.Contracts;

/// <summary>Positions between the domain and the wire.</summary>
public static class WirePosition
{
    /// <summary>The message of a position; both coordinates are always present.</summary>
    public static V1.GeoPosition ToProto(GeoPosition position) => new() { Latitude = position.Latitude, Longitude = position.Longitude };

    /// <summary>The position of a message.</summary>
    public static GeoPosition ToDomain(V1.GeoPosition message) => new(message.Latitude, message.Longitude);
}
