using System.Collections.Immutable;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>DR, drifting: engine off, or under tow of the stream.</summary>
/// <remarks>
/// 1 to 5 kn with the course 45 to 135° off the heading on every report for 10 minutes (others for at most 5 in a row) and 500 m, length
/// overall at least 50 m where known, the course by positions within 20° of the reported one, and a second sign: she sailed at 5 kn or more
/// for 10 minutes within the last 2 hours, makes less than 60 % of her median speed of the hour before, or is not under command. A notice; a warning with an asset at most 6 hours ahead; an alarm at most 30 minutes
/// ahead or inside a watch tier. Held back for Class B, towing, fishing and service vessels, and in anchorages and ports. Ends when the
/// angle is below 30° or the speed above 5.5 kn on three fixes, and closes after 30 minutes of that. While heading or course is missing (a ship
/// without power loses her gyro) speed and stop alone tell the end, and what neither tells changes nothing. detectors.md C.6; AisAbnormal, AMSA.
/// </remarks>
internal sealed class DriftingDetector : IDetector
{
    private static readonly RuleText TheRule = new(
        "DR drifting", "1", "Drifting", "1 to 5 kn with the course 45 to 135° off the heading for 10 minutes and 500 m, after sailing at 5 kn or more within 2 hours, below 60 % of her speed of the hour before, or not under command.")
    {
        HeldBackBy = "Class B, towing, fishing and service vessels, anchorage, port; a bow that is being turned",
        Settings = [nameof(DetectionSettings.Drifting), nameof(DetectionSettings.Corridor), nameof(DetectionSettings.Projection), "PoweredDrag:BaselineWindow", "PoweredDrag:MinBaseline", "PoweredDrag:MaxTrendKnotsPerHour"],
    };

    // A speed she kept, not a spike: nobody sails for less.
    private static readonly TimeSpan SailedFor = TimeSpan.FromMinutes(10);

    private readonly AssetDistance[] scratch = new AssetDistance[16];
    private Instant runSince = Instant.MaxValue;
    private Instant lastDriftFix;
    private GeoPosition runStart;
    private int driftFixes;
    private double eastSum;
    private double northSum;
    private double knotsSum;
    private double? knotsBefore;
    private double lastHeading;
    private double turned;
    private double leastTurned;
    private double mostTurned;
    private int fixesOut;
    private Instant outSince = Instant.MaxValue;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.Drifting;

    public Episode Episode { get; } = new(AlertKind.Drifting, isStationary: false);

    public bool IsAlert => Episode.IsOpen;

    public void Observe(Situation situation)
    {
        if (situation.Track.IsAfterSilence)
        {
            // Nobody saw whether she drifted meanwhile: neither the drift nor its end is counted across it.
            runSince = outSince = Instant.MaxValue;
            fixesOut = 0;
            return;
        }

        if (Episode.IsOpen)
        {
            if (situation.Track.SpeedKnots is { } knots)
            {
                Continue(situation, knots);
            }

            return;
        }

        if (situation.Fix is { SpeedOverGroundKnots: { } speed, CourseOverGroundDegrees: { } course, TrueHeadingDegrees: { } heading })
        {
            Watch(situation, speed, course, heading);
        }
    }

    public bool IsContradictedBy(Situation situation) =>
        situation.Fix.SpeedOverGroundKnots > situation.Settings.Drifting.ExitSpeedKnots;

    private static string? Explained(Situation situation)
    {
        var track = situation.Track;
        if (situation.Fix.StationClass == StationClass.ClassB)
        {
            return "Class B";
        }

        if (ServiceExemption.Tows(situation) is not null)
        {
            return "towing";
        }

        if (FishingSign.Of(situation) is not null)
        {
            return "fishing";
        }

        if (ServiceExemption.Reason(track, situation.Settings) is { } exempt)
        {
            return exempt;
        }

        foreach (var category in (ReadOnlySpan<ContextCategory>)[ContextCategory.Anchorage, ContextCategory.Port])
        {
            if (situation.IsIn(category, situation.Fix.Position, 0, out var area))
            {
                return $"inside {area.Area.Name}";
            }
        }

        return null;
    }

