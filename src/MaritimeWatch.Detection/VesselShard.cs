using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Detection.Weighing;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection;

/// <summary>Order, Track, Locate and Detect for a part of the vessels. One thread at a time.</summary>
/// <remarks>
/// A vessel's result depends on her own reports and on the watermark alone, never on what else her shard holds: that is what makes
/// one shard and eight give the same bytes.
/// </remarks>
internal sealed partial class VesselShard
{
    // What is slower than this may drift, drag or lie still; what is faster concerns only the crossings behind her.
    private const double SlowKnots = 6;

    // A contradiction needs a second fix, as a finding does.
    private const int ContradictionsToRetract = 2;

    private static readonly TimeSpan CrossingInterest = TimeSpan.FromMinutes(30);

    private readonly Dictionary<uint, KnownVessel> vessels = [];
    private readonly List<KnownVessel> awake = [];
    private readonly DetectionSettings settings;
    private readonly bool isWeighed;
    private readonly AssetLocator locator;
    private readonly Situation situation;
    private readonly short tooFastRaw;
    private readonly bool judgesMotion;
    private readonly bool judgesHulls;
    private readonly bool judgesIdentity;
    private readonly bool judgesPlace;
    private Instant nextMidnight = Instant.MinValue;

    public VesselShard(AssetIndex index, DetectionSettings settings, string settingsHash, bool isWeighed, NormalityModel? normality = null, bool recordsCrossings = false)
    {
        this.isWeighed = isWeighed;
        this.settings = settings;
        locator = new AssetLocator(index, settings.Corridor.ApproachMetres, recordsCrossings ? new CrossingRecorder(index, settings.Track) : null);
        situation = new Situation(index, settings, settingsHash, normality);
        tooFastRaw = (short)Math.Round(settings.KinematicSpoof.MaxSpeedOverGroundKnots * 10);
        (judgesMotion, judgesHulls, judgesIdentity, judgesPlace) = (settings.IsOn("S1"), settings.IsOn("S2"), settings.IsOn("S3"), settings.IsOn("S4"));
    }

    public StageCounter OrderCounter { get; } = new("Order");

    public StageCounter TrackCounter { get; } = new("Track");

    public StageCounter LocateCounter => locator.Counter;

    public StageCounter DetectCounter { get; } = new("Detect");

    /// <summary>Vessels known: heard within the last 31 days or so.</summary>
    public int Vessels => vessels.Count;

    /// <summary>Vessels forgotten since, because they were not heard for longer than that.</summary>
    public int Forgotten { get; private set; }

    /// <summary>How much there was to see.</summary>
    public TrafficExtent Extent { get; private set; } = TrafficExtent.None;

    public List<Finding> Findings => situation.Findings;

    public HeldBackLog HeldBack => situation.HeldBack;

    /// <summary>Crossings of assets, until they are taken; none unless they are written down.</summary>
    public List<VesselCrossing> Crossings => locator.Crossings;

    /// <summary>What the whole picture is to know, until <c>Weigh</c> takes it.</summary>
    public ShardPicture Picture { get; } = new();

    /// <summary>Takes a report at the watermark that the stream had when it arrived.</summary>
    public void Observe(in AisReport report, Instant watermark)
    {
        OrderCounter.Received();
        if (!vessels.TryGetValue(report.Mmsi.Value, out var known))
        {
            known = new KnownVessel(new VesselWatch(report.Mmsi));
            vessels.Add(report.Mmsi.Value, known);
        }

        Advance(known, watermark);
        Wake(known);
        if (report.Time < watermark)
        {
            known.LastReport = Instant.Max(known.LastReport, watermark);
            ObserveLate(known.Watch, report, watermark);
            return;
        }

        known.Watch.Waiting.Add(report);
    }

    private void Follow(VesselWatch vessel, in PositionReport fix)
    {
        TrackCounter.Received();
        if (vessel.IsAircraft)
        {
            // She flies over cables; nothing of what is judged here concerns her.
            TrackCounter.Drop(DropReason.NotAVessel);
            return;
        }

        if (vessel.Hulls is null && !vessel.Track.IsOutOfReach(fix, settings.Track))
        {
            Take(vessel, fix, fix.Time, isBreak: false);
            return;
        }

        FollowHulls(vessel, fix);
    }

