using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>L1, loitering over an asset.</summary>
/// <remarks>
/// Mean implied speed (by positions, not as reported) below 2 kn over a sliding window, inside the watch tier, net displacement at most
/// 1 nm: a notice after 20 minutes, a warning after 40, an alarm after 120. Ends at 2.5 kn or 0.6 nm. Held back in anchorages, ports and
/// pilot boarding areas, for vessels whose work is to be slow and for workboats at a wind farm; left to trawling for fishing vessels, and to A1, D1, D2 and DR
/// while one of them is open. Judged once a minute. Source: Global Fishing Watch for 2 kn and 2 h; detectors.md C.1 for the rest.
/// </remarks>
internal sealed class LoiteringDetector : IDetector
{
    private static readonly RuleText TheRule = new(
        "L1 loitering", "1", "Loitering", "Mean implied speed below 2 kn inside the watch tier of an asset, displaced by at most 1 nm.")
    {
        HeldBackBy = "anchorage, port, pilot boarding, service vessels, workboats at their wind farm, fishing; yields to the others",
        Settings = [nameof(DetectionSettings.Loitering), nameof(DetectionSettings.Corridor), nameof(DetectionSettings.Normality)],
    };

    private Instant? insideSince;
    private int samplesOut;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.Loitering;

    public Episode Episode { get; } = new(AlertKind.Loitering, isStationary: true);

    public bool IsAlert => insideSince is not null || Episode.IsOpen;

    public void Observe(Situation situation)
    {
        if (situation.Track.IsAfterSilence)
        {
            insideSince = null;
        }

        if (!situation.IsSample)
        {
            return;
        }

        if (Episode.IsOpen)
        {
            Continue(situation);
        }
        else
        {
            Watch(situation);
        }
    }

    public bool IsContradictedBy(Situation situation) =>
        !situation.TryDistanceTo(Episode.Asset!, out var distance) || distance.EffectiveMetres > situation.Settings.Loitering.ExitDistanceMetres;

    private static bool YieldsTo(Situation situation, out string kind)
    {
        foreach (var other in (ReadOnlySpan<AlertKind>)[AlertKind.AnchoredOnAsset, AlertKind.DragAtAnchor, AlertKind.PoweredDrag, AlertKind.Drifting])
        {
            // A drag or a drift that was explained away takes nothing over: Class B explains no loitering. A stop is A1's either way.
            if (other == AlertKind.AnchoredOnAsset ? situation.Vessel.IsOpen(other) : situation.Vessel.IsPublished(other))
            {
                kind = AlertIds.Slug(other);
                return true;
            }
        }

        kind = "";
        return false;
    }

    private static string? Explained(Situation situation, Instant windowStart)
    {
        if (ServiceExemption.Reason(situation.Track, situation.Settings) is { } exempt)
        {
            return exempt;
        }

        if (FishingSign.Of(situation) is not null)
        {
            return "fishing: judged as trawling";
        }

        if (ServiceExemption.AtWindFarm(situation, situation.Fix.Position) is { } service)
        {
            return service;
        }

        var samples = situation.Track.Samples;
        var start = samples[Math.Min(samples.IndexAtOrAfter(windowStart), samples.Count - 1)].Position;
        foreach (var category in (ReadOnlySpan<ContextCategory>)[ContextCategory.Anchorage, ContextCategory.Port, ContextCategory.PilotBoarding])
        {
            // The window belongs to the judgement: a ship that has just left her berth was slow inside the port.
            if (situation.IsIn(category, situation.Fix.Position, 0, out var area) || situation.IsIn(category, start, 0, out area))
            {
                return $"inside {area.Area.Name}";
            }
        }

        return null;
    }

