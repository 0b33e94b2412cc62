using System.Collections.Immutable;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>D2, powered drag: an unexplained loss of speed at an asset, against the vessel's own baseline.</summary>
/// <remarks>
/// The ships that cut cables were not slow; they lost 5 to 25 % of their own speed as the anchor took hold. Every crossing of an asset is
/// judged against the hour before it on the same leg (<see cref="SpeedBaseline"/>).
/// Tier a (notice): a loss of max(0.4 kn, 5 %, 3σ) within 5 minutes of the crossing, on two samples in a row or three on average.
/// Tier b (warning): a loss of max(1 kn, 10 %) sustained for 10 minutes that began within 15 minutes of the crossing, or a dip of 10 % with recovery within the 5 minutes.
/// Alarm: corroborated, by a second asset crossed while still slow, a second unexplained loss, drifting, a crab angle shifted by 8°, a
/// zig-zag, or status under way below 60 % of the baseline for 30 minutes. Critical: an asset line at most 30 minutes ahead, for a warning or an alarm.
/// Explained, and then held back with the reason: a course change above 20°, the boundary of a traffic scheme, an approach to a port or a
/// pilot, a crew boat at a wind farm, her trade, fishing. A regular service is one step lower while nothing corroborates. A raised alert is not closed by distance: the anchor may still be down. It lowers after 30 minutes within 3 % of the
/// baseline, closes after 60, or on arrival in a port or anchorage. detectors.md C.5, checked against Eagle S and Newnew Polar Bear there.
/// </remarks>
internal sealed class PoweredDragDetector : IDetector
{
    private static readonly RuleText TheRule = new(
        "D2 powered drag", "1", "Suspected powered drag", "A loss of speed at an asset crossing against the vessel's own baseline of the hour before, with no innocent explanation.")
    {
        HeldBackBy = "course change, traffic scheme boundary, port or pilot approach, anchorage, service, towing and fishing vessels; two neighbours with the same drop; a slower ship ahead; an interference event",
        Settings =
        [
            nameof(DetectionSettings.PoweredDrag), nameof(DetectionSettings.Neighbours), nameof(DetectionSettings.Projection), nameof(DetectionSettings.Normality),
            "RepeatedCrossing:ServiceCrossings", "RepeatedCrossing:ServiceFraction", "RepeatedCrossing:ServiceSpreadMetres", "Trawling:Turns", "Trawling:TurnDegrees", "Trawling:TurnWindow",
        ],
    };

    private readonly PoweredDragCorroboration corroboration = new();
    private RecentCrossing judged;
    private Instant judgedUntil = Instant.MinValue;
    private Instant lastSeenCrossing = Instant.MinValue;
    private SpeedBaseline? baseline;
    private bool isTierB;
    private bool wasSustained;
    private double greatestLoss;
    private Instant recoveredSince = Instant.MaxValue;
    private Instant lastWatched;
    private CriticalLatch critical;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.PoweredDrag;

    public Episode Episode { get; } = new(AlertKind.PoweredDrag, isStationary: false);

    public bool IsAlert => Episode.IsOpen || judgedUntil != Instant.MinValue;

    public void Observe(Situation situation)
    {
        if (situation.Track.IsAfterSilence)
        {
            Interrupt(situation);
            return;
        }

        var crossed = situation.Vessel.LastCrossing > lastSeenCrossing;
        if (!situation.IsSample)
        {
            return;
        }

        if (Episode.IsOpen)
        {
            Continue(situation, crossed);
        }
        else
        {
            if (crossed)
            {
                TakeCrossing(situation);
            }

            Watch(situation);
        }

        lastSeenCrossing = Instant.Max(lastSeenCrossing, situation.Vessel.LastCrossing);
    }

    public bool IsContradictedBy(Situation situation) =>
        baseline is not null && situation.Fix.SpeedOverGroundKnots is { } speed && !wasSustained
        && (situation.Now - judged.Time).Duration() <= TimeSpan.FromMinutes(1)
        && speed >= baseline.ExpectedKnots(situation.Now) * (1 - situation.Settings.PoweredDrag.RecoveredFraction);

    /// <summary>Nothing is counted across a silence: not the minutes she was slow, nor those she was back to her speed.</summary>
    private void Interrupt(Situation situation)
    {
        judgedUntil = Instant.MinValue;
        lastSeenCrossing = situation.Vessel.LastCrossing;
        corroboration.Interrupt();
        if (Episode.IsOpen && recoveredSince != Instant.MaxValue)
        {
            recoveredSince += situation.Now - lastWatched;
        }
    }

