using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Route deviation, the learned half: a large ship far off every lane of her class, heading for an asset or following it.</summary>
/// <remarks>
/// A cargo ship or tanker of 100 m or more, at 4 kn or more, with no cell within three of hers (about 9 nm) where ships of her class were learned to steer a similar
/// course, for 20 minutes; and on her course an asset at most 60 minutes ahead on two samples in a row (a notice), or, for 20 minutes, a course within 20° of the
/// line of an asset inside the approach tier (a notice; a warning inside the watch tier). Held back as unknown where too little was learned of
/// those waters or of her class, and in or near a port, an anchorage or a pilot boarding area. Closes when it has not been true for 30 minutes. One route
/// deviation a vessel: while the other rule of this kind is open, this one waits. Judged once a minute, and never without a model.
/// </remarks>
internal sealed class LaneDeviationDetector : IDetector
{
    // One sample on a lane, or across the asset, is noise.
    private const int Tolerated = 2;

    // The line of an asset is taken between its points nearest to places this far ahead and astern.
    private const double ProbeMetres = 500;

    private static readonly RuleText TheRule = new(
        "RD off the lanes", "1", "Route deviation", "A large cargo ship or tanker far off every lane learned for her class for 20 minutes, heading for an asset or following it.")
    {
        HeldBackBy = "port, anchorage, pilot boarding; \"unknown\" where little was learned",
        Remark = "Needs a model of the ordinary traffic.",
        NeedsModel = true,
        Settings = [nameof(DetectionSettings.LaneDeviation), nameof(DetectionSettings.Normality), nameof(DetectionSettings.Corridor), nameof(DetectionSettings.Projection), "PoweredDrag:ArrivalMetres"],
    };

    private readonly ProjectedCrossing[] ahead = new ProjectedCrossing[16];
    private readonly AssetProximity[] near = new AssetProximity[16];
    private Instant? offSince;
    private int samplesOn;
    private int samplesHeading;
    private ChartedAsset? followed;
    private Instant followedSince;
    private int samplesNotFollowing;
    private Instant lastTrue;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.RouteDeviation;

    public Episode Episode { get; } = new(AlertKind.RouteDeviation, isStationary: false);

    public bool IsAlert => offSince is not null || Episode.IsOpen;

    public void Observe(Situation situation)
    {
        if (situation.Track.IsAfterSilence)
        {
            Restart();
        }

        if (situation.Normality is not { } model || !situation.IsSample)
        {
            return;
        }

        var isTrue = Watch(situation, model, out var asset, out var isFollowing);
        if (isTrue)
        {
            lastTrue = situation.Now;
        }

        if (Episode.IsOpen)
        {
            Continue(situation, model, isTrue, asset, isFollowing);
        }
        else if (isTrue && !situation.Vessel.IsPublished(Kind))
        {
            Episode.Open(offSince ?? situation.Now, asset);
            Judge(situation, model, isFollowing);
        }
    }

    public bool IsContradictedBy(Situation situation) =>
        situation.Normality is { } model && situation.Fix is { CourseOverGroundDegrees: { } course } fix
        && !LaneDeviation.IsFarOff(model, situation.Track.ShipType, fix.RawLatitude, fix.RawLongitude, course, situation.Settings.LaneDeviation.LaneCells);

    private void Restart()
    {
        offSince = null;
        followed = null;
        samplesHeading = 0;
    }

    /// <summary>Follows both halves of the rule: far off for long enough, and heading for an asset or along one.</summary>
    private bool Watch(Situation situation, NormalityModel model, out ChartedAsset? asset, out bool isFollowing)
    {
        (asset, isFollowing) = (null, false);
        var options = situation.Settings.LaneDeviation;
        if (LaneDeviation.IsFarOff(model, situation.Track, situation.Settings))
        {
            offSince ??= situation.Now;
            samplesOn = 0;
        }
        else if (++samplesOn > Tolerated)
        {
            Restart();
            return false;
        }

        if (offSince is not { } since || situation.Fix.CourseOverGroundDegrees is not { } course)
        {
            return false;
        }

        Follow(situation, course);
        isFollowing = followed is not null && situation.Now - followedSince >= options.MinDuration;
        var range = situation.Track.Samples.Latest.MeanSpeedKnots * Nautical.MetresPerMile * options.HeadingAhead.TotalHours;
        var found = isFollowing || !(range > 0) ? 0 : situation.Index.Project(situation.Fix.Position, course, range, situation.Now, ahead);
        samplesHeading = found > 0 ? samplesHeading + 1 : 0;
        asset = isFollowing ? followed : found > 0 ? ahead[0].Asset : null;
        return situation.Now - since >= options.MinDuration && (isFollowing || samplesHeading >= 2);
    }

