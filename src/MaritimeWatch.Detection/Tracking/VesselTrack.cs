using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>Track: one vessel's fixes in event-time order, what she says of herself, and the memory the detectors judge her by.</summary>
/// <remarks>
/// A fix that cannot be reached from the one before waits for the next: when that one agrees with it, the track goes on there (after a
/// break); when it agrees with the track, the waiting fix was an error and is dropped.
/// </remarks>
internal sealed class VesselTrack(Mmsi mmsi)
{
    private PositionReport suspect;
    private bool hasSuspect;
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

    /// <summary>Takes the next fix; <see cref="DropReason.ImplausibleJump"/> when it (or the one held before it) does not belong to the track.</summary>
    /// <param name="fix">The next fix, not before the last one.</param>
    /// <param name="settings">Thresholds.</param>
    /// <param name="resumed">The held fix, where this one confirms it: it is to be taken first, as the start of a new piece of track.</param>
    public TrackStep Step(in PositionReport fix, DetectionSettings settings, out PositionReport resumed)
    {
        resumed = default;
        if (HasLast)
        {
            if (hasSuspect)
            {
                hasSuspect = false;
                if (!IsJump(suspect, fix, settings.Track) && IsJump(Last, fix, settings.Track))
                {
                    resumed = suspect;
                    return TrackStep.ResumeThenTake;
                }

                // The held fix was an error; the caller counts it. This one is judged against the track.
                if (IsJump(Last, fix, settings.Track))
                {
                    suspect = fix;
                    hasSuspect = true;
                    return TrackStep.DropHeldAndHold;
                }

                return TrackStep.DropHeldAndTake;
            }

            if (IsJump(Last, fix, settings.Track))
            {
                suspect = fix;
                hasSuspect = true;
                return TrackStep.Hold;
            }
        }

        return TrackStep.Take;
    }

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
            if (silence > SilenceLimit(settings.Track))
            {
                HasLeg = false;
                IsAfterSilence = true;
            }

            LegMetres = scale.Metres(Last.RawLatitude, Last.RawLongitude, fix.RawLatitude, fix.RawLongitude);
            if (silence > TimeSpan.Zero)
            {
                DerivedSpeedKnots = Nautical.Knots(LegMetres, silence);
            }
        }

        if (IsAfterSilence)
        {
            Restart();
        }

        Previous = Last;
        Last = fix;
        HasLast = true;
        fixCount += (ushort)(fixCount < ushort.MaxValue ? 1 : 0);
        Accumulate(fix);
        if (Samples.Count == 0 || fix.Time - Samples.Latest.Time >= settings.Track.SampleInterval)
        {
            AddSample(fix, settings.Track);
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

    private static double JumpSpeedKnots(double metres, TimeSpan time) => metres / Math.Max(time.TotalSeconds, 10) / Nautical.MetresPerSecondPerKnot;

    private bool IsJump(in PositionReport from, in PositionReport to, TrackOptions options)
    {
        // Most fixes are within a few hundred metres of the last: told by two subtractions.
        var latitude = Math.Abs((long)to.RawLatitude - from.RawLatitude);
        var longitude = Math.Abs((long)to.RawLongitude - from.RawLongitude);
        if (latitude + longitude < options.ImplausibleJumpMetres * 5)
        {
            return false;
        }

        scale.MoveTo(from.RawLatitude);
        var metres = scale.Metres(from.RawLatitude, from.RawLongitude, to.RawLatitude, to.RawLongitude);
        return metres > options.ImplausibleJumpMetres && JumpSpeedKnots(metres, to.Time - from.Time) > options.ImplausibleSpeedKnots;
    }

    private TimeSpan SilenceLimit(TrackOptions options) =>
        Last.StationClass == StationClass.ClassB
        || Last.Status is NavigationalStatus.AtAnchor or NavigationalStatus.Moored or NavigationalStatus.Aground
        || Last.RawSpeed is >= 0 and <= 30
            ? options.SilenceAfterSlowReporter
            : options.SilenceAfter;

    private void Restart()
    {
        Samples.Clear();
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

    private void AddSample(in PositionReport fix, TrackOptions options)
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
        FollowLeg(fix.Time, course, mean, options);
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
