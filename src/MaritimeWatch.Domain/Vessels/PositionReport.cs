namespace MaritimeWatch.Domain.Vessels;

/// <summary>One dynamic AIS report, in the resolution of AIS itself; 40 bytes, passed by <c>in</c>.</summary>
/// <remarks>
/// "Not available" is null in every property. The raw members hold AIS units so that the same traffic as NMEA and as CSV gives
/// the same value bit for bit: 1/10,000 minute for coordinates, 1/10 knot, 1/10 degree.
/// A report without a position (a static report, or 91/181 on the wire) has <see cref="HasPosition"/> false.
/// </remarks>
/// <param name="Time">Event time, whole seconds.</param>
/// <param name="Mmsi">Who.</param>
/// <param name="RawLatitude">1/600,000 degree, north positive; <see cref="NoPosition"/> when not available.</param>
/// <param name="RawLongitude">1/600,000 degree, east positive; <see cref="NoPosition"/> when not available.</param>
/// <param name="RawSpeed">1/10 knot over ground, 0 to 10,220; -1 when not available.</param>
/// <param name="RawCourse">1/10 degree over ground, 0 to 3,599; -1 when not available.</param>
/// <param name="RawHeading">Degrees true, 0 to 359; -1 when not available.</param>
/// <param name="RawRateOfTurn">1/10 degree a minute, right positive; <see cref="NoRateOfTurn"/> when not available.</param>
/// <param name="StationClass">Class of the equipment.</param>
/// <param name="Status">Navigational status; <see cref="NavigationalStatus.Undefined"/> when not told.</param>
/// <param name="HasHighAccuracy">Position accuracy flag: better than 10 m (ITU-R M.1371-5, bit 60 of messages 1 to 3).</param>
public readonly record struct PositionReport(
    Instant Time,
    Mmsi Mmsi,
    int RawLatitude,
    int RawLongitude,
    short RawSpeed,
    short RawCourse,
    short RawHeading,
    short RawRateOfTurn,
    StationClass StationClass,
    NavigationalStatus Status,
    bool HasHighAccuracy)
{
    /// <summary>Raw units in one degree of latitude or longitude.</summary>
    public const int RawPerDegree = 600_000;

    /// <summary>The raw coordinate that stands for "not available".</summary>
    public const int NoPosition = int.MinValue;

    /// <summary>The raw rate of turn that stands for "not available".</summary>
    public const short NoRateOfTurn = short.MinValue;

    /// <summary>Whether it may be of a ship: not of a base station or an aid to navigation, which stand still by their nature.</summary>
    public bool IsOfVessel => StationClass is not (StationClass.BaseStation or StationClass.AidToNavigation);

    /// <summary>Whether latitude and longitude are known.</summary>
    public bool HasPosition => RawLatitude != NoPosition;

    /// <summary>Latitude in degrees; only where <see cref="HasPosition"/>.</summary>
    public double Latitude => RawLatitude / (double)RawPerDegree;

    /// <summary>Longitude in degrees; only where <see cref="HasPosition"/>.</summary>
    public double Longitude => RawLongitude / (double)RawPerDegree;

    /// <summary>Latitude and longitude; only where <see cref="HasPosition"/>.</summary>
    public GeoPosition Position => new(Latitude, Longitude);

    /// <summary>Speed over ground in knots, or null.</summary>
    public double? SpeedOverGroundKnots => RawSpeed < 0 ? null : RawSpeed / 10.0;

    /// <summary>Course over ground in degrees true, 0 to 359.9, or null.</summary>
    public double? CourseOverGroundDegrees => RawCourse < 0 ? null : RawCourse / 10.0;

    /// <summary>True heading in degrees, 0 to 359, or null.</summary>
    public int? TrueHeadingDegrees => RawHeading < 0 ? null : RawHeading;

    /// <summary>Rate of turn in degrees a minute, right positive, or null.</summary>
    public double? RateOfTurnDegreesPerMinute => RawRateOfTurn == NoRateOfTurn ? null : RawRateOfTurn / 10.0;

    /// <summary>The raw coordinate nearest to a number of degrees.</summary>
    public static int ToRaw(double degrees) => (int)Math.Round(degrees * RawPerDegree, MidpointRounding.AwayFromZero);

    /// <summary>A report built from plain numbers: degrees, knots; null for what is not available. For tests and generators.</summary>
    public static PositionReport Create(
        Instant time,
        Mmsi mmsi,
        GeoPosition? position,
        double? speedKnots = null,
        double? courseDegrees = null,
        double? headingDegrees = null,
        NavigationalStatus status = NavigationalStatus.Undefined,
        StationClass stationClass = StationClass.ClassA,
        bool hasHighAccuracy = false,
        double? rateOfTurn = null) => new(
            time,
            mmsi,
            position is { } place ? ToRaw(place.Latitude) : NoPosition,
            position is { } spot ? ToRaw(spot.Longitude) : NoPosition,
            speedKnots is { } speed ? (short)Math.Round(speed * 10) : (short)-1,
            courseDegrees is { } course ? (short)((int)Math.Round(course * 10) % 3600) : (short)-1,
            headingDegrees is { } heading ? (short)((int)Math.Round(heading) % 360) : (short)-1,
            rateOfTurn is { } turn ? (short)Math.Round(turn * 10) : NoRateOfTurn,
            stationClass,
            status,
            hasHighAccuracy);
}
