using System.Collections.Immutable;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>L2, repeated crossing of one asset: a survey pattern, circling, or a habit.</summary>
/// <remarks>
/// Three crossings of one asset within 6 hours, each more than 90° off the one before and turned round at sea: a warning. Thirty within
/// 30 days: a notice, told anew after thirty more. A crossing below 1 kn, in a stop, adrift or dragging is not one: A1, DR and D1 judge
/// those; who turns her bow round between is not adrift. Held back for a regular service (learned: there and back at one place with a call between; or listed), for fishing (trawling
/// judges it), for survey ships with a permit (listed) and service types, for workboats at a wind farm, and in ports, anchorages and pilot boarding areas. A yacht's
/// tacks and laps are one step lower. Closes 6 hours after the last crossing that counts, of the asset it is about. detectors.md C.2; Melkart-5 (2022) made 30 passes over
/// one fault, Yi Peng 3 (2024) circled for an hour.
/// </remarks>
internal sealed class RepeatedCrossingDetector : IDetector
{
    // Twice the crossings of an hour's circling over a pair of cables.
    private const int MostCrossings = 48;

    private static readonly RuleText TheRule = new(
        "L2 repeated crossing", "1", "Repeated crossing", "Three crossings of one asset within 6 hours with course changes above 90° between, or thirty within 30 days.")
    {
        HeldBackBy = "regular services, fishing, survey and service vessels, workboats at their wind farm",
        Settings = [nameof(DetectionSettings.RepeatedCrossing), "Drifting:MaxSpeedKnots", "Drifting:MinAngleDegrees", nameof(DetectionSettings.Normality), nameof(DetectionSettings.Corridor)],
    };

    private readonly List<JudgedCrossing> crossings = [];
    private readonly PortCalls calls = new();
    private long seen;
    private bool isPattern;
    private Instant lastOfEpisode;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.RepeatedCrossing;

    public Episode Episode { get; } = new(AlertKind.RepeatedCrossing, isStationary: false);

    public bool IsAlert => Episode.IsOpen;

    public void Observe(Situation situation)
    {
        if (!situation.IsShip)
        {
            return;
        }

        if (situation.Vessel.HasTally)
        {
            calls.Observe(situation);
        }

        var fresh = (int)Math.Min(situation.Vessel.CrossingCount - seen, situation.Vessel.Crossings.Count);
        seen = situation.Vessel.CrossingCount;
        for (var i = situation.Vessel.Crossings.Count - fresh; i < situation.Vessel.Crossings.Count; i++)
        {
            Take(situation, situation.Vessel.Crossings[i]);
        }

        if (Episode.IsOpen && situation.IsSample && situation.Now - lastOfEpisode >= situation.Settings.RepeatedCrossing.CloseAfter)
        {
            situation.Close(Episode, Rule, $"no crossing for {Wording.Duration(situation.Settings.RepeatedCrossing.CloseAfter)}");
        }
    }

    /// <summary>A late fix from where she cannot have been between her crossings: they were drawn wrongly.</summary>
    public bool IsContradictedBy(Situation situation) => crossings.Exists(crossing =>
        new LocalPlane(crossing.Point).DistanceTo(situation.Fix.Position) is var metres
        && metres > situation.Settings.Track.ImplausibleJumpMetres
        && Nautical.Knots(metres, TimeSpan.FromSeconds(Math.Max(10, (crossing.Time - situation.Now).Duration().TotalSeconds))) > situation.Settings.Track.ImplausibleSpeedKnots);