    private void Watch(Situation situation, double speed, double course, double heading)
    {
        var options = situation.Settings.Drifting;
        var angle = Angle.Between(course, heading);
        var isDrift = speed >= options.MinSpeedKnots && speed <= options.MaxSpeedKnots
            && angle > options.MinAngleDegrees && angle < 180 - options.MinAngleDegrees;
        if (!isDrift)
        {
            if (runSince != Instant.MaxValue && situation.Now - lastDriftFix > options.Tolerance)
            {
                runSince = Instant.MaxValue;
            }

            return;
        }

        if (runSince == Instant.MaxValue || situation.Now - lastDriftFix > options.Tolerance)
        {
            runSince = situation.Now;
            runStart = situation.Fix.Position;
            driftFixes = 0;
            eastSum = northSum = knotsSum = 0;
            knotsBefore = null;
            (lastHeading, turned, leastTurned, mostTurned) = (heading, 0, 0, 0);
        }

        lastDriftFix = situation.Now;
        driftFixes++;
        turned += Angle.Turn(lastHeading, heading);
        lastHeading = heading;
        (leastTurned, mostTurned) = (Math.Min(leastTurned, turned), Math.Max(mostTurned, turned));
        var (sin, cos) = Math.SinCos(course * Math.PI / 180);
        eastSum += sin;
        northSum += cos;
        knotsSum += speed;
        if (situation.Now - runSince < options.MinDuration || driftFixes < 3)
        {
            return;
        }

        var plane = new LocalPlane(runStart);
        var moved = plane.DistanceTo(situation.Fix.Position);
        var (east, north) = plane.ToPlane(situation.Fix.Position);
        var isLongEnough = situation.Track.LengthMetres is not { } length || length >= options.MinLengthMetres;
        var agrees = Angle.Between(Angle.OfVector(east, north), Angle.OfVector(eastSum, northSum)) <= options.MaxCourseDisagreementDegrees;
        var turns = (mostTurned - leastTurned) / (situation.Now - runSince).TotalMinutes > options.MaxHeadingTurnDegreesPerMinute;
        if (moved < options.MinDisplacementMetres || !isLongEnough || !agrees || turns || !HasSecondSign(situation))
        {
            return;
        }

        fixesOut = 0;
        outSince = Instant.MaxValue;
        Episode.Open(runSince, Endangered(situation, speed));
        Judge(situation, speed, angle);
    }

    /// <summary>The asset she is over, else the first one ahead within the warning time, else none.</summary>
    private ChartedAsset? Endangered(Situation situation, double speed)
    {
        if (situation.TryNearest(out var nearest) && nearest.EffectiveMetres <= situation.Settings.Corridor.WatchMetres)
        {
            return nearest.Asset;
        }

        var next = NextAssetProjection.Project(situation, Angle.OfVector(eastSum, northSum), speed).First;
        return next is null || next.EarliestEta - situation.Now > situation.Settings.Drifting.WarningAhead
            ? null
            : situation.Index.Chart.Assets.First(asset => asset.Id == next.AssetId);
    }

    /// <summary>A crab angle alone is noise: a quarter of all tracks disagree with their own azimuth.</summary>
    private bool HasSecondSign(Situation situation)
    {
        var options = situation.Settings.Drifting;
        if (situation.Fix.Status == NavigationalStatus.NotUnderCommand || SailedKnots(situation) >= options.SailedKnots)
        {
            return true;
        }

        knotsBefore ??= KnotsBefore(situation);
        return MeanKnots < options.SlowFraction * knotsBefore;
    }

    /// <summary>Her mean speed since the run began.</summary>
    private double MeanKnots => knotsSum / driftFixes;

    /// <summary>The median of her speed over the hour before the run, on whatever course: a ship whose engine stops leaves her leg. Zero when too little was heard.</summary>
    private double KnotsBefore(Situation situation)
    {
        var options = situation.Settings.PoweredDrag;
        var samples = situation.Track.Samples;
        var speeds = new List<double>(64);
        var first = samples.IndexAtOrAfter(runSince - options.BaselineWindow);
        for (var i = first; i < samples.Count && samples[i].Time < runSince; i++)
        {
            if (!float.IsNaN(samples[i].MeanSpeedKnots))
            {
                speeds.Add(samples[i].MeanSpeedKnots);
            }
        }

        if (speeds.Count < SpeedBaseline.LeastSamples || runSince - samples[first].Time < options.MinBaseline)
        {
            return 0;
        }

        return SpeedBaseline.Median(speeds);
    }

    /// <summary>The highest speed she kept for ten minutes on end, the last of them within the time that counts.</summary>
    private static double SailedKnots(Situation situation)
    {
        var samples = situation.Track.Samples;
        var best = 0.0;
        for (var i = samples.IndexAtOrAfter(situation.Now - situation.Settings.Drifting.SailedWithin - SailedFor); i < samples.Count; i++)
        {
            // A sample is the mean since the one before it.
            var kept = double.MaxValue;
            for (var j = i + 1; j < samples.Count && kept > best; j++)
            {
                kept = float.IsNaN(samples[j].MeanSpeedKnots) ? kept : Math.Min(kept, samples[j].MeanSpeedKnots);
                if (samples[j].Time - samples[i].Time >= SailedFor)
                {
                    best = kept == double.MaxValue ? best : Math.Max(best, kept);
                    break;
                }
            }
        }

        return best;
    }