    private void Follow(Situation situation, double course)
    {
        if (situation.TryNearest(out var nearest)
            && LineOf(situation, nearest.Asset, course) is { } line
            && Math.Min(Angle.Between(line, course), 180 - Angle.Between(line, course)) <= situation.Settings.LaneDeviation.FollowingDegrees)
        {
            samplesNotFollowing = 0;
            if (!ReferenceEquals(followed, nearest.Asset) && (followed is null || !IsAbout(situation, followed)))
            {
                (followed, followedSince) = (nearest.Asset, situation.Now);
            }
        }
        else if (++samplesNotFollowing > Tolerated)
        {
            followed = null;
        }
    }

    // Of parallel cables the nearest flips: the one she began with counts while it is in the tier.
    private static bool IsAbout(Situation situation, ChartedAsset asset) => situation.TryDistanceTo(asset, out _);

    /// <summary>The direction of an asset's line abreast of her, or null where it is a point to her.</summary>
    private double? LineOf(Situation situation, ChartedAsset asset, double course)
    {
        var plane = new LocalPlane(situation.Fix.Position);
        var (sin, cos) = Math.SinCos(course * Math.PI / 180);
        if (!TryNearestPoint(situation, asset, plane.ToGeo(ProbeMetres * sin, ProbeMetres * cos), out var fore)
            || !TryNearestPoint(situation, asset, plane.ToGeo(-ProbeMetres * sin, -ProbeMetres * cos), out var aft))
        {
            return null;
        }

        var (east, north) = new LocalPlane(aft).ToPlane(fore);
        return Math.Abs(east) + Math.Abs(north) < ProbeMetres / 2 ? null : Angle.OfVector(east, north);
    }

    private bool TryNearestPoint(Situation situation, ChartedAsset asset, GeoPosition place, out GeoPosition point)
    {
        var found = situation.Index.FindInReach(place, situation.Now, near);
        for (var i = 0; i < found; i++)
        {
            if (ReferenceEquals(near[i].Asset, asset))
            {
                point = near[i].NearestPoint;
                return true;
            }
        }

        point = default;
        return false;
    }

    private void Continue(Situation situation, NormalityModel model, bool isTrue, ChartedAsset? asset, bool isFollowing)
    {
        if (situation.IsIn(ContextCategory.Port, situation.Fix.Position, 0, out var area) || situation.IsIn(ContextCategory.Anchorage, situation.Fix.Position, 0, out area))
        {
            situation.Close(Episode, Rule, $"she arrived in {area.Area.Name}");
        }
        else if (situation.Now - lastTrue >= situation.Settings.LaneDeviation.CloseAfter)
        {
            situation.Close(Episode, Rule, offSince is null ? "she is back where ships of her class sail" : "she no longer heads for an asset");
        }
        else if (isTrue && asset is not null)
        {
            Judge(situation, model, isFollowing);
        }
    }

    private static string? Explained(Situation situation, NormalityModel model)
    {
        var options = situation.Settings.Normality;
        var vesselClass = VesselClasses.Of(situation.Track.ShipType);
        if (model.VesselsOf(vesselClass) < options.MinClassVessels)
        {
            return $"unknown: fewer than {options.MinClassVessels} {vesselClass.InWords()} were learned from";
        }

        if (model.VesselsAbout(situation.Fix.Position) < options.MinRegionVessels)
        {
            return $"unknown: fewer than {options.MinRegionVessels} vessels were learned from in these waters";
        }

        foreach (var category in (ReadOnlySpan<ContextCategory>)[ContextCategory.Port, ContextCategory.PilotBoarding, ContextCategory.Anchorage])
        {
            if (situation.IsIn(category, situation.Fix.Position, situation.Settings.PoweredDrag.ArrivalMetres, out var area))
            {
                return $"at {area.Area.Name}";
            }
        }

        return null;
    }