    private void Take(Situation situation, in RecentCrossing crossing)
    {
        var options = situation.Settings.RepeatedCrossing;
        var track = situation.Track;
        var tally = situation.Vessel.Tally.Of(crossing.Asset);
        var speed = track.SpeedKnots ?? 0;
        var course = situation.Fix.CourseOverGroundDegrees
            ?? (track.HasLeg && new LocalPlane(track.Previous.Position).ToPlane(situation.Fix.Position) is var leg ? Angle.OfVector(leg.East, leg.North) : 0);

        // A new track after 6 hours and more of nothing: she has been somewhere.
        var afterCall = tally.Last != Instant.MinValue && (calls.Last > tally.Last || crossing.Time - tally.Last >= situation.Settings.Track.TrackLostAfter);
        if (crossings.Count == MostCrossings)
        {
            crossings.RemoveAt(0);
        }

        var judged = new JudgedCrossing(crossing.Asset, crossing.Time, crossing.Point, course, speed, afterCall, WhyNotCounted(situation, speed), situation.Fix.TrueHeadingDegrees ?? double.NaN);
        crossings.Add(judged);
        var isPassage = judged.NotCounted is null && tally.Take(crossing, course, afterCall, options);
        var pattern = CrossingPattern.Of(crossings, crossing.Asset, crossing.Time, options);
        if (pattern.Chain.Length >= options.PatternCrossings)
        {
            JudgePattern(situation, crossing.Asset, pattern, tally);
        }
        else if (!Episode.IsPublished && pattern.WithCalls + pattern.NotCounted >= options.PatternCrossings)
        {
            var reason = pattern.WithCalls < options.PatternCrossings ? pattern.WhyNotCounted!
                : tally.IsService(options) || PortCalls.IsPassenger(track) ? "regular service: there and back at one place, with a call between"
                : "called or was silent between the crossings";
            HoldBack(situation, crossing.Asset, crossing.Time, reason);
        }

        if (isPassage && tally.Count >= options.MonthCrossings)
        {
            JudgeMonth(situation, crossing, tally);
        }

        // What was told lives by what counts for it: not by swings at anchor, nor by the other lines she passes. What was held back is listed once while she goes on.
        var counts = judged.NotCounted is null || (!pattern.Chain.IsEmpty && pattern.Chain[^1].Time == crossing.Time);
        if (!Episode.IsPublished || (counts && ReferenceEquals(crossing.Asset, Episode.Asset)))
        {
            lastOfEpisode = crossing.Time;
        }
    }

    private static string? WhyNotCounted(Situation situation, double speed)
    {
        if (situation.Track.Stop.IsFormed || speed < situation.Settings.RepeatedCrossing.MinSpeedKnots)
        {
            return "crossed in a stop or swinging at anchor: judged as anchored on asset";
        }

        if (situation.Vessel.IsOpen(AlertKind.DragAtAnchor))
        {
            return "dragging: judged as drag at anchor";
        }

        var options = situation.Settings.Drifting;
        var isAdrift = speed <= options.MaxSpeedKnots
            && situation.Fix is { CourseOverGroundDegrees: { } course, TrueHeadingDegrees: { } heading }
            && Angle.Between(course, heading) > options.MinAngleDegrees;
        return isAdrift || situation.Vessel.IsOpen(AlertKind.Drifting) ? JudgedCrossing.Adrift : null;
    }

    private static string? Explained(Situation situation, AssetTally tally)
    {
        if (ServiceExemption.Reason(situation.Track, situation.Settings) is { } exempt)
        {
            return exempt;
        }

        if (FishingSign.Of(situation) is not null)
        {
            return "fishing: judged as trawling";
        }

        if (ServiceExemption.LatelyAtWindFarm(situation) is { } service)
        {
            return service;
        }

        if (tally.IsService(situation.Settings.RepeatedCrossing))
        {
            return "regular service: there and back at one place, with a call between";
        }

        foreach (var area in situation.AreasAbout(situation.Fix.Position, 0))
        {
            if (area.Area.Category is ContextCategory.Port or ContextCategory.Anchorage or ContextCategory.PilotBoarding)
            {
                return $"inside {area.Area.Name}";
            }
        }

        return null;
    }

    /// <summary>Tacking and racing are what yachts do; a yacht that surveys is still seen.</summary>
    private static string? Lowered(Situation situation)
    {
        var track = situation.Track;
        var isYacht = track.ShipType is { Code: 36 or 37 } || situation.Fix.Status == NavigationalStatus.UnderWaySailing;
        return isYacht && !(track.LengthMetres > situation.Settings.RepeatedCrossing.YachtMetres) ? "yacht: tacks and laps" : null;
    }

    private void HoldBack(Situation situation, ChartedAsset asset, Instant since, string reason)
    {
        if (!Episode.IsOpen)
        {
            Episode.Open(since, asset);
        }

        Episode.HoldBack(situation, reason);
    }

