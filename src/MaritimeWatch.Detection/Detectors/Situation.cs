using System.Collections.Immutable;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>What a detector sees: one vessel at one fix, the chart about her, and where findings go. One per shard, filled anew for every fix.</summary>
/// <remarks>Distances are looked up when first asked for: most fixes never need them.</remarks>
internal sealed class Situation(AssetIndex index, DetectionSettings settings, string settingsHash, NormalityModel? normality = null)
{
    private readonly AssetProximity[] proximities = new AssetProximity[64];
    private readonly AssetDistance[] distances = new AssetDistance[64];
    private readonly AreaProximity[] areas = new AreaProximity[16];
    private int nearby = -1;
    private NormalityScore? learned;
    private bool isLearnedKnown;
    private PositionReport judged;

    public AssetIndex Index { get; } = index;

    public DetectionSettings Settings { get; } = settings;

    public string SettingsHash { get; } = settingsHash;

    /// <summary>What was learned of the ordinary traffic, or null.</summary>
    public NormalityModel? Normality { get; } = normality;

    /// <summary>How unusual her last half hour is, or null where that cannot be said.</summary>
    public NormalityScore? Learned
    {
        get
        {
            if (!isLearnedKnown)
            {
                isLearnedKnown = true;
                learned = LearnedWeight.ScoreOf(this);
            }

            return learned;
        }
    }

    public VesselTrack Track { get; private set; } = null!;

    public VesselWatch Vessel { get; private set; } = null!;

    /// <summary>The fix under judgement.</summary>
    public ref readonly PositionReport Fix => ref judged;

    public Instant Now => Fix.Time;

    /// <summary>Whether it belongs to the track's memory: what need not be judged at every fix is judged at these.</summary>
    public bool IsSample => Track.IsSample;

    /// <summary>Findings of this shard, until <c>Raise</c> takes them.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Situations of this shard that were explained away.</summary>
    public HeldBackLog HeldBack { get; } = [];

    /// <summary>Moment at which the stream allowed what is being judged: findings are published in this order.</summary>
    public Instant OrderTime { get; private set; }

    public void Begin(VesselWatch vessel, in PositionReport fix, Instant orderTime)
    {
        Vessel = vessel;
        Track = vessel.Track;
        judged = fix;
        OrderTime = orderTime;
        nearby = -1;
        isLearnedKnown = false;
    }

    /// <summary>Watched assets within the approach tier of the fix, nearest first by effective distance.</summary>
    public ReadOnlySpan<AssetDistance> Nearby
    {
        get
        {
            if (nearby < 0)
            {
                nearby = LookUp(Fix.Position, distances);
            }

            return distances.AsSpan(0, nearby);
        }
    }

    /// <summary>The nearest watched asset by effective distance within the approach tier.</summary>
    public bool TryNearest(out AssetDistance nearest)
    {
        var all = Nearby;
        nearest = all.IsEmpty ? default : all[0];
        return !all.IsEmpty;
    }

    /// <summary>Watched assets about another place than the fix; the vessel's own doubt applies. Nearest first by effective distance.</summary>
    public int LookUp(GeoPosition place, Span<AssetDistance> results)
    {
        var found = Index.FindInReach(place, Now, proximities);
        var sigma = Fix.HasHighAccuracy ? Settings.Corridor.AccuratePositionSigmaMetres : Settings.Corridor.PositionSigmaMetres;
        var hull = Track.HullOffsetMetres;
        var count = 0;
        for (var i = 0; i < found && count < results.Length; i++)
        {
            var distance = new AssetDistance(proximities[i].Asset, proximities[i].DistanceMetres, proximities[i].Asset.PositionalSigmaMetres, sigma, hull);
            if (distance.EffectiveMetres > Settings.Corridor.ApproachMetres)
            {
                continue;
            }

            var at = count++;
            while (at > 0 && distance.EffectiveMetres < results[at - 1].EffectiveMetres)
            {
                results[at] = results[at - 1];
                at--;
            }

            results[at] = distance;
        }

        return count;
    }

    /// <summary>The distance of one asset from the fix; false beyond the approach tier.</summary>
    public bool TryDistanceTo(ChartedAsset asset, out AssetDistance distance)
    {
        foreach (ref readonly var candidate in Nearby)
        {
            if (ReferenceEquals(candidate.Asset, asset))
            {
                distance = candidate;
                return true;
            }
        }

        distance = default;
        return false;
    }

    /// <summary>Whether a place lies in, or within a margin of, a context area of a category.</summary>
    public bool IsIn(ContextCategory category, GeoPosition place, double marginMetres, out AreaProximity area)
    {
        var found = Index.FindAreas(place, marginMetres, Now, areas);
        for (var i = 0; i < found; i++)
        {
            if (areas[i].Area.Category == category)
            {
                area = areas[i];
                return true;
            }
        }

        area = default;
        return false;
    }

    /// <summary>The context areas that hold a place or lie within a margin of it, nearest first; until the next look-up.</summary>
    public ReadOnlySpan<AreaProximity> AreasAbout(GeoPosition place, double marginMetres) =>
        areas.AsSpan(0, Index.FindAreas(place, marginMetres, Now, areas));

