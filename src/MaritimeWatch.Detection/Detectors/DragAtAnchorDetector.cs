using System.Collections.Immutable;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>D1, drag at anchor.</summary>
/// <remarks>
/// Armed by a formed stop. A fix counts when it lies outside the circle about the anchor, at 0.4 to 3 kn and, where the heading is known,
/// going astern (course 135 to 225° off the heading). Three in a row that span 6 minutes, or 10 minutes and 500 m, raise a warning; an
/// alarm when a watch corridor is reached or at most 30 minutes ahead; critical when a line is. Until the heading has swung by a full turn
/// of the tide, the middle of the stop is not the anchor, and the circle is twice as wide: every turn of the tide in a roadstead would
/// alarm otherwise. A ship that still says "at anchor" and is set sideways counts too, after twice the slow form (a decision record says
/// why). A ship that goes ahead at more than 3 kn has weighed anchor. Held back in a port, and for service types, tows and fishing vessels
/// that never said they were at anchor: to stop and go astern is their work. Ends when back inside the circle, or below 0.3 kn, for
/// 30 minutes. detectors.md C.4 and D; angles Alpha Ori SMARTShip, fixes signalk-binnacle, slow form AisAbnormal.
/// </remarks>
internal sealed class DragAtAnchorDetector : IDetector
{
    // A stream of 2 kn and more stays below the stop speed for about an hour about slack water.
    private static readonly TimeSpan LongestSlack = TimeSpan.FromMinutes(90);

    private static readonly RuleText TheRule = new(
        "D1 drag at anchor", "1", "Dragging of the anchor", "Outside the swinging circle at 0.4 to 3 kn, going astern, on three fixes that span 6 minutes, or for 10 minutes and 500 m.")
    {
        HeldBackBy = "leaving a berth; service, towing and fishing vessels that never said they were at anchor; weighing anchor; turns of the tide and slack water; a tug alongside from the beginning",
        Settings = [nameof(DetectionSettings.DragAtAnchor), nameof(DetectionSettings.Anchor), nameof(DetectionSettings.Corridor), nameof(DetectionSettings.Projection), nameof(DetectionSettings.Neighbours)],
    };

    private readonly AssetDistance[] scratch = new AssetDistance[16];
    private bool isArmed;
    private bool isAnchorKnown;
    private bool saidAtAnchor;
    private GeoPosition anchor;
    private Instant anchoredSince;
    private double radiusMetres;
    private double lyingMetres;
    private double metresAstern;
    private bool hasSeenTurn;
    private DragRun run;
    private double backMetres;
    private int fixesSailed;
    private int fixesStopped;
    private Instant stoppedSince = Instant.MaxValue;
    private Instant lastLay;
    private SteadyBow bow = SteadyBow.Unknown;
    private double testMetres;
    private Instant adriftStop = Instant.MinValue;
    private Instant outsideSince = Instant.MaxValue;
    private CriticalLatch critical;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.DragAtAnchor;

    public Episode Episode { get; } = new(AlertKind.DragAtAnchor, isStationary: false);

    public bool IsAlert => isArmed || Episode.IsOpen;

    private double TestRadiusMetres => hasSeenTurn ? radiusMetres : 2 * radiusMetres;

    public void Observe(Situation situation)
    {
        if (situation.Track.IsAfterSilence)
        {
            run.Clear();
            fixesSailed = 0;
        }

        var speed = situation.Track.SpeedKnots ?? 0;
        if (!isArmed)
        {
            TryArm(situation);
            return;
        }

        // What may be the way astern does not tell where the anchor is: a slow drag would stretch the stop it is measured from.
        var metres = new LocalPlane(anchor).DistanceTo(situation.Fix.Position);
        metresAstern = bow.MetresAstern(situation);
        var options = situation.Settings.DragAtAnchor;
        if (run.Fixes == 0 && (metresAstern <= options.SteadyBowMetres / 2 || speed < options.MinSpeedKnots))
        {
            bow.Follow(situation, speed);
            if (metres <= TestRadiusMetres || HasSettledElsewhere(situation))
            {
                FollowStop(situation);
            }
        }

        if (HasSailed(situation, speed))
        {
            Disarm(situation, "she weighed anchor and sailed");
            return;
        }

        if (Episode.IsOpen)
        {
            Continue(situation, speed, metres);
        }
        else
        {
            Watch(situation, speed, metres);
        }
    }

