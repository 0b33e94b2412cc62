using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Where a ship at anchor last lay still, and which way her bow pointed: what tells the way astern from a swing.</summary>
/// <remarks>
/// The turn of a tide swings the bow. Who goes straight astern with a steady bow lay at the end of her chain already: the circle round the anchor is
/// behind her, and what she may move is the stretch of the chain and a shackle or two paid out. A decision record tells more.
/// </remarks>
internal struct SteadyBow
{
    /// <summary>She has not been seen to lie still.</summary>
    public static readonly SteadyBow Unknown = new() { heading = -1 };

    // A ship yaws about her anchor by some 20 degrees either way.
    private const double SteadyDegrees = 30;

    // The strong form of detectors.md D1 is 165 to 195 degrees; her bow yaws by some 15 degrees beside it while her way by positions does not.
    private const double StraightAsternDegrees = 150;

    private int heading;
    private int latitude;
    private int longitude;

    /// <summary>Takes the fix as the latest one at rest, when it is below the speed of a drag.</summary>
    public void Follow(Situation situation, double speedKnots)
    {
        ref readonly var fix = ref situation.Fix;
        if (fix.RawHeading >= 0 && speedKnots < situation.Settings.DragAtAnchor.MinSpeedKnots)
        {
            (heading, latitude, longitude) = (fix.RawHeading, fix.RawLatitude, fix.RawLongitude);
        }
    }

    /// <summary>Metres from where she last lay, when that is straight astern with the bow where it was; otherwise 0.</summary>
    public readonly double MetresAstern(Situation situation)
    {
        ref readonly var fix = ref situation.Fix;
        if (!IsSteady(fix.TrueHeadingDegrees))
        {
            return 0;
        }

        var (east, north) = situation.Track.Scale.Offset(latitude, longitude, fix.RawLatitude, fix.RawLongitude);
        return Angle.Between(Angle.OfVector(east, north), fix.TrueHeadingDegrees!.Value) >= StraightAsternDegrees ? Math.Sqrt((east * east) + (north * north)) : 0;
    }

    /// <summary>Whether her own course is straight astern with the bow where it was.</summary>
    public readonly bool IsCourseAstern(Situation situation) =>
        IsSteady(situation.Fix.TrueHeadingDegrees)
        && situation.Fix is { CourseOverGroundDegrees: { } course, TrueHeadingDegrees: { } now } && Angle.Between(course, now) >= StraightAsternDegrees;

    private readonly bool IsSteady(double? now) => heading >= 0 && now is { } degrees && Angle.Between(degrees, heading) <= SteadyDegrees;
}
