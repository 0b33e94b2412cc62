using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>What lies between two fixes of a vessel that follow each other: straight in longitude and latitude, at one speed.</summary>
/// <remarks>Straight in degrees, as charted legs are (RFC 7946, section 3.1.1): so a crossing found on it lies on both.</remarks>
public readonly struct TrackLeg
{
    private const double PlaneMetres = 10_000;
    private static readonly TrackOptions Plausible = new();

    private readonly PositionReport from;
    private readonly PositionReport to;
    private readonly double eastDegrees;
    private readonly double northDegrees;

    /// <param name="from">The earlier fix; has a position.</param>
    /// <param name="to">The later fix, or one of the same second; has a position.</param>
    public TrackLeg(in PositionReport from, in PositionReport to)
    {
        (this.from, this.to) = (from, to);
        var east = to.Longitude - from.Longitude;
        eastDegrees = east > 180 ? east - 360 : east < -180 ? east + 360 : east;
        northDegrees = to.Latitude - from.Latitude;
    }

    /// <summary>Where it begins.</summary>
    public GeoPosition From => from.Position;

    /// <summary>Where it ends.</summary>
    public GeoPosition To => to.Position;

    /// <summary>How long it took; zero between two fixes of the same second.</summary>
    public TimeSpan Duration => to.Time - from.Time;

    /// <summary>Its length in metres.</summary>
    public double Metres
    {
        get
        {
            var metres = DegreeScale.About(from.Latitude).DistanceMetres(eastDegrees, northDegrees);
            return metres <= PlaneMetres ? metres : Geodesic.DistanceMetres(from.Position, to.Position);
        }
    }

    /// <summary>Whether she may be said to have sailed it: nobody was silent for longer than allowed, and no hull goes so fast (a jump is an error, or another ship with the same number).</summary>
    /// <param name="maxGap">The longest silence to look across.</param>
    public bool IsSailed(TimeSpan maxGap) => Duration <= maxGap && !Reach.IsBeyond(Metres, Duration, Plausible);

    /// <summary>The place at a share of the leg.</summary>
    /// <param name="share">0 at its beginning to 1 at its end.</param>
    public GeoPosition At(double share)
    {
        if (share is <= 0 or >= 1)
        {
            return share <= 0 ? from.Position : to.Position;
        }

        return NearestOnLine.PointAt(from.Position, share * eastDegrees, share * northDegrees);
    }

    /// <summary>The moment at a share of the leg, to the millisecond.</summary>
    /// <param name="share">0 at its beginning to 1 at its end.</param>
    public Instant TimeAt(double share) => from.Time + (Duration * Math.Clamp(share, 0, 1));

    /// <summary>The share of the leg sailed at a moment, 0 to 1.</summary>
    public double ShareAt(Instant time) => Duration > TimeSpan.Zero ? Math.Clamp((time - from.Time) / Duration, 0, 1) : 0;

    /// <summary>
    /// Where she was at a moment between the two fixes. Speed, course and heading lie between theirs and are known where both know them; the
    /// status is known where they agree.
    /// </summary>
    public PositionReport ReportAt(Instant time)
    {
        var share = ShareAt(time);
        var place = At(share);
        return this.from with
        {
            Time = time,
            RawLatitude = PositionReport.ToRaw(place.Latitude),
            RawLongitude = PositionReport.ToRaw(place.Longitude),
            RawSpeed = from.RawSpeed < 0 || to.RawSpeed < 0 ? (short)-1 : (short)Math.Round(from.RawSpeed + (share * (to.RawSpeed - from.RawSpeed))),
            RawCourse = Turned(from.RawCourse, to.RawCourse, share, 10),
            RawHeading = Turned(from.RawHeading, to.RawHeading, share, 1),
            RawRateOfTurn = PositionReport.NoRateOfTurn,
            Status = from.Status == to.Status ? from.Status : NavigationalStatus.Undefined,
            HasHighAccuracy = from.HasHighAccuracy && to.HasHighAccuracy,
        };
    }

    /// <summary>The direction at a share of the way round from one to the other, the short way; -1 where either is not known.</summary>
    private static short Turned(short from, short to, double share, int perDegree) => from < 0 || to < 0
        ? (short)-1
        : (short)((int)Math.Round(Angle.Normalise((from / (double)perDegree) + (share * Angle.Turn(from / (double)perDegree, to / (double)perDegree))) * perDegree) % (360 * perDegree));
}
