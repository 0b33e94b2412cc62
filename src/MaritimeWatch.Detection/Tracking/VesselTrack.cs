using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>Track: one vessel's fixes in event-time order, what she says of herself, and the memory the detectors judge her by.</summary>
/// <remarks>Which fixes are hers is decided before: <see cref="IsOutOfReach"/>, <see cref="HullTracks"/>.</remarks>
internal sealed class VesselTrack(Mmsi mmsi)
{
    // Weight of the newest interval in the running mean.
    private const float IntervalSmoothing = 0.125f;

    // A metre is 5.4 raw units of latitude, and more of longitude.
    private const double LeastRawPerMetre = 5;

    private PositionReport beforeSilence;
    private bool hasBeforeSilence;
    private Instant pieceSince;
    private float intervalSeconds;
    private double speedSum;
    private int speedCount;
    private double crabSum;
    private int crabCount;
    private ushort fixCount;
    private float speedBefore = float.NaN;
    private float speedBeforeThat = float.NaN;
    private float leastSpeed = float.NaN;
    private double legCourse = double.NaN;
    private int offLegSamples;
    private TrackScale scale;
    private ParticularsJoin? particulars;

    public Mmsi Mmsi { get; } = mmsi;

    /// <summary>What she says of herself, all reports together, or null.</summary>
    public VesselParticulars? Particulars => particulars?.Known;

    public PositionReport Last { get; private set; }

    public PositionReport Previous { get; private set; }

    public bool HasLast { get; private set; }

    /// <summary>Whether <see cref="Previous"/> and <see cref="Last"/> are a leg: no silence, no break between them.</summary>
    public bool HasLeg { get; private set; }

    /// <summary>Event time of the first fix ever.</summary>
    public Instant FirstHeard { get; private set; }

    /// <summary>Whether <see cref="Last"/> came after a silence or a break.</summary>
    public bool IsAfterSilence { get; private set; }

    /// <summary>Whether <see cref="Last"/> added a sample.</summary>
    public bool IsSample { get; private set; }

    /// <summary>Fixes since the sample before the last one.</summary>
    public ushort SampleFixes { get; private set; }

    /// <summary>Length of the last leg in metres.</summary>
    public double LegMetres { get; private set; }

    /// <summary>Speed over the last leg by its positions in knots, or NaN.</summary>
    public double DerivedSpeedKnots { get; private set; } = double.NaN;

    /// <summary>Event time since which the course has stayed within the leg's.</summary>
    public Instant LegSince { get; private set; }

    /// <summary>Whether the present piece of track began with a jump, not with a silence.</summary>
    public bool HasJumpedHere { get; private set; }

    /// <summary>Event time since which heading and course have been farther apart at speed than wind and stream make them, or null.</summary>
    public Instant? CrabbingSince { get; private set; }

    /// <summary>An IMO number of hers whose check digit does not fit, where she has said no other; or null.</summary>
    public uint? RejectedImoNumber => Particulars is { ImoNumber: null } ? particulars!.RejectedImoNumber : null;

    /// <summary>What she says of herself, report by report; null before the first.</summary>
    public ParticularsJoin? Join => particulars;

    public SampleRing Samples { get; } = new();

    public StopCluster Stop { get; } = new();

    public ref readonly TrackScale Scale => ref scale;

    public double? LengthMetres { get; private set; }

    public double HullOffsetMetres { get; private set; }

    public ShipType? ShipType { get; private set; }

    /// <summary>Reported speed, else the one by positions, else null.</summary>
    public double? SpeedKnots => Last.SpeedOverGroundKnots ?? (double.IsNaN(DerivedSpeedKnots) ? null : DerivedSpeedKnots);

    public VesselIdentity Identity => new(
        Mmsi,
        Particulars?.Name?.Value,
        Particulars?.ImoNumber?.Value,
        Particulars?.CallSign?.Value,
        Particulars?.ShipType?.Value.Category,
        Particulars?.LengthMetres?.Value);

    /// <summary>Takes static data of an event time, also of one that has passed; whether it told anything new.</summary>
    public bool Identify(StaticReport report, Instant time)
    {
        particulars ??= new ParticularsJoin(Mmsi);
        var isNew = particulars.Observe(report, time);
        if (isNew)
        {
            LengthMetres = particulars.Known.LengthMetres?.Value;
            HullOffsetMetres = particulars.Known.Antenna?.Value.HullOffsetMetres ?? 0;
            ShipType = particulars.Known.ShipType?.Value;
        }

        return isNew;
    }

    /// <summary>The running mean of the time between her reports, silences left out; zero before the second.</summary>
    public TimeSpan ReportInterval => TimeSpan.FromSeconds(intervalSeconds);

