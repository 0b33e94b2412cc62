using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>TR, trawling over an asset: its own kind, never a drag.</summary>
/// <remarks>
/// A vessel of a fishing type, or whose status is engaged in fishing, is seen to trawl by three course changes above 45° within 2 hours at
/// 2.5 to 4.5 kn; a craft of no known type and at most 45 m by six. From then on, and until 2 hours after her last tow, every pass through
/// the protected tier at that speed counts, straight tows too, and those of the hours before. A pass: a notice; three within 6 hours: a
/// warning. Never more. Closes an hour after the last pass. A tow over the asset before any zig-zag is held back with that reason.
/// Steaming above 6 kn is not trawling. detectors.md C.7; Melkart-5 (2022), SHEFA-2 (2022).
/// </remarks>
internal sealed class TrawlingDetector : IDetector
{
    private const double ExitBeyondTierMetres = 100;

    private static readonly RuleText TheRule = new(
        "TR trawling", "1", "Trawling", "Zig-zag at 2.5 to 4.5 kn with passes through the protected tier of an asset.")
    {
        HeldBackBy = "steaming; a fishing vessel that only passes",
        Remark = "Its own kind, never a drag.",
        Settings = [nameof(DetectionSettings.Trawling), nameof(DetectionSettings.Corridor)],
    };

    private readonly TrawlingTurns turns = new();
    private readonly TrawlingPasses passes = new();
    private long seenCrossings;
    private bool isEstablished;
    private bool wasTowing;
    private Instant lastClosed = Instant.MinValue;
    private Instant lastTow = Instant.MinValue;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.Trawling;

    public Episode Episode { get; } = new(AlertKind.Trawling, isStationary: false);

    public bool IsAlert => Episode.IsOpen;

    public void Observe(Situation situation)
    {
        if (situation.Track.IsAfterSilence)
        {
            turns.Interrupt();
            passes.Leave();
            wasTowing = false;
        }

        if (!situation.IsSample || !situation.IsShip)
        {
            return;
        }

        var options = situation.Settings.Trawling;
        var declares = Declares(situation);
        if (declares is null && !MayFish(situation) && !Episode.IsOpen)
        {
            return;
        }

        ref readonly var sample = ref situation.Track.Samples.Latest;
        var isTowing = sample.MeanSpeedKnots >= options.MinSpeedKnots && sample.MeanSpeedKnots <= options.MaxSpeedKnots && !situation.Vessel.IsOpen(AlertKind.Drifting);
        turns.Expire(situation.Now, options);
        if (isTowing)
        {
            lastTow = situation.Now;
            turns.Observe(situation.Now, sample.CourseDegrees, options);
        }
        else if (situation.Now - lastTow > options.FishesOnFor)
        {
            isEstablished = false;
        }

        isEstablished |= turns.Count >= (declares is null ? options.UndeclaredTurns : options.Turns);
        if (situation.Fix.Status == NavigationalStatus.EngagedInFishing || (isEstablished && isTowing))
        {
            situation.Vessel.LastFishing = situation.Now;
        }

        FollowPasses(situation, isTowing);
        wasTowing = isTowing;
        if (situation.Now - passes.Last < options.CloseAfter && passes.Last != Instant.MinValue)
        {
            Judge(situation, declares);
        }
        else if (Episode.IsOpen)
        {
            lastClosed = situation.Now;
            situation.Close(Episode, Rule, $"no pass for {Wording.Duration(options.CloseAfter)}");
        }
    }

    public bool IsContradictedBy(Situation situation) => situation.Fix.SpeedOverGroundKnots > situation.Settings.Trawling.SteamingKnots;

    /// <summary>What tells, besides her track, that she fishes; or null.</summary>
    private static string? Declares(Situation situation) =>
        situation.Track.ShipType is { IsFishing: true } ? "fishing vessel by type"
        : situation.Fix.Status == NavigationalStatus.EngagedInFishing ? "status engaged in fishing"
        : situation.Now - situation.Vessel.LastFishing <= situation.Settings.Trawling.FishesOnFor ? "fished of late"
        : null;