    /// <summary>How many cells away the next lane is; one more than <see cref="WindowFeatures.MostCellsOffLane"/> where none is that near.</summary>
    private static int CellsOffLane(Situation situation, NormalityModel model, VesselClass vesselClass) => model.Ordinary.CellsOffLane(
        TrafficGrid.CellOf(situation.Fix.RawLatitude, situation.Fix.RawLongitude),
        vesselClass,
        WindowSample.SectorOf(situation.Fix.CourseOverGroundDegrees ?? 0),
        WindowFeatures.MostCellsOffLane);

    private void Judge(Situation situation, NormalityModel model, bool isFollowing)
    {
        if (!Episode.IsPublished && situation.Vessel.IsPublished(Kind))
        {
            return;
        }

        if (!Episode.IsPublished && Explained(situation, model) is { } reason)
        {
            Episode.HoldBack(situation, reason);
            return;
        }

        var settings = situation.Settings;
        var options = settings.LaneDeviation;
        var hasDistance = situation.TryDistanceTo(Episode.Asset!, out var distance);
        var isInWatch = isFollowing && hasDistance && distance.EffectiveMetres <= settings.Corridor.WatchMetres;
        var speed = situation.Track.Samples.Latest.MeanSpeedKnots;
        var projection = NextAssetProjection.Project(situation, situation.Fix.CourseOverGroundDegrees ?? 0, speed);
        if (!Episode.Assess(situation, isInWatch ? Severity.Warning : Severity.Notice, projection, [], out var state))
        {
            return;
        }

        var vesselClass = VesselClasses.Of(situation.Track.ShipType);
        var name = Wording.Name(situation.Track.Identity);
        var duration = situation.Now - Episode.Since;
        var vesselsAbout = Math.Round(model.VesselsAbout(situation.Fix.Position));
        var text = new FindingText(
            $"{name} has been far off the lanes of {vesselClass.InWords()} for {Wording.Duration(duration)}, {(isFollowing ? $"along {followed!.Name}" : $"heading for {projection.First?.AssetName ?? Episode.Asset!.Name}")} at {Wording.Knots(speed)}{Wording.Ahead(projection)}.",
            $"Call {name} on VHF 16: ask her intentions and whether she needs help, and point out {Episode.Asset!.Name}.");
        situation.Publish(
            Episode,
            state,
            text,
            hasDistance ? distance.GeometricMetres : null,
            projection,
            situation.EvidenceFor(
                Rule,
                [
                    new Measurement("cells of 3 nm to the next lane of her class", CellsOffLane(situation, model, vesselClass), "", options.LaneCells, ">"),
                    new Measurement("far off the lanes for", Rounding.Tenth(duration.TotalMinutes), "min", options.MinDuration.TotalMinutes, ">="),
                    new Measurement("length overall", situation.Track.LengthMetres ?? 0, "m", options.MinLengthMetres, ">="),
                    new Measurement("speed", Rounding.Tenth(speed), "kn", options.MinSpeedKnots, ">="),
                    new Measurement("vessels learned from in these waters", vesselsAbout, "", settings.Normality.MinRegionVessels, ">="),
                    .. isFollowing && hasDistance ? distance.Measurements(settings.Corridor.WatchMetres, "watch tier") : [],
                ],
                situation.FixesSince(Episode.Since),
                [new Explanation("too little learned", false, $"model {model.Id} knows about {vesselsAbout:F0} vessels in these waters and {model.VesselsOf(vesselClass):F0} {vesselClass.InWords()}")],
                Episode.Asset,
                state == AlertState.Raised ? "far off the lanes for long enough" : isFollowing ? "still along the asset" : "still heading for an asset"),
            []);
    }
}