    /// <summary>Whether no hull comes from the last fix to this one: told for most fixes by two subtractions.</summary>
    public bool IsOutOfReach(in PositionReport fix, TrackOptions options)
    {
        if (!HasLast)
        {
            return false;
        }

        var latitude = Math.Abs((long)fix.RawLatitude - Last.RawLatitude);
        var longitude = Math.Abs((long)fix.RawLongitude - Last.RawLongitude);
        if (latitude + longitude < options.ImplausibleJumpMetres * LeastRawPerMetre)
        {
            return false;
        }

        scale.MoveTo(Last.RawLatitude);
        return Reach.IsBeyond(scale.Metres(Last.RawLatitude, Last.RawLongitude, fix.RawLatitude, fix.RawLongitude), fix.Time - Last.Time, options);
    }

    /// <summary>Whether she has come farther over the last minutes than the slowest class of ships that is limited can; a few subtractions.</summary>
    public bool OutranShips(KinematicSpoofOptions options)
    {
        if (!TryLookBack(options.LookBack, out var before))
        {
            return false;
        }

        var seconds = (Last.Time - before.Time + options.ClockDoubt).TotalSeconds;
        var limit = options.CargoMaxKnots * Nautical.MetresPerSecondPerKnot * seconds;
        return Math.Abs((long)Last.RawLatitude - before.RawLatitude) + Math.Abs((long)Last.RawLongitude - before.RawLongitude) > limit * LeastRawPerMetre
            && scale.Metres(before.RawLatitude, before.RawLongitude, Last.RawLatitude, Last.RawLongitude) > limit;
    }

    /// <summary>The latest sample at least so long before the last fix, on the same piece of track.</summary>
    public bool TryLookBack(TimeSpan time, out TrackSample before)
    {
        for (var i = Samples.Count - 1; i >= 0; i--)
        {
            if (Last.Time - Samples[i].Time >= time)
            {
                before = Samples[i];
                return true;
            }
        }

        before = default;
        return false;
    }

    /// <summary>Whether a jump ends a piece of track that had only begun after a silence, and leads to a place that the hull could sail to since before it: a transponder woke up with an old position, or old reports were delivered together.</summary>
    public bool HasJustResumed(in PositionReport left, in PositionReport first, DetectionSettings settings)
    {
        if (left.Time - pieceSince > settings.KinematicSpoof.SettlesWithin)
        {
            return false;
        }

        if (!hasBeforeSilence)
        {
            return true;
        }

        var metres = new LocalPlane(beforeSilence.Position).DistanceTo(first.Position);
        return !Reach.IsBeyond(metres, first.Time - beforeSilence.Time, settings.Track);
    }

    /// <summary>Whether an out-of-reach fix is a place she came through: an old report that was delivered late under a new time.</summary>
    public bool HasBeenAt(in PositionReport fix) => Samples.PassesThrough(fix, scale);

    /// <summary>Makes a fix the last of the track.</summary>
    /// <param name="fix">The fix.</param>
    /// <param name="settings">Thresholds.</param>
    /// <param name="isBreak">Whether the track starts anew here.</param>
    public void Take(in PositionReport fix, DetectionSettings settings, bool isBreak)
    {
        scale.MoveTo(fix.RawLatitude);
        IsSample = false;
        HasLeg = HasLast && !isBreak;
        IsAfterSilence = isBreak;
        LegMetres = 0;
        DerivedSpeedKnots = double.NaN;
        if (HasLeg)
        {
            var silence = fix.Time - Last.Time;
            if (silence > SilenceLimit.After(Last, settings.Track))
            {
                HasLeg = false;
                IsAfterSilence = true;
            }
            else
            {
                var seconds = (float)silence.TotalSeconds;
                intervalSeconds = intervalSeconds == 0 ? seconds : intervalSeconds + (IntervalSmoothing * (seconds - intervalSeconds));
            }

            LegMetres = scale.Metres(Last.RawLatitude, Last.RawLongitude, fix.RawLatitude, fix.RawLongitude);
            if (silence > TimeSpan.Zero)
            {
                DerivedSpeedKnots = Nautical.Knots(LegMetres, silence);
            }
        }

        if (IsAfterSilence || !HasLast)
        {
            Restart();
            HasJumpedHere = isBreak && HasLast;
            pieceSince = fix.Time;
            (beforeSilence, hasBeforeSilence) = (Last, HasLast);
        }

        FirstHeard = HasLast ? FirstHeard : fix.Time;
        Previous = Last;
        Last = fix;
        HasLast = true;
        fixCount += (ushort)(fixCount < ushort.MaxValue ? 1 : 0);
        Accumulate(fix);
        if (Samples.Count == 0 || fix.Time - Samples.Latest.Time >= settings.Track.SampleInterval)
        {
            AddSample(fix, settings);
        }

        if (SpeedKnots is { } speed)
        {
            Stop.Observe(fix, speed, LengthMetres, scale, settings.Anchor);
        }
    }