    /// <summary>Two late reports that she lay still where she had been; on her way through there she would be making way.</summary>
    public bool IsContradictedBy(Situation situation) =>
        new LocalPlane(anchor).DistanceTo(situation.Fix.Position) <= backMetres
        && !(situation.Fix.SpeedOverGroundKnots >= situation.Settings.DragAtAnchor.StoppedSpeedKnots);

    private static double? SternAngle(Situation situation) =>
        situation.Fix is { CourseOverGroundDegrees: { } course, TrueHeadingDegrees: { } heading } ? Angle.Between(course, heading) : null;

    private void TryArm(Situation situation)
    {
        var stop = situation.Track.Stop;
        if (!stop.IsFormed || IsSlackOfADrift(situation, stop))
        {
            return;
        }

        isArmed = true;
        isAnchorKnown = false;
        bow = SteadyBow.Unknown;
        saidAtAnchor = false;
        hasSeenTurn = false;
        run.Clear();
        fixesSailed = 0;
        outsideSince = Instant.MaxValue;
        bow.Follow(situation, situation.Track.SpeedKnots ?? 0);
        FollowStop(situation);
    }

    /// <summary>A ship adrift lies still at slack water; that is no anchor, unless she says so or stays longer than a slack does.</summary>
    private bool IsSlackOfADrift(Situation situation, StopCluster stop)
    {
        adriftStop = situation.Vessel.IsOpen(AlertKind.Drifting) ? stop.Since : adriftStop;
        return stop.Since == adriftStop && stop.AtAnchorFixes == 0 && stop.LastStopped - stop.Since < LongestSlack;
    }

    /// <summary>While she lies in her circle the stop tells ever better where the anchor is.</summary>
    private void FollowStop(Situation situation)
    {
        var stop = situation.Track.Stop;
        if (!stop.IsFormed || Episode.IsOpen)
        {
            return;
        }

        // A later stop that moves on at drag speed is the drag itself, cut into pieces of two radii: the anchor is where it was.
        if (isAnchorKnown && stop.Since != anchoredSince
            && Nautical.Knots(stop.DiameterMetres, stop.LastStopped - stop.Since) >= situation.Settings.DragAtAnchor.MinSpeedKnots * 0.9)
        {
            return;
        }

        isAnchorKnown = true;
        saidAtAnchor |= stop.AtAnchorFixes > 0;
        anchor = stop.Centre(situation.Track.Scale);
        anchoredSince = stop.Since;
        lastLay = stop.LastStopped;
        radiusMetres = stop.SwingRadiusMetres;
        lyingMetres = stop.DiameterMetres;
        hasSeenTurn = stop.HeadingSwingDegrees >= situation.Settings.Anchor.FullTurnDegrees;
    }

    /// <summary>Whoever has lain still elsewhere for so long lies there: the circle about the old place was too small, or she has shifted.</summary>
    private bool HasSettledElsewhere(Situation situation)
    {
        var stop = situation.Track.Stop;
        return stop.IsFormed && stop.Since != anchoredSince && stop.LastStopped - stop.Since >= situation.Settings.DragAtAnchor.CloseAfter;
    }

    private bool HasSailed(Situation situation, double speed)
    {
        var options = situation.Settings.DragAtAnchor;
        var isAhead = SternAngle(situation) is not { } angle || angle < options.SailedMaxAngleDegrees;

        // No anchor drags at twice the speed of a drag, whatever her compass says.
        var hasSailed = (speed > options.SailedSpeedKnots && isAhead) || speed > 2 * options.MaxSpeedKnots;
        fixesSailed = hasSailed ? fixesSailed + 1 : 0;
        return fixesSailed >= 3;
    }