    /// <summary>A craft that says nothing of herself may be a fishing boat; one of another trade is not taken for one by her track.</summary>
    private static bool MayFish(Situation situation) =>
        situation.Track.ShipType is null && !(situation.Track.LengthMetres > situation.Settings.Trawling.UndeclaredMetres);

    private void FollowPasses(Situation situation, bool isTowing)
    {
        var fresh = (int)Math.Min(situation.Vessel.CrossingCount - seenCrossings, situation.Vessel.Crossings.Count);
        seenCrossings = situation.Vessel.CrossingCount;
        if (isTowing || wasTowing)
        {
            for (var i = situation.Vessel.Crossings.Count - fresh; i < situation.Vessel.Crossings.Count; i++)
            {
                passes.Cross(situation, situation.Vessel.Crossings[i]);
            }
        }

        var tier = situation.Settings.Corridor.ProtectedMetres + (passes.IsVisiting ? ExitBeyondTierMetres : 0);
        if (situation.TryNearest(out var nearest) && nearest.EffectiveMetres <= tier)
        {
            if (isTowing)
            {
                passes.Visit(situation, nearest.Asset);
            }
        }
        else
        {
            passes.Leave();
        }
    }

    private void Judge(Situation situation, string? declares)
    {
        var options = situation.Settings.Trawling;
        var all = passes.Since(situation.Now - options.PassWindow);
        if (all.Count == 0)
        {
            return;
        }

        if (!isEstablished && !Episode.IsPublished)
        {
            if (declares is not null)
            {
                if (!Episode.IsOpen)
                {
                    Episode.Open(all[^1].Time, all[^1].Asset);
                }

                Episode.HoldBack(situation, $"{declares}, at towing speed over the asset, but no zig-zag");
            }

            return;
        }

        if (!Episode.IsPublished)
        {
            // Passes of an alert that has closed count, but they are not when this one began.
            var first = all.FirstOrDefault(pass => pass.Time > lastClosed, all[^1]);
            Episode.Open(first.Time, first.Asset);
        }

        if (!Episode.Assess(situation, all.Count >= options.WarningPasses ? Severity.Warning : Severity.Notice, Projection.None, [], out var state))
        {
            return;
        }

        var asset = Episode.Asset!;
        var name = Wording.Name(situation.Track.Identity);
        var hasDistance = situation.TryDistanceTo(asset, out var distance);
        var text = new FindingText(
            $"{name} is apparently trawling over {asset.Name}: {all.Count} {(all.Count == 1 ? "pass" : "passes")} since {all[0].Time.ToDateTime():HH:mm} UTC.",
            $"Call {name} on VHF 16: point out {asset.Name} and ask her to lift her gear{(all.Count >= options.WarningPasses ? Wording.TellOperator(asset) : "")}.");
        var tier = hasDistance ? distance.Measurements(situation.Settings.Corridor.ProtectedMetres, "protected tier") : [];
        var buried = asset.BuriedDepthMetres is { } metres ? [new Measurement("burial depth of the asset as charted", metres, "m")] : Array.Empty<Measurement>();
        situation.Publish(
            Episode,
            state,
            text,
            hasDistance ? distance.GeometricMetres : null,
            Projection.None,
            situation.EvidenceFor(
                Rule,
                [
                    new Measurement("passes in 6 hours", all.Count, "", options.WarningPasses, ">="),
                    new Measurement("course changes within the window", turns.Count, "", declares is null ? options.UndeclaredTurns : options.Turns, ">="),
                    new Measurement("mean speed in the last minute", Rounding.Tenth(situation.Track.Samples.Latest.MeanSpeedKnots), "kn", options.MaxSpeedKnots, "<="),
                    new Measurement("least towing speed", options.MinSpeedKnots, "kn"),
                    .. tier,
                    .. buried,
                ],
                [.. all.TakeLast(16).Select(pass => pass.Fix), Situation.FixOf(situation.Fix)],
                [new Explanation("steaming", false, "at towing speed at every pass"), new Explanation("declared", declares is not null, declares ?? "no word of fishing: by her track alone")],
                asset,
                state == AlertState.Raised ? "seen to trawl, with a pass over the asset" : "still trawling there"),
            []);
    }
}