    /// <summary>Mean speed by positions over a window that ends now, in knots, with the net displacement in metres; NaN when the window is not covered.</summary>
    public double MeanImpliedSpeedKnots(TimeSpan window, out double netMetres, out Instant windowStart)
    {
        var start = Samples.IndexAtOrAfter(Last.Time - window);
        if (start > 0 && (start == Samples.Count || Samples[start].Time > Last.Time - window))
        {
            start--;
        }

        netMetres = double.NaN;
        windowStart = Last.Time;
        if (start >= Samples.Count - 1 || Last.Time - Samples[start].Time < window)
        {
            return double.NaN;
        }

        var path = 0.0;
        for (var i = start + 1; i < Samples.Count; i++)
        {
            path += scale.Metres(Samples[i - 1].RawLatitude, Samples[i - 1].RawLongitude, Samples[i].RawLatitude, Samples[i].RawLongitude);
        }

        windowStart = Samples[start].Time;
        netMetres = scale.Metres(Samples[start].RawLatitude, Samples[start].RawLongitude, Last.RawLatitude, Last.RawLongitude);
        return Nautical.Knots(path, Samples.Latest.Time - windowStart);
    }

    private void Restart()
    {
        Samples.Clear();
        CrabbingSince = null;
        legCourse = double.NaN;
        speedSum = crabSum = 0;
        speedCount = crabCount = 0;
        speedBefore = speedBeforeThat = leastSpeed = float.NaN;
    }

    private void Accumulate(in PositionReport fix)
    {
        if (fix.RawSpeed >= 0)
        {
            var speed = fix.RawSpeed / 10f;
            speedSum += speed;
            speedCount++;
            if (!float.IsNaN(speedBeforeThat))
            {
                var median = Math.Max(Math.Min(speed, speedBefore), Math.Min(Math.Max(speed, speedBefore), speedBeforeThat));
                leastSpeed = float.IsNaN(leastSpeed) ? median : Math.Min(leastSpeed, median);
            }

            speedBeforeThat = speedBefore;
            speedBefore = speed;
        }
        else if (!double.IsNaN(DerivedSpeedKnots))
        {
            speedSum += DerivedSpeedKnots;
            speedCount++;
        }

        if (fix.RawCourse >= 0 && fix.RawHeading >= 0)
        {
            crabSum += Angle.Turn(fix.RawHeading, fix.RawCourse / 10.0);
            crabCount++;
        }
    }

    private void AddSample(in PositionReport fix, DetectionSettings settings)
    {
        var mean = speedCount == 0 ? float.NaN : (float)(speedSum / speedCount);
        var crab = crabCount == 0 ? float.NaN : (float)(crabSum / crabCount);
        var course = fix.RawCourse < 0 ? float.NaN : fix.RawCourse / 10f;
        Samples.Add(new TrackSample(fix.Time, fix.RawLatitude, fix.RawLongitude, mean, leastSpeed, course, crab));
        IsSample = true;
        SampleFixes = fixCount;
        fixCount = 0;
        speedSum = crabSum = 0;
        speedCount = crabCount = 0;
        leastSpeed = float.NaN;
        FollowLeg(fix.Time, course, mean, settings.Track);
        FollowCrab(fix.Time, crab, mean, settings.ImplausiblePosition);
    }

    private void FollowCrab(Instant time, float crabDegrees, float speedKnots, ImplausiblePositionOptions options)
    {
        if (Math.Abs(crabDegrees) > options.MinAngleDegrees && speedKnots > options.MinSpeedKnots)
        {
            CrabbingSince ??= time;
        }
        else if (!float.IsNaN(crabDegrees) && !float.IsNaN(speedKnots))
        {
            CrabbingSince = null;
        }
    }

    /// <summary>A leg is a stretch on one course: it ends when two samples in a row are off it; a slow bend is followed.</summary>
    private void FollowLeg(Instant time, float course, float speedKnots, TrackOptions options)
    {
        if (float.IsNaN(course) || !(speedKnots >= 2))
        {
            return;
        }

        if (double.IsNaN(legCourse))
        {
            legCourse = course;
            LegSince = time;
            offLegSamples = 0;
            return;
        }

        if (Angle.Between(course, legCourse) > options.NewLegDegrees)
        {
            if (++offLegSamples >= 2)
            {
                legCourse = course;
                LegSince = time;
                offLegSamples = 0;
            }

            return;
        }

        offLegSamples = 0;
        legCourse = Angle.Normalise(legCourse + (0.1 * Angle.Turn(legCourse, course)));
    }
}