    private void Watch(Situation situation, double speed, double metresFromAnchor)
    {
        var options = situation.Settings.DragAtAnchor;

        // With a steady bow the way astern is the sign, not the place alone: it counts from half the distance, or by her own course, and she is told of
        // beyond the whole and clear of where she ever lay.
        var isSteadyAstern = metresAstern > options.SteadyBowMetres / 2 || bow.IsCourseAstern(situation);
        testMetres = metresAstern > options.SteadyBowMetres ? Math.Min((options.SteadyBowMetres + lyingMetres) / 2, TestRadiusMetres) : TestRadiusMetres;
        var isOutside = isSteadyAstern || metresFromAnchor > testMetres;
        outsideSince = metresFromAnchor > 4 * radiusMetres ? Instant.Min(outsideSince, situation.Now) : Instant.MaxValue;
        if (run.Fixes == 0 && outsideSince != Instant.MaxValue && situation.Now - outsideSince > options.CloseAfter)
        {
            // Two circles away for so long without a drag: she has left, however slowly, and that anchor is none of hers any more.
            Disarm(situation, "she has left the place");
            return;
        }

        var angle = SternAngle(situation) ?? 180;
        var isAstern = angle >= options.MinSternAngleDegrees || isSteadyAstern;
        var isSetSideways = !isAstern && angle >= options.SailedMaxAngleDegrees && situation.Fix.Status == NavigationalStatus.AtAnchor;
        var isSlowEnough = speed >= options.MinSpeedKnots && speed <= options.MaxSpeedKnots + (isSetSideways ? 1 : 0);
        if (!isOutside || !isSlowEnough || !(isAstern || isSetSideways))
        {
            if (isOutside)
            {
                run.Miss();
            }
            else
            {
                run.Clear();
            }

            return;
        }

        run.Take(situation, isAstern);
        if (metresFromAnchor > testMetres && run.IsDrag(situation, onlyByWay: testMetres < TestRadiusMetres, out var since))
        {
            Open(situation, since, metresFromAnchor, speed);
        }
    }

    private void Open(Situation situation, Instant since, double metresFromAnchor, double speed)
    {
        fixesStopped = 0;
        stoppedSince = Instant.MaxValue;
        critical = default;

        // What she has to be back inside of: where she was told of within the circle, that circle says nothing.
        backMetres = Math.Min(radiusMetres, testMetres);
        var course = MeanCourse(situation);
        var toCorridor = NextAssetProjection.TimeToCorridor(
            situation, course, speed, situation.Settings.DragAtAnchor.AlarmAhead, scratch, out var corridor);
        var projection = NextAssetProjection.Project(situation, course, speed);
        var asset = toCorridor is not null ? corridor.Asset
            : projection.First is { } next ? situation.Index.Chart.Assets.First(candidate => candidate.Id == next.AssetId)
            : null;
        Episode.Open(since, asset);
        Judge(situation, metresFromAnchor, speed);
    }

    private void Continue(Situation situation, double speed, double metresFromAnchor)
    {
        var options = situation.Settings.DragAtAnchor;
        if (situation.Track.IsAfterSilence)
        {
            return;
        }

        var hasStopped = metresFromAnchor <= backMetres || speed < options.StoppedSpeedKnots;
        fixesStopped = hasStopped ? fixesStopped + 1 : 0;
        if (fixesStopped < options.StoppedFixes)
        {
            stoppedSince = Instant.MaxValue;
        }
        else
        {
            stoppedSince = Instant.Min(stoppedSince, situation.Now);
            if (situation.Now - stoppedSince >= options.CloseAfter)
            {
                Disarm(situation, metresFromAnchor <= backMetres ? "she is back inside her circle" : "she lies still again");
                return;
            }
        }

        if (situation.IsSample)
        {
            Judge(situation, metresFromAnchor, speed);
        }
    }

    /// <summary>Course by positions over the last minutes: the reported one scatters at drifting speed.</summary>
    private static double MeanCourse(Situation situation)
    {
        var samples = situation.Track.Samples;
        var from = samples.IndexAtOrAfter(situation.Now - TimeSpan.FromMinutes(9));
        from = Math.Min(from, samples.Count - 1);
        var (east, north) = situation.Track.Scale.Offset(samples[from].RawLatitude, samples[from].RawLongitude, situation.Fix.RawLatitude, situation.Fix.RawLongitude);
        return Math.Abs(east) + Math.Abs(north) < 50
            ? situation.Fix.CourseOverGroundDegrees ?? Angle.OfVector(east, north)
            : Angle.OfVector(east, north);
    }

    /// <summary>Whose stop and going astern is her work and no anchoring. Who has said that she is at anchor drags, whatever her trade.</summary>
    private string? Explained(Situation situation)
    {
        if (situation.IsIn(ContextCategory.Port, anchor, 0, out var port))
        {
            return $"stopped inside {port.Area.Name}: leaving a berth";
        }

        if (saidAtAnchor || situation.Fix.Status == NavigationalStatus.AtAnchor)
        {
            return null;
        }

        return ServiceExemption.Reason(situation.Track, situation.Settings)
            ?? ServiceExemption.Tows(situation)
            ?? (FishingSign.Of(situation) is not null ? "fishing: hauls and shoots her gear, and never said she was at anchor" : null);
    }

