using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>A place in the order in which positions are stored: by watches of six hours, then by vessel, then by time.</summary>
/// <param name="UnixSeconds">Event time in Unix seconds.</param>
/// <param name="Mmsi">Whose position.</param>
/// <param name="RawLatitude">Latitude in 1/600,000 degree.</param>
/// <param name="RawLongitude">Longitude in 1/600,000 degree.</param>
public readonly record struct TrackPlace(long UnixSeconds, uint Mmsi, int RawLatitude, int RawLongitude)
{
    /// <summary>Where a position stands.</summary>
    public static TrackPlace Of(in PositionReport position) => new(position.Time.UnixSeconds, position.Mmsi.Value, position.RawLatitude, position.RawLongitude);

    /// <summary>Whether a position of the same watch stands behind this place.</summary>
    public bool IsBefore(in PositionReport position) =>
        (Mmsi, UnixSeconds, RawLatitude, RawLongitude).CompareTo((position.Mmsi.Value, position.Time.UnixSeconds, position.RawLatitude, position.RawLongitude)) < 0;
}
