using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>One vessel in the picture of the sea, at most once a minute: all that the rules about more than one vessel see of her.</summary>
/// <param name="Time">Event time.</param>
/// <param name="Mmsi">Who.</param>
/// <param name="Track">Which of the hulls under her MMSI; 0 for the first or only one.</param>
/// <param name="RawLatitude">1/600,000 degree.</param>
/// <param name="RawLongitude">1/600,000 degree.</param>
/// <param name="MeanSpeedKnots">Mean speed since the sample before, or NaN.</param>
/// <param name="CourseDegrees">Course over ground, or NaN.</param>
/// <param name="StationClass">Class of the equipment.</param>
/// <param name="Status">Navigational status.</param>
/// <param name="IsLying">Whether a stop has formed: at anchor, moored, aground.</param>
/// <param name="Fixes">Fixes since the sample before, this one included; 1 to 65,535.</param>
internal readonly record struct PictureSample(
    Instant Time,
    Mmsi Mmsi,
    byte Track,
    int RawLatitude,
    int RawLongitude,
    float MeanSpeedKnots,
    float CourseDegrees,
    StationClass StationClass,
    NavigationalStatus Status,
    bool IsLying,
    ushort Fixes = 1)
{
    public GeoPosition Position => new(RawLatitude / (double)PositionReport.RawPerDegree, RawLongitude / (double)PositionReport.RawPerDegree);

    /// <summary>The vessel's place in the picture: MMSI and hull.</summary>
    public ulong Key => KeyOf(Mmsi, Track);

    public static ulong KeyOf(Mmsi mmsi, byte track) => mmsi.Value | ((ulong)track << 32);
}
