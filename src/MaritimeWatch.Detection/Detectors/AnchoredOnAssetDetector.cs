using System.Collections.Immutable;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>A1, anchored on an asset.</summary>
/// <remarks>
/// A formed stop (15 minutes at up to 0.8 kn within two swinging radii, or three such fixes that say "at anchor") in the watch tier is a
/// notice, in the protected tier a warning, in the core tier or with the line inside the swinging circle an alarm. A charted anchorage
/// lowers by one step, though never in the core tier; a port explains it. Held back for vessels whose work is to be slow and for workboats at a wind farm. Ends when she
/// leaves the stop (1.5 kn on two fixes) or drifts 100 m beyond the tier. Judged once a minute. detectors.md C.3; ALEX A (2017) is the case.
/// </remarks>
internal sealed class AnchoredOnAssetDetector : IDetector
{
    private static readonly RuleText TheRule = new(
        "A1 anchored on asset", "1", "Anchoring", "Stopped for 15 minutes, or at anchor on three fixes, with the stop or its swinging circle over a tier of an asset.")
    {
        HeldBackBy = "port, service vessels, workboats at their wind farm; a charted anchorage lowers by one step outside the core",
        Settings = [nameof(DetectionSettings.AnchoredOnAsset), nameof(DetectionSettings.Anchor), nameof(DetectionSettings.Corridor)],
    };

    private readonly AssetDistance[] about = new AssetDistance[16];
    private Severity tier;
    private int fixesLeaving;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.AnchoredOnAsset;

    public Episode Episode { get; } = new(AlertKind.AnchoredOnAsset, isStationary: true);

    public bool IsAlert => Episode.IsOpen;

    public void Observe(Situation situation)
    {
        var stop = situation.Track.Stop;
        fixesLeaving = Episode.IsOpen && situation.Track.SpeedKnots > situation.Settings.Anchor.LeaveSpeedKnots ? fixesLeaving + 1 : 0;
        if (!stop.IsFormed)
        {
            if (Episode.IsOpen && !situation.Track.IsAfterSilence)
            {
                SeeWhetherSheLeaves(situation);
            }

            return;
        }

        if (!situation.IsSample || situation.Track.IsAfterSilence)
        {
            return;
        }

        var centre = stop.Centre(situation.Track.Scale);
        var found = situation.LookUp(centre, about);
        var severity = Severity.Unspecified;
        AssetDistance judged = default;
        for (var i = 0; i < found; i++)
        {
            // An open episode stays with the asset that started it.
            if (Episode.IsOpen && !ReferenceEquals(about[i].Asset, Episode.Asset))
            {
                continue;
            }

            var candidate = SeverityAt(situation, about[i], 0);
            if (Episode.IsOpen && candidate < tier)
            {
                // The slack holds the tier she is in; it lifts her into no other.
                var held = SeverityAt(situation, about[i], situation.Settings.AnchoredOnAsset.ExitBeyondTierMetres);
                candidate = held < tier ? held : tier;
            }

            if (candidate > severity)
            {
                (severity, judged) = (candidate, about[i]);
            }
        }

        if (severity == Severity.Unspecified)
        {
            if (Episode.IsOpen)
            {
                situation.Close(Episode, Rule, "the stop no longer reaches the asset");
            }

            return;
        }

        if (!Episode.IsOpen)
        {
            Episode.Open(stop.Since, judged.Asset);
        }

        tier = severity;
        Judge(situation, centre, judged, severity);
    }

    public bool IsContradictedBy(Situation situation)
    {
        var stop = situation.Track.Stop;
        return stop.IsFormed && stop.MetresFromCentre(situation.Track.Scale, situation.Fix) > 2 * stop.SwingRadiusMetres;
    }

    /// <summary>A tide that swings her through a wide circle breaks the stop, not the anchoring: that ends with speed, or with distance.</summary>
    private void SeeWhetherSheLeaves(Situation situation)
    {
        if (fixesLeaving >= 2)
        {
            situation.Close(Episode, Rule, "she is under way again");
        }
        else if (situation.IsSample
            && (!situation.TryDistanceTo(Episode.Asset!, out var distance)
                || distance.EffectiveMetres > situation.Settings.Corridor.WatchMetres + situation.Settings.AnchoredOnAsset.ExitBeyondTierMetres))
        {
            situation.Close(Episode, Rule, "she has left the asset");
        }
    }