    private void Judge(Situation situation, double metresFromAnchor, double speed)
    {
        if (!Episode.IsPublished && Explained(situation) is { } reason)
        {
            Episode.HoldBack(situation, reason);
            return;
        }

        var settings = situation.Settings;
        var options = settings.DragAtAnchor;
        var hasStopped = stoppedSince != Instant.MaxValue;
        var course = MeanCourse(situation);
        var projection = hasStopped ? Projection.None : NextAssetProjection.Project(situation, course, speed);
        var isInside = situation.TryNearest(out var nearest) && nearest.EffectiveMetres <= settings.Corridor.WatchMetres;
        var toCorridor = hasStopped ? null : NextAssetProjection.TimeToCorridor(situation, course, speed, options.AlarmAhead, scratch, out _);
        var isCritical = critical.IsCritical(situation, Episode, projection);
        var severity = isCritical ? Severity.Critical : isInside || toCorridor is not null ? Severity.Alarm : Severity.Warning;
        ImmutableArray<string> suppressedBy = [];
        if (severity == Severity.Warning && !saidAtAnchor && lastLay - anchoredSince < LongestSlack)
        {
            severity = Severity.Notice;
            suppressedBy = ["never said she was at anchor, and lay no longer than a ship adrift does at slack water"];
        }

        if (!Episode.Assess(situation, severity, projection, suppressedBy, out var state))
        {
            return;
        }

        var name = Wording.Name(situation.Track.Identity);
        var text = new FindingText(
            $"{name} is apparently dragging her anchor: {Wording.Distance(metresFromAnchor)} from where she anchored, {Wording.Knots(speed)} over {course:F0}°{(isInside ? $", inside the corridor of {nearest.Asset.Name}" : "")}{Wording.Ahead(projection)}.",
            isInside || toCorridor is not null
                ? $"Call {name} on VHF 16 now: use engines to hold clear, and do not weigh or drag the anchor over {(Episode.Asset ?? nearest.Asset)?.Name ?? "the asset"}; tell the operators of the assets ahead."
                : $"Call {name} on VHF 16: tell her she is dragging, ask for engine readiness and her intentions.");
        double? metres = Episode.Asset is { } asset && situation.TryDistanceTo(asset, out var distance) ? distance.GeometricMetres
            : projection.Assets.FirstOrDefault(next => next.AssetId == Episode.Asset?.Id)?.DistanceMetres;
        ImmutableArray<Explanation> explanations =
        [
            new Explanation("turn of the tide", false, hasSeenTurn ? "circle known from a full turn" : metresAstern > 0 ? "straight astern with the bow where it was" : "circle doubled: no full turn seen yet"),
            new Explanation("weighing anchor", false, SternAngle(situation) is { } angle ? $"course {angle:F0}° off the heading" : "heading not available"),
        ];
        situation.Publish(
            Episode,
            state,
            text,
            metres,
            projection,
            situation.EvidenceFor(
                Rule,
                [
                    new Measurement("distance from the anchor", Math.Round(metresFromAnchor), "m", Math.Round(testMetres), ">"),
                    new Measurement("straight astern of where she lay", Math.Round(metresAstern), "m", options.SteadyBowMetres, ">"),
                    new Measurement("swinging radius", Math.Round(radiusMetres), "m"),
                    new Measurement("speed over ground", Rounding.Tenth(speed), "kn", options.MinSpeedKnots, ">="),
                    new Measurement("course off heading", SternAngle(situation) is { } stern ? Math.Round(stern) : -1, "deg", options.MinSternAngleDegrees, ">="),
                    new Measurement("fixes outside in a row", run.Fixes, "", options.MinFixes, ">="),
                    new Measurement("time outside", Rounding.Tenth((situation.Now - Episode.Since).TotalMinutes), "min", options.MinSpan.TotalMinutes, ">="),
                    new Measurement("anchor latitude", Math.Round(anchor.Latitude, 5), "deg"),
                    new Measurement("anchor longitude", Math.Round(anchor.Longitude, 5), "deg"),
                ],
                situation.FixesSince(Instant.Max(anchoredSince, Episode.Since - TimeSpan.FromMinutes(30))),
                explanations,
                Episode.Asset,
                state == AlertState.Raised ? "left her swinging circle astern" : hasStopped ? "the dragging has stopped" : "still dragging"),
            suppressedBy);
    }

    private void Disarm(Situation situation, string cause)
    {
        if (Episode.IsOpen)
        {
            situation.Close(Episode, Rule, cause);
        }

        isArmed = false;
        hasSeenTurn = false;
        run.Clear();
        situation.Track.Stop.Clear();
    }
}