    private void JudgePattern(Situation situation, ChartedAsset asset, in CrossingPattern pattern, AssetTally tally)
    {
        if (Episode.IsPublished && !ReferenceEquals(asset, Episode.Asset))
        {
            if (isPattern)
            {
                // Parallel cables are crossed together: the alert stays with the first.
                return;
            }

            situation.Close(Episode, Rule, $"taken over by a pattern of crossings over {asset.Name}");
        }

        if (!Episode.IsPublished && Explained(situation, tally) is { } reason)
        {
            HoldBack(situation, asset, pattern.Chain[0].Time, reason);
            return;
        }

        if (!Episode.IsPublished)
        {
            // What was held back before is another situation.
            Episode.Open(pattern.Chain[0].Time, asset);
        }

        isPattern = true;
        var lowered = Lowered(situation);
        if (!Episode.Assess(situation, lowered is null ? Severity.Warning : Severity.Notice, Projection.None, lowered is null ? [] : [lowered], out var state))
        {
            return;
        }

        var options = situation.Settings.RepeatedCrossing;
        var chain = pattern.Chain;
        var name = Wording.Name(situation.Track.Identity);
        var text = new FindingText(
            $"{name} has crossed {asset.Name} {chain.Length} times since {chain[0].Time.ToDateTime():HH:mm} UTC, turning round between.",
            $"Call {name} on VHF 16: ask her what she is doing over {asset.Name}, and whether she holds a permit to survey{Wording.TellOperator(asset)}.");
        ImmutableArray<Measurement> measurements =
        [
            new Measurement("crossings with reversals", chain.Length, "", options.PatternCrossings, ">="),
            new Measurement("within", Rounding.Tenth((chain[^1].Time - chain[0].Time).TotalMinutes), "min", options.PatternWindow.TotalMinutes, "<="),
            .. chain.Zip(chain.Skip(1), (before, after) => new Measurement(
                $"course change before {after.Time.ToDateTime():HH:mm}", Math.Round(Angle.Between(before.CourseDegrees, after.CourseDegrees)), "deg", options.ReversalDegrees, ">")),
            new Measurement("widest apart along the asset", Math.Round(chain.Max(crossing => new LocalPlane(chain[0].Point).DistanceTo(crossing.Point))), "m"),
        ];
        Publish(situation, state, text, measurements, [.. chain.TakeLast(24).Select(crossing => crossing.ToEvidence())], lowered, tally, "crossed again the other way");
    }

    private void JudgeMonth(Situation situation, in RecentCrossing crossing, AssetTally tally)
    {
        var (count, first) = (tally.Count, tally.First);

        // What was told once, or explained, is not told again before as many more.
        tally.Clear();
        if (Episode.IsPublished)
        {
            return;
        }

        var options = situation.Settings.RepeatedCrossing;
        if (Explained(situation, tally) is { } reason)
        {
            HoldBack(situation, crossing.Asset, crossing.Time, FormattableString.Invariant($"{count} crossings in 30 days: {reason}"));
            return;
        }

        Episode.Open(crossing.Time, crossing.Asset);
        isPattern = false;
        Episode.Assess(situation, Severity.Notice, Projection.None, [], out var state);
        var name = Wording.Name(situation.Track.Identity);
        var asset = crossing.Asset;
        Publish(
            situation,
            state,
            new FindingText(
                $"{name} has crossed {asset.Name} {count} times since {first.ToDateTime():yyyy-MM-dd}, and not as a regular service does.",
                $"Look up what {name} does there; tell {asset.Operator ?? "the operator"} if nothing explains it."),
            [new Measurement("crossings in 30 days", count, "", options.MonthCrossings, ">=")],
            [.. crossings.Where(past => ReferenceEquals(past.Asset, asset)).TakeLast(12).Select(past => past.ToEvidence())],
            null,
            tally,
            "as many crossings in a month as make a habit");
    }

    private void Publish(
        Situation situation, AlertState state, in FindingText text, ImmutableArray<Measurement> measurements, ImmutableArray<EvidenceFix> fixes, string? lowered, AssetTally tally, string cause)
    {
        var isRestricted = situation.Fix.Status == NavigationalStatus.RestrictedManoeuvrability;
        ImmutableArray<Explanation> explanations =
        [
            new Explanation("regular service", false, tally.IsService(situation.Settings.RepeatedCrossing) ? "crosses as a service does" : "no schedule of calls and crossings at one place"),
            new Explanation("fishing", false, "no sign of fishing"),
            new Explanation("survey permit", false, isRestricted ? "says she is restricted in her ability to manoeuvre, but is on no list" : "on no list, no service type"),
            new Explanation("port, anchorage or pilot boarding area", false, "outside every one"),
            new Explanation("yacht", lowered is not null, lowered ?? "not a yacht"),
        ];
        situation.Publish(
            Episode,
            state,
            text,
            Episode.Asset is { } asset && situation.TryDistanceTo(asset, out var distance) ? distance.GeometricMetres : null,
            Projection.None,
            situation.EvidenceFor(Rule, measurements, fixes, explanations, Episode.Asset, cause),
            lowered is null ? [] : [lowered]);
    }
}
