using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>S1, motion no ship can make.</summary>
/// <remarks>
/// Three signs, each on two of three fixes: her track goes on where she cannot have sailed to at 60 kn; over five minutes she makes more than her
/// class can (cargo ships and tankers 30 kn, passenger ships and high-speed craft 50 kn, others 60 kn); she reports more than 50 kn and her
/// positions bear it out. A minute is conceded to clocks that differ. One wrong position among good ones never gets here: it is dropped and
/// counted. Held back: a track that has only just begun, an instrument that reports a speed her positions deny, wing-in-ground craft.
/// Never raised while two hulls are told apart under her MMSI. Ends after 30 minutes without such motion. detectors.md C.10.
/// </remarks>
internal sealed class KinematicSpoofDetector : IDetector
{
    internal static readonly RuleText TheRule = new(
        "S1 kinematic spoof", "1", "Apparent jump", "Motion no ship can make on two of three fixes: a jump at more than 60 kn, more than her class makes over five minutes, or more than 50 kn reported.")
    {
        HeldBackBy = "an area event; two hulls under her MMSI; instruments; clocks that differ by up to a minute",
        Settings = [nameof(DetectionSettings.KinematicSpoof), nameof(DetectionSettings.Track)],
    };

    private int fastReports;
    private int fastLegs;
    private Instant lastSeen;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.KinematicSpoof;

    public Episode Episode { get; } = new(AlertKind.KinematicSpoof, isStationary: false);

    public bool IsAlert => Episode.IsOpen || fastReports != 0 || fastLegs != 0;

    /// <summary>Takes a jump of the track that a second fix has confirmed.</summary>
    public void Jumped(Situation situation, in TrackBreak jump) =>
        Take(situation, jump, "nobody reports from the old place any more", "her track goes on where she cannot have sailed to");

    /// <summary>Takes the second of three fixes off a track that goes on: she leaps to and fro, too near for two hulls.</summary>
    public void Leapt(Situation situation, in TrackBreak jump) =>
        Take(situation, jump, "the places are nearer than two hulls are told apart", "two of three positions are where she cannot have sailed to");

    private void Take(Situation situation, in TrackBreak jump, string noOtherHull, string cause)
    {
        var options = situation.Settings.KinematicSpoof;
        var limit = LimitKnots(situation);
        var conceded = jump.ConcededKnots(options.ClockDoubt);
        if (conceded <= limit)
        {
            return;
        }

        See(situation, jump.First.Time);
        if (jump.Reason is { } reason && !Episode.IsPublished)
        {
            Episode.HoldBack(situation, reason);
            return;
        }

        var name = Wording.Name(situation.Track.Identity);
        Judge(
            situation,
            string.Create(CultureInfo.InvariantCulture, $"{name} apparently jumped {Wording.Distance(jump.Metres)} in {Seconds(jump.Seconds)}: {jump.ImpliedKnots:F0} kn implied."),
            [
                new Measurement("implied speed", Rounding.Tenth(jump.ImpliedKnots), "kn", limit, ">"),
                new Measurement("implied speed with the doubt of the clocks", Rounding.Tenth(conceded), "kn", limit, ">"),
                new Measurement("distance", Math.Round(jump.Metres), "m", situation.Settings.Track.ImplausibleJumpMetres, ">"),
                new Measurement("time between the fixes", Math.Round(jump.Seconds), "s"),
                .. Mismatch(jump, options),
            ],
            [Situation.FixOf(jump.Left), Situation.FixOf(jump.First), Situation.FixOf(situation.Fix)],
            cause,
            noOtherHull);
    }

    public void Observe(Situation situation)
    {
        var options = situation.Settings.KinematicSpoof;
        fastReports = ((fastReports << 1) | (situation.Fix.RawSpeed > options.MaxSpeedOverGroundKnots * 10 ? 1 : 0)) & 7;
        if ((fastReports & 1) != 0 && BitOperations.PopCount((uint)fastReports) >= options.ConfirmingFixes)
        {
            JudgeReportedSpeed(situation, options);
        }

        if (situation.IsSample)
        {
            var limit = LimitKnots(situation);
            var knots = SpeedOverLookBack(situation, options, out var metres, out var time, out var from);
            fastLegs = ((fastLegs << 1) | (knots > limit ? 1 : 0)) & 7;
            if ((fastLegs & 1) != 0 && BitOperations.PopCount((uint)fastLegs) >= options.ConfirmingFixes)
            {
                See(situation, from.Time);
                JudgeLeg(situation, knots, limit, metres, time, from);
            }
        }

        if (Episode.IsOpen && situation.Now - lastSeen >= options.CloseAfter)
        {
            situation.Close(Episode, Rule, $"{Wording.Duration(options.CloseAfter)} without such motion");
        }
    }

    public bool IsContradictedBy(Situation situation) => false;

    private static double LimitKnots(Situation situation) => situation.Track.ShipType?.Code switch
    {
        (>= 40 and <= 49) or (>= 60 and <= 69) => situation.Settings.KinematicSpoof.PassengerMaxKnots,
        >= 70 and <= 89 => situation.Settings.KinematicSpoof.CargoMaxKnots,
        _ => situation.Settings.Track.ImplausibleSpeedKnots,
    };