    private void TakeCrossing(Situation situation)
    {
        var options = situation.Settings.PoweredDrag;

        // Of coincident lines, and of crossings still under judgement, the first one stands.
        if (judgedUntil != Instant.MinValue && situation.Now <= judged.Time + options.CrossingWindow)
        {
            return;
        }

        foreach (var crossing in situation.Vessel.Crossings)
        {
            if (crossing.Time > lastSeenCrossing)
            {
                judged = crossing;
                break;
            }
        }

        baseline = SpeedBaseline.Before(situation.Track, judged.Time - options.CrossingWindow, options);
        judgedUntil = baseline is null || baseline.MedianKnots < options.MinBaselineKnots
            ? Instant.MinValue
            : judged.Time + options.OnsetBeforeCrossing + options.TierBSustained;
    }

    private void Watch(Situation situation)
    {
        if (judgedUntil == Instant.MinValue)
        {
            return;
        }

        // A turn since the crossing is no reason to look away: the explanation says so, and the loss is listed as held back.
        if (situation.Now > judgedUntil)
        {
            judgedUntil = Instant.MinValue;
            return;
        }

        var options = situation.Settings.PoweredDrag;
        var thresholds = PoweredDragThresholds.Of(baseline!, options);
        var tier = PoweredDragTier.Judge(situation.Track.Samples, baseline!, judged.Time, situation.Now, thresholds, options);
        if (tier.Severity == Severity.Unspecified)
        {
            return;
        }

        Episode.Open(Instant.Min(tier.Onset, judged.Time), judged.Asset);
        isTierB = tier.Severity == Severity.Warning;
        wasSustained = tier.IsSustained;
        greatestLoss = tier.LossKnots;
        recoveredSince = Instant.MaxValue;
        critical = default;
        corroboration.Begin(judged);
        Judge(situation, thresholds, tier.Cause);
    }

    private void Continue(Situation situation, bool crossed)
    {
        var options = situation.Settings.PoweredDrag;
        var thresholds = PoweredDragThresholds.Of(baseline!, options);
        var speed = situation.Track.Samples.Latest.MeanSpeedKnots;
        if (float.IsNaN(speed))
        {
            return;
        }

        lastWatched = situation.Now;
        var loss = baseline!.ExpectedKnots(situation.Now) - speed;
        greatestLoss = Math.Max(greatestLoss, loss);
        if (situation.IsIn(ContextCategory.Port, situation.Fix.Position, 0, out var area)
            || situation.IsIn(ContextCategory.Anchorage, situation.Fix.Position, 0, out area))
        {
            End(situation, $"she arrived in {area.Area.Name}");
            return;
        }

        var isRecovered = loss <= Math.Max(options.RecoveredFraction * baseline.MedianKnots, options.ThreeSigmaFloorKnots);
        recoveredSince = isRecovered ? Instant.Min(recoveredSince, situation.Now) : Instant.MaxValue;
        if (isRecovered && situation.Now - recoveredSince >= options.CloseAfter)
        {
            End(situation, "her speed has been back to her baseline for an hour");
            return;
        }

        if (!isTierB)
        {
            // Tier b may still come true: at the crossing, or later while the alert is open (an engine stop after a small loss).
            var tier = PoweredDragTier.Judge(situation.Track.Samples, baseline, judged.Time, situation.Now, thresholds, options);
            isTierB = tier.Severity == Severity.Warning
                || PoweredDragTier.HasFallenAndStayedSlow(situation.Track.Samples, baseline, situation.Now, thresholds, options, out _);
            wasSustained |= isTierB;
        }

        corroboration.Observe(situation, baseline, thresholds, isTierB, crossed, lastSeenCrossing);
        Judge(situation, thresholds, corroboration.Latest ?? (isRecovered ? "her speed is back to her baseline" : "her speed is still below her baseline"));
    }