    private void Continue(Situation situation, double speed)
    {
        var options = situation.Settings.Drifting;
        double? angle = situation.Fix is { CourseOverGroundDegrees: { } course, TrueHeadingDegrees: { } heading } ? Angle.Between(course, heading) : null;
        var isFast = speed > options.ExitSpeedKnots;
        var isStill = speed < options.MinSpeedKnots / 2 || (angle is null && situation.Track.Stop.IsFormed);
        if (isFast || isStill || angle is not null)
        {
            var isOut = isFast || isStill || Math.Min(angle!.Value, 180 - angle.Value) < options.ExitAngleDegrees;
            fixesOut = isOut ? fixesOut + 1 : 0;
            outSince = fixesOut < 3 ? Instant.MaxValue : Instant.Min(outSince, situation.Now);
        }

        if (outSince != Instant.MaxValue && situation.Now - outSince >= options.CloseAfter)
        {
            situation.Close(Episode, Rule, isFast ? "she is under way again" : isStill || speed < options.MinSpeedKnots ? "she lies still" : "she heads where she goes again");
            runSince = Instant.MaxValue;
            return;
        }

        if (situation.IsSample)
        {
            Judge(situation, speed, angle);
        }
    }

    private void Judge(Situation situation, double speed, double? angle)
    {
        if (!Episode.IsPublished && Explained(situation) is { } reason)
        {
            Episode.HoldBack(situation, reason);
            return;
        }

        var settings = situation.Settings;
        var options = settings.Drifting;
        var samples = situation.Track.Samples;
        var from = Math.Min(samples.IndexAtOrAfter(situation.Now - TimeSpan.FromMinutes(9)), samples.Count - 1);
        var (east, north) = situation.Track.Scale.Offset(samples[from].RawLatitude, samples[from].RawLongitude, situation.Fix.RawLatitude, situation.Fix.RawLongitude);
        var course = Math.Abs(east) + Math.Abs(north) < 100 ? situation.Fix.CourseOverGroundDegrees ?? Angle.OfVector(eastSum, northSum) : Angle.OfVector(east, north);
        var hasEnded = outSince != Instant.MaxValue;
        var projection = hasEnded ? Projection.None : NextAssetProjection.Project(situation, course, speed);
        var isInside = situation.TryNearest(out var nearest) && nearest.EffectiveMetres <= settings.Corridor.WatchMetres;
        var ahead = projection.EarliestLine - situation.Now;
        var severity = isInside || ahead <= options.AlarmAhead ? Severity.Alarm : ahead <= options.WarningAhead ? Severity.Warning : Severity.Notice;
        if (!Episode.Assess(situation, severity, projection, [], out var state))
        {
            return;
        }

        var name = Wording.Name(situation.Track.Identity);
        var duration = situation.Now - Episode.Since;
        var offHeading = angle is { } told ? FormattableString.Invariant($"{told:F0}° off her heading") : "her heading or course not told";
        var text = new FindingText(
            $"{name} is apparently drifting since {Episode.Since.ToDateTime():HH:mm} UTC: {Wording.Knots(speed)} over {course:F0}°, {offHeading}{(isInside ? $", over {nearest.Asset.Name}" : "")}{Wording.Ahead(projection)}.",
            $"Call {name} on VHF 16: ask whether she is in command, warn her not to let go the anchor over {(isInside ? nearest.Asset.Name : projection.First?.AssetName ?? "cables and pipelines")}, and ready a tug.");
        situation.Publish(
            Episode,
            state,
            text,
            Episode.Asset is { } asset && situation.TryDistanceTo(asset, out var distance) ? distance.GeometricMetres : null,
            projection,
            situation.EvidenceFor(
                Rule,
                [
                    new Measurement("speed over ground", Rounding.Tenth(speed), "kn", options.MinSpeedKnots, ">="),
                    .. angle is { } degrees ? [new Measurement("course off heading", Math.Round(degrees), "deg", options.MinAngleDegrees, ">")] : ImmutableArray<Measurement>.Empty,
                    new Measurement("duration", Rounding.Tenth(duration.TotalMinutes), "min", options.MinDuration.TotalMinutes, ">="),
                    new Measurement("displacement", Math.Round(new LocalPlane(runStart).DistanceTo(situation.Fix.Position)), "m", options.MinDisplacementMetres, ">="),
                    new Measurement("turn of the heading", Rounding.Tenth((mostTurned - leastTurned) / Math.Max(1, (lastDriftFix - runSince).TotalMinutes)), "deg/min", options.MaxHeadingTurnDegreesPerMinute, "<="),
                    new Measurement("speed she kept within 2 h", Rounding.Tenth(SailedKnots(situation)), "kn", options.SailedKnots, ">="),
                    .. knotsBefore > 0 ? [new Measurement("part of her median speed of the hour before", Math.Round(100 * MeanKnots / knotsBefore.Value), "%", 100 * options.SlowFraction, "<")] : ImmutableArray<Measurement>.Empty,
                ],
                situation.FixesSince(Episode.Since - TimeSpan.FromMinutes(10)),
                [new Explanation("stream on the beam", false, $"{offHeading} at {Wording.Knots(speed)} is more than a stream sets a ship that steers")],
                Episode.Asset,
                state == AlertState.Raised ? "sideways for long enough" : hasEnded ? "the drift has ended" : "still drifting"),
            []);
    }
}