    private void Watch(Situation situation)
    {
        var options = situation.Settings.Loitering;
        if (!situation.TryNearest(out var nearest) || nearest.EffectiveMetres > situation.Settings.Corridor.WatchMetres)
        {
            insideSince = null;
            return;
        }

        insideSince ??= situation.Now;
        if (situation.Now - insideSince < options.NoticeAfter || YieldsTo(situation, out _))
        {
            return;
        }

        var mean = situation.Track.MeanImpliedSpeedKnots(options.NoticeAfter, out var net, out var start);
        var isStillSlow = !(situation.Track.Samples.Latest.MeanSpeedKnots > options.ExitMeanSpeedKnots);
        if (!(mean < options.MaxMeanSpeedKnots) || net > options.MaxNetDisplacementMetres || !isStillSlow)
        {
            return;
        }

        samplesOut = 0;
        Episode.Open(start, nearest.Asset);
        Judge(situation, mean, net, start);
    }

    private void Continue(Situation situation)
    {
        var options = situation.Settings.Loitering;
        if (situation.Track.IsAfterSilence)
        {
            return;
        }

        if (YieldsTo(situation, out var kind))
        {
            End(situation, $"taken over by {kind}");
            return;
        }

        var mean = situation.Track.MeanImpliedSpeedKnots(options.NoticeAfter, out var net, out var start);
        var isNear = situation.TryNearest(out var nearest) && nearest.EffectiveMetres <= options.ExitDistanceMetres;
        if (mean > options.ExitMeanSpeedKnots || !isNear)
        {
            if (++samplesOut >= 2)
            {
                End(situation, isNear ? $"mean speed rose to {Wording.Knots(mean)}" : "she left the asset");
            }

            return;
        }

        samplesOut = 0;
        if (!double.IsNaN(mean))
        {
            Judge(situation, mean, net, start);
        }
    }

    private void Judge(Situation situation, double meanKnots, double netMetres, Instant windowStart)
    {
        if (!Episode.IsPublished)
        {
            if (Explained(situation, windowStart) is { } reason)
            {
                Episode.HoldBack(situation, reason);
                return;
            }

            if (ServiceExemption.IsStrangerYet(situation.Track))
            {
                return;
            }
        }
        else if (ServiceExemption.Reason(situation.Track, situation.Settings) is { } exempt)
        {
            End(situation, $"{exempt}, as she has now said");
            return;
        }

        var options = situation.Settings.Loitering;
        var duration = situation.Now - Episode.Since;
        var severity = duration >= options.AlarmAfter ? Severity.Alarm : duration >= options.WarningAfter ? Severity.Warning : Severity.Notice;
        if (!Episode.Assess(situation, severity, Projection.None, [], out var state))
        {
            return;
        }

        var hasDistance = situation.TryDistanceTo(Episode.Asset!, out var distance);
        var name = Wording.Name(situation.Track.Identity);
        var text = new FindingText(
            $"{name} has loitered for {Wording.Duration(duration)} over {Episode.Asset!.Name}{(hasDistance ? $", {Wording.Distance(distance.GeometricMetres)} off" : "")}: mean {Wording.Knots(meanKnots)}.",
            $"Call {name} on VHF 16, ask her intentions and point out {Episode.Asset.Name}{(severity >= Severity.Warning ? Wording.TellOperator(Episode.Asset) : "")}.");
        var tier = hasDistance ? distance.Measurements(situation.Settings.Corridor.WatchMetres, "watch tier") : [];
        situation.Publish(
            Episode,
            state,
            text,
            hasDistance ? distance.GeometricMetres : null,
            Projection.None,
            situation.EvidenceFor(
                Rule,
                [
                    new Measurement("mean implied speed", Rounding.Hundredth(meanKnots), "kn", options.MaxMeanSpeedKnots, "<"),
                    new Measurement("net displacement", Math.Round(netMetres), "m", options.MaxNetDisplacementMetres, "<="),
                    new Measurement("duration", Rounding.Tenth(duration.TotalMinutes), "min", options.NoticeAfter.TotalMinutes, ">="),
                    .. tier,
                ],
                situation.FixesSince(windowStart),
                [],
                Episode.Asset,
                state == AlertState.Raised ? "slow over the asset for long enough" : "still slow over the asset"),
            []);
    }

    private void End(Situation situation, string cause)
    {
        situation.Close(Episode, Rule, cause);
        insideSince = null;
    }
}