    /// <summary>Whether the report is a ship's: not an aircraft's, a base station's, a buoy's or a distress transmitter's.</summary>
    public bool IsShip => Fix.StationClass <= StationClass.ClassB;

    /// <summary>Ids of the context areas the fix lies in.</summary>
    public ImmutableArray<string> ContextAreaIds()
    {
        var found = Index.FindAreas(Fix.Position, 0, Now, areas);
        var ids = ImmutableArray.CreateBuilder<string>(found);
        for (var i = 0; i < found; i++)
        {
            ids.Add(areas[i].Area.Id);
        }

        return ids.ToImmutable();
    }

    /// <summary>Ids of the watched assets within a tier of the fix other than one.</summary>
    public ImmutableArray<string> OtherAssetIds(ChartedAsset? asset, double tierMetres)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        foreach (ref readonly var candidate in Nearby)
        {
            if (!ReferenceEquals(candidate.Asset, asset) && candidate.EffectiveMetres <= tierMetres)
            {
                ids.Add(candidate.Asset.Id);
            }
        }

        return ids.ToImmutable();
    }

    /// <summary>Fixes of the track from a time on, thinned to some dozen, and the present one.</summary>
    public ImmutableArray<EvidenceFix> FixesSince(Instant from, int most = 12)
    {
        var samples = Track.Samples;
        var first = samples.IndexAtOrAfter(from);
        var step = Math.Max(1, (samples.Count - first + most - 1) / most);
        var fixes = ImmutableArray.CreateBuilder<EvidenceFix>(most + 1);
        for (var i = first; i < samples.Count && samples[i].Time < Now; i += step)
        {
            ref readonly var sample = ref samples[i];
            fixes.Add(new EvidenceFix(
                sample.Time,
                Rounding.Position(sample.Position),
                float.IsNaN(sample.MeanSpeedKnots) ? null : Rounding.Tenth(sample.MeanSpeedKnots),
                float.IsNaN(sample.CourseDegrees) ? null : Rounding.Tenth(sample.CourseDegrees),
                null));
        }

        fixes.Add(FixOf(Fix));
        return fixes.ToImmutable();
    }

    /// <summary>A report as evidence.</summary>
    public static EvidenceFix FixOf(in PositionReport fix) =>
        new(fix.Time, Rounding.Position(fix.Position), fix.SpeedOverGroundKnots, fix.CourseOverGroundDegrees, fix.TrueHeadingDegrees);

    /// <summary>Hands a finding of an open episode to Raise.</summary>
    public void Publish(Episode episode, AlertState state, in FindingText text, double? distanceMetres, in Projection projection, Evidence evidence, ImmutableArray<string> suppressedBy) =>
        Findings.Add(new Finding
        {
            Kind = episode.Kind,
            State = state,
            Severity = episode.Severity,
            Vessel = Track.Identity,
            Track = Vessel.Hull,
            Asset = episode.Asset,
            AreaId = episode.Area?.Id,
            Since = episode.Since,
            EventTime = Now,
            OrderTime = OrderTime,
            Position = Rounding.Position(Fix.Position),
            DistanceMetres = distanceMetres is { } metres ? Math.Round(metres) : null,
            NextAssets = projection.Assets.IsDefault ? [] : projection.Assets,
            Headline = text.Headline,
            RecommendedAction = text.RecommendedAction,
            Evidence = LearnedWeight.AddTo(evidence, this, episode.Kind, state),
            SuppressedBy = episode.Learned.Reasons(suppressedBy),
        });

    /// <summary>Ends an episode, and says so where it had been published.</summary>
    public void Close(Episode episode, RuleText rule, string cause, AlertState state = AlertState.Closed)
    {
        if (episode.IsPublished)
        {
            var verb = state == AlertState.Retracted ? "retracted" : "over";
            var name = Wording.Name(Track.Identity);
            var text = new FindingText(
                $"{rule.Noun} of {name}{Wording.At(episode.Asset)} is {verb}: {cause}.",
                state == AlertState.Retracted ? "Nothing to do: late data showed that this alert was wrong." : "Nothing to do unless damage is reported; keep the track for the record.");
            double? metres = episode.Asset is { } asset && TryDistanceTo(asset, out var distance) ? distance.GeometricMetres : null;
            Publish(episode, state, text, metres, Projection.None, EvidenceFor(rule, [], [FixOf(Fix)], [], episode.Asset, cause), []);
        }

        episode.End();
    }

    /// <summary>Evidence in the common form.</summary>
    public Evidence EvidenceFor(
        RuleText rule,
        ImmutableArray<Measurement> measurements,
        ImmutableArray<EvidenceFix> fixes,
        ImmutableArray<Explanation> explanations,
        ChartedAsset? asset,
        string cause) => new(
            rule.Detector,
            rule.Version,
            SettingsHash,
            rule.Sentence,
            measurements,
            fixes,
            explanations,
            OtherAssetIds(asset, Settings.Corridor.WatchMetres),
            ContextAreaIds(),
            cause);
}