    private void Judge(Situation situation, PoweredDragThresholds thresholds, string cause)
    {
        var options = situation.Settings.PoweredDrag;
        var explanations = PoweredDragExplanations.Try(situation, judged, options);

        // An explanation may come after the loss: a ship slows before she turns. Long after, it explains nothing.
        var mayExplain = !Episode.IsPublished || situation.Now <= judged.Time + options.OnsetBeforeCrossing;
        if (mayExplain && explanations.FirstOrDefault(tried => tried.Applies) is { } explanation)
        {
            if (Episode.IsPublished)
            {
                End(situation, $"explained by {explanation.Name}: {explanation.Detail}");
                return;
            }

            Episode.HoldBack(situation, $"{explanation.Name}: {explanation.Detail}");
            Episode.End();
            judgedUntil = Instant.MinValue;
            return;
        }

        var speed = situation.Track.Samples.Latest.MeanSpeedKnots;
        var course = situation.Fix.CourseOverGroundDegrees ?? 0;
        var isRecovered = situation.Now - recoveredSince >= options.LowerAfter && recoveredSince != Instant.MaxValue;
        var projection = NextAssetProjection.Project(situation, course, speed);
        var severity = isTierB ? Severity.Warning : Severity.Notice;
        if (isRecovered)
        {
            severity = Severity.Notice;
        }
        else if (corroboration.Reasons.Count > 0)
        {
            severity = Severity.Alarm;
        }

        ImmutableArray<string> suppressedBy = [];
        if (severity == Severity.Warning && situation.Vessel.HasTally && situation.Vessel.Tally.Of(judged.Asset).IsService(situation.Settings.RepeatedCrossing))
        {
            severity = Severity.Notice;
            suppressedBy = [$"regular service over {judged.Asset.Name}"];
        }

        // What tier a shows is too little for the loudest of alerts: decision 0305.
        if (severity >= Severity.Warning && critical.IsCritical(situation, Episode, projection))
        {
            severity = Severity.Critical;
        }

        if (!Episode.Assess(situation, severity, projection, suppressedBy, out var state))
        {
            return;
        }

        var name = Wording.Name(situation.Track.Identity);
        var expected = baseline!.ExpectedKnots(judged.Time);
        var text = new FindingText(
            $"{name} lost {Wording.Knots(greatestLoss)} of {Wording.Knots(expected)} at {judged.Asset.Name}, crossed {judged.Time.ToDateTime():HH:mm:ss} UTC: {(severity >= Severity.Alarm ? "apparent" : "possible")} drag of an anchor under way{Wording.Ahead(projection)}.",
            severity >= Severity.Alarm
                ? $"Call {name} on VHF 16 now: ask her to stop, check that both anchors are home, and not to cross {projection.First?.AssetName ?? "any cable"} before; alert the operators{Wording.TellOperator(judged.Asset)}."
                : $"Call {name} on VHF 16: ask why she slowed and whether her anchors are secured; ask {judged.Asset.Operator ?? "the operator"} for faults on {judged.Asset.Name}.");
        situation.Publish(
            Episode,
            state,
            text,
            situation.TryDistanceTo(judged.Asset, out var distance) ? distance.GeometricMetres : new LocalPlane(judged.Point).DistanceTo(situation.Fix.Position),
            projection,
            situation.EvidenceFor(
                Rule,
                [
                    new Measurement("baseline (median of the hour before)", Rounding.Hundredth(baseline.MedianKnots), "kn", options.MinBaselineKnots, ">="),
                    new Measurement("trend of the baseline", Rounding.Hundredth(baseline.TrendKnotsPerHour), "kn/h"),
                    new Measurement("expected speed at the crossing", Rounding.Hundredth(expected), "kn"),
                    new Measurement("scatter of her speed", Rounding.Hundredth(baseline.SigmaKnots), "kn"),
                    new Measurement("greatest loss", Rounding.Hundredth(greatestLoss), "kn", Rounding.Hundredth(isTierB ? thresholds.TierBKnots : thresholds.TierAKnots), ">="),
                    new Measurement("speed now", Rounding.Hundredth(speed), "kn"),
                    new Measurement("crossing latitude", Math.Round(judged.Point.Latitude, 5), "deg"),
                    new Measurement("crossing longitude", Math.Round(judged.Point.Longitude, 5), "deg"),
                ],
                situation.FixesSince(judged.Time - TimeSpan.FromMinutes(10), 16),
                explanations.AddRange(corroboration.Reasons.Select(reason => new Explanation("corroborated", false, reason))),
                judged.Asset,
                cause),
            suppressedBy);
    }

    private void End(Situation situation, string cause)
    {
        situation.Close(Episode, Rule, cause);
        judgedUntil = Instant.MinValue;
    }
}