    /// <param name="vessel">Whose fix.</param>
    /// <param name="fix">The fix.</param>
    /// <param name="known">When it was known to be hers: the time of the fix, unless it was held.</param>
    /// <param name="isBreak">Whether her track starts anew here.</param>
    private void Take(VesselWatch vessel, in PositionReport fix, Instant known, bool isBreak)
    {
        var track = vessel.Track;
        track.Take(fix, settings, isBreak);
        Extent = Extent.With(fix.Time, track.HasLeg ? track.Last.Time - track.Previous.Time : TimeSpan.Zero);
        locator.Locate(vessel);
        if (track.IsSample && isWeighed && known == fix.Time)
        {
            // What was held is past for the picture, which moves on by the minute.
            ref readonly var sample = ref track.Samples.Latest;
            Picture.Samples.Add(new PictureSample(
                fix.Time, fix.Mmsi, vessel.Hull, fix.RawLatitude, fix.RawLongitude, sample.MeanSpeedKnots, sample.CourseDegrees, fix.StationClass, fix.Status, track.Stop.IsFormed, track.SampleFixes));
        }

        var isSlow = track.SpeedKnots <= SlowKnots;
        var areas = track.IsSample ? situation.Index.WatchedAreasAt(fix.RawLatitude, fix.RawLongitude) : WatchedAreas.None;
        if (isSlow || vessel.IsAlert || fix.Time - vessel.LastCrossing <= CrossingInterest
            || (areas & (WatchedAreas.NoEntry | WatchedAreas.Lane)) != 0
            || LaneDeviation.IsFarOff(situation.Normality, track, settings))
        {
            Detect(vessel, fix, known);
        }

        DetectDeception(vessel, fix, known, areas);
    }

    private void Detect(VesselWatch vessel, in PositionReport fix, Instant known)
    {
        DetectCounter.Received();
        situation.Begin(vessel, fix, known);
        var isAlert = false;
        foreach (var detector in vessel.DetectorsFor(settings))
        {
            detector.Observe(situation);
            isAlert |= detector.IsAlert;
        }

        vessel.IsAlert = isAlert;
    }

    /// <summary>Late data cannot be put in order any more, but it can show that an open alert was never true.</summary>
    private void ObserveLate(VesselWatch vessel, in AisReport report, Instant watermark)
    {
        var isTooOld = report.Time < watermark - settings.Order.LateDataHorizon;
        OrderCounter.Drop(isTooOld ? DropReason.TooOld : DropReason.Late);
        if (report.Static is not null)
        {
            // Late is late for a position; a name keeps, and never overwrites a newer word.
            Identify(vessel, report, watermark);
        }

        if (!isTooOld && report.Dynamic.HasPosition)
        {
            Picture.LateFixes.Add(new LateFix(watermark, report.Dynamic));
        }

        if (isTooOld || !report.Dynamic.HasPosition)
        {
            return;
        }

        vessel = vessel.Hulls?.NearestTo(report.Dynamic) ?? vessel;
        if (!vessel.HasDetectors)
        {
            return;
        }

        // What was heard before and comes again contradicts nothing.
        if (vessel.Track.Samples.AgreesWith(report.Dynamic, vessel.Track.Scale))
        {
            return;
        }

        situation.Begin(vessel, report.Dynamic, watermark);
        foreach (var detector in vessel.DetectorsInUse)
        {
            var episode = detector.Episode;
            if (episode.IsPublished
                && report.Time >= episode.Since
                && report.Time <= episode.LastJudged
                && detector.IsContradictedBy(situation)
                && ++episode.Contradictions >= ContradictionsToRetract)
            {
                situation.Close(
                    episode,
                    detector.Rule,
                    $"late reports of {report.Time.ToDateTime():HH:mm} UTC contradict it",
                    Domain.Alerts.AlertState.Retracted);
            }
        }
    }
}