    private static double SpeedOverLookBack(Situation situation, KinematicSpoofOptions options, out double metres, out TimeSpan time, out TrackSample from)
    {
        (metres, time) = (0, TimeSpan.Zero);
        if (!situation.Track.TryLookBack(options.LookBack, out from))
        {
            return 0;
        }

        metres = situation.Track.Scale.Metres(from.RawLatitude, from.RawLongitude, situation.Fix.RawLatitude, situation.Fix.RawLongitude);
        time = situation.Now - from.Time;
        return Nautical.Knots(metres, time + options.ClockDoubt);
    }

    private static ImmutableArray<Measurement> Mismatch(in TrackBreak jump, KinematicSpoofOptions options) =>
        jump.First.SpeedOverGroundKnots is { } reported && jump.Seconds >= options.SpeedMismatchOver.TotalSeconds
            ? [new Measurement("implied less reported speed", Rounding.Tenth(jump.ImpliedKnots - reported), "kn", options.SpeedMismatchKnots, ">")]
            : [];

    private static string Seconds(double seconds) => seconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:F0} s")
        : Wording.Duration(TimeSpan.FromSeconds(seconds));

    private void See(Situation situation, Instant since)
    {
        lastSeen = situation.Now;
        if (!Episode.IsOpen)
        {
            Episode.Open(since, null);
        }
    }

    private void JudgeReportedSpeed(Situation situation, KinematicSpoofOptions options)
    {
        if (!situation.Track.TryLookBack(options.SpeedMismatchOver, out var from))
        {
            // Her positions do not tell yet.
            return;
        }

        See(situation, situation.Now);
        var reported = situation.Fix.RawSpeed / 10.0;
        var metres = situation.Track.Scale.Metres(from.RawLatitude, from.RawLongitude, situation.Fix.RawLatitude, situation.Fix.RawLongitude);
        var implied = Nautical.Knots(metres, situation.Now - from.Time);
        if (reported - implied > options.SpeedMismatchKnots)
        {
            Episode.HoldBack(situation, "her positions deny the reported speed: a fault of the instrument");
            return;
        }

        Judge(
            situation,
            $"{Wording.Name(situation.Track.Identity)} apparently makes {Wording.Knots(reported)}, more than any ship.",
            [
                new Measurement("reported speed", Rounding.Tenth(reported), "kn", options.MaxSpeedOverGroundKnots, ">"),
                new Measurement("implied speed", Rounding.Tenth(implied), "kn", Rounding.Tenth(reported - options.SpeedMismatchKnots), ">="),
            ],
            situation.FixesSince(from.Time),
            "her reported speed is no ship's");
    }

    private void JudgeLeg(Situation situation, double concededKnots, double limit, double metres, TimeSpan time, in TrackSample from)
    {
        var knots = Nautical.Knots(metres, time);
        Judge(
            situation,
            $"{Wording.Name(situation.Track.Identity)} apparently made {Wording.Knots(knots)} over {Wording.Duration(time)}; {(situation.Track.ShipType is { } type ? $"{type.Category.ToLowerInvariant()} ships make" : "ships make")} {limit.ToString(CultureInfo.InvariantCulture)} kn at most.",
            [
                new Measurement("implied speed", Rounding.Tenth(knots), "kn", limit, ">"),
                new Measurement("implied speed with the doubt of the clocks", Rounding.Tenth(concededKnots), "kn", limit, ">"),
                new Measurement("distance", Math.Round(metres), "m"),
                new Measurement("over", Rounding.Tenth(time.TotalMinutes), "min", situation.Settings.KinematicSpoof.LookBack.TotalMinutes, ">="),
            ],
            situation.FixesSince(from.Time),
            "she comes farther than a ship of her class can");
    }

    private void Judge(Situation situation, string headline, ImmutableArray<Measurement> measurements, ImmutableArray<EvidenceFix> fixes, string cause, string noOtherHull = "her fixes follow one another at one pace")
    {
        if (!Episode.IsPublished && situation.Track.ShipType is { Code: >= 20 and <= 29 })
        {
            Episode.HoldBack(situation, "wing-in-ground craft by her ship type");
            return;
        }

        if (!Episode.Assess(situation, Severity.Warning, Projection.None, [], out var state))
        {
            return;
        }

        var options = situation.Settings.KinematicSpoof;
        situation.Publish(
            Episode,
            state,
            new FindingText(headline, $"Do not rely on the positions of {Wording.Name(situation.Track.Identity)}: check them by radar or on VHF 16, and ask whether her satellite navigation is disturbed."),
            null,
            Projection.None,
            situation.EvidenceFor(
                Rule,
                measurements,
                fixes,
                [
                    new Explanation("clocks of receivers that differ", false, $"{Wording.Duration(options.ClockDoubt)} conceded"),
                    new Explanation("an old report delivered late", false, "not on the track she came by"),
                    new Explanation("another hull under her MMSI", false, noOtherHull),
                ],
                null,
                cause),
            []);
    }
}