    private static Severity SeverityAt(Situation situation, in AssetDistance fromCentre, double slack)
    {
        var corridor = situation.Settings.Corridor;
        var stop = situation.Track.Stop;
        var cluster = fromCentre.At(fromCentre.GeometricMetres - (stop.DiameterMetres / 2)).EffectiveMetres - slack;
        var circle = fromCentre.At(fromCentre.GeometricMetres - stop.SwingRadiusMetres).EffectiveMetres - slack;
        if (cluster <= corridor.CoreMetres || fromCentre.GeometricMetres <= stop.SwingRadiusMetres)
        {
            return Severity.Alarm;
        }

        return cluster <= corridor.ProtectedMetres ? Severity.Warning
            : cluster <= corridor.WatchMetres || circle <= corridor.WatchMetres ? Severity.Notice
            : Severity.Unspecified;
    }

    private static string? HeldBackBy(Situation situation, GeoPosition centre)
    {
        if (ServiceExemption.Reason(situation.Track, situation.Settings) is { } exempt)
        {
            return exempt;
        }

        if (ServiceExemption.AtWindFarm(situation, centre) is { } service)
        {
            return service;
        }

        return situation.IsIn(ContextCategory.Port, centre, 0, out var port) ? $"inside {port.Area.Name}" : null;
    }

    private void Judge(Situation situation, GeoPosition centre, in AssetDistance fromCentre, Severity severity)
    {
        if (!Episode.IsPublished)
        {
            if (HeldBackBy(situation, centre) is { } reason)
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
            situation.Close(Episode, Rule, $"{exempt}, as she has now said");
            return;
        }

        ImmutableArray<string> suppressedBy = [];
        var explanations = ImmutableArray.CreateBuilder<Explanation>();
        var isAnchorage = situation.IsIn(ContextCategory.Anchorage, centre, 0, out var anchorage);
        explanations.Add(new Explanation("charted anchorage", isAnchorage, isAnchorage ? $"inside {anchorage.Area.Name}" : "outside every charted anchorage"));
        if (isAnchorage && severity < Severity.Alarm)
        {
            suppressedBy = [$"charted anchorage {anchorage.Area.Name}"];
            severity--;
            if (severity == Severity.Unspecified)
            {
                if (!Episode.IsPublished)
                {
                    Episode.HoldBack(situation, suppressedBy[0]);
                    return;
                }

                severity = Severity.Notice;
            }
        }

        if (situation.Vessel.IsPublished(AlertKind.DragAtAnchor))
        {
            suppressedBy = suppressedBy.Add("superseded by drag at anchor");
            severity = Severity.Notice;
        }

        if (!Episode.Assess(situation, severity, Projection.None, suppressedBy, out var state))
        {
            return;
        }

        var stop = situation.Track.Stop;
        var asset = Episode.Asset!;
        var name = Wording.Name(situation.Track.Identity);
        var isCovered = fromCentre.GeometricMetres <= stop.SwingRadiusMetres;
        var text = new FindingText(
            $"{name} {(stop.AtAnchorFixes > 0 ? "is at anchor" : "lies stopped")} {(isCovered ? "with her swinging circle over" : $"{Wording.Distance(fromCentre.GeometricMetres)} from")} {asset.Name} since {Episode.Since.ToDateTime():HH:mm} UTC.",
            severity >= Severity.Warning
                ? $"Call {name} on VHF 16: ask her to weigh anchor and shift clear of {asset.Name}, with the anchor fully hove up{Wording.TellOperator(asset)}."
                : $"Watch {name}; point out {asset.Name} before she lets out more chain.");
        double? metres = situation.TryDistanceTo(asset, out var distance) ? distance.GeometricMetres : fromCentre.GeometricMetres;
        situation.Publish(
            Episode,
            state,
            text,
            metres,
            Projection.None,
            situation.EvidenceFor(
                Rule,
                [
                    new Measurement("stopped for", Rounding.Tenth((situation.Now - stop.Since).TotalMinutes), "min", situation.Settings.Anchor.ClusterAfter.TotalMinutes, ">="),
                    new Measurement("fixes at anchor in a row", stop.AtAnchorFixes, "", situation.Settings.Anchor.AnchoredStatusFixes, ">="),
                    new Measurement("diameter of the stop", Math.Round(stop.DiameterMetres), "m", Math.Round(2 * stop.SwingRadiusMetres), "<="),
                    new Measurement("swinging radius", Math.Round(stop.SwingRadiusMetres), "m"),
                    new Measurement("asset from the middle of the stop", Math.Round(fromCentre.GeometricMetres), "m"),
                    .. fromCentre.At(fromCentre.GeometricMetres - (stop.DiameterMetres / 2)).Measurements(situation.Settings.Corridor.WatchMetres, "watch tier"),
                ],
                situation.FixesSince(stop.Since),
                explanations.ToImmutable(),
                asset,
                state == AlertState.Raised ? "the stop has formed over a tier of the asset" : "still stopped there"),
            suppressedBy);
    }
}
