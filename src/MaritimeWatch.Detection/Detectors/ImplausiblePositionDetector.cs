using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>S4, a position on land or a course that her heading denies.</summary>
/// <remarks>
/// More than 500 m inside charted land on two of three samples: told only where land is loaded, not within a mile of a port, and published only where she
/// came there by a jump; who sails in uses a waterway the chart does not have. Heading and course more than 45 degrees apart above 3 kn for more than ten
/// minutes: true satellite positions and a true compass cannot do that. Most compasses that do are faulty, so it is held back unless hers agreed with
/// her course before; and for drifting, astern, towing, work, fishing, a stuck or offset compass, and below 5 kn for wind and stream. The distance
/// from the receiving station is not judged: reports carry no station. Always a notice. Judged once a minute. detectors.md C.10.
/// </remarks>
internal sealed class ImplausiblePositionDetector : IDetector
{
    // So many samples on which a compass agreed show that it is sound.
    private const int SoundSamples = 5;
    private const double StuckDegrees = 2;
    private const double TurnedDegrees = 30;
    private const double SameOffsetDegrees = 15;
    private const double OtherCourseDegrees = 60;
    private const double HalfRoot = 0.7071067811865476;

    internal static readonly RuleText TheRule = new(
        "S4 implausible position", "1", "Implausible position", "More than 500 m inside land, or heading and course more than 45 degrees apart above 3 kn for more than 10 minutes without an innocent reason.")
    {
        HeldBackBy = "harbours, drift, towing, going astern, a compass that is off by the same angle always",
        Settings = [nameof(DetectionSettings.ImplausiblePosition)],
    };

    private int inland;
    private Instant lastSeen;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.ImplausiblePosition;

    public Episode Episode { get; } = new(AlertKind.ImplausiblePosition, isStationary: true);

    public bool IsAlert => Episode.IsOpen || inland != 0;

    public void Observe(Situation situation)
    {
        if (!situation.IsSample)
        {
            return;
        }

        var options = situation.Settings.ImplausiblePosition;
        inland = ((inland << 1) | (IsInland(situation, options) ? 1 : 0)) & 7;
        if ((inland & 1) != 0 && BitOperations.PopCount((uint)inland) >= 2)
        {
            JudgeLand(situation, options);
        }
        else if (situation.Track.CrabbingSince is { } since && situation.Now - since > options.MinDuration)
        {
            JudgeCrab(situation, options, since);
        }

        if (Episode.IsOpen && situation.Now - lastSeen >= options.CloseAfter)
        {
            situation.Close(Episode, Rule, $"{Wording.Duration(options.CloseAfter)} without it");
        }
    }

    public bool IsContradictedBy(Situation situation) => false;

    private static bool IsInland(Situation situation, ImplausiblePositionOptions options)
    {
        var place = situation.Fix.Position;
        if (!situation.IsIn(ContextCategory.Land, place, 0, out _))
        {
            return false;
        }

        // Land on every side: eight points about her are enough where a coast has no creek narrower than that.
        var plane = new LocalPlane(place);
        var far = options.InlandMetres;
        foreach (var (east, north) in (ReadOnlySpan<(double, double)>)[(far, 0), (-far, 0), (0, far), (0, -far), (far * HalfRoot, far * HalfRoot), (-far * HalfRoot, far * HalfRoot), (far * HalfRoot, -far * HalfRoot), (-far * HalfRoot, -far * HalfRoot)])
        {
            if (!situation.IsIn(ContextCategory.Land, plane.ToGeo(east, north), 0, out _))
            {
                return false;
            }
        }

        return !situation.IsIn(ContextCategory.Port, place, options.PortMetres, out _);
    }

    private static string? Explain(Situation situation, ImplausiblePositionOptions options, Instant since)
    {
        if (situation.Vessel.IsOpen(AlertKind.Drifting) || situation.Vessel.IsOpen(AlertKind.DragAtAnchor))
        {
            return "drifting or dragging, and judged as that";
        }

        if (situation.Fix.Status is NavigationalStatus.NotUnderCommand or NavigationalStatus.RestrictedManoeuvrability)
        {
            return "she says that she cannot manoeuvre";
        }

        if (situation.Track.ShipType is { IsTowing: true })
        {
            return "towing";
        }

        if (ServiceExemption.Reason(situation.Track, situation.Settings) is { } exempt)
        {
            return exempt;
        }

        if (situation.Track.ShipType is { IsFishing: true } || situation.Fix.Status == NavigationalStatus.EngagedInFishing)
        {
            return "fishing";
        }

        var motion = Crabbing.Over(situation.Track.Samples, since);
        return motion.MeanCrabDegrees >= options.AsternDegrees ? "going astern"
            : motion.MeanSpeedKnots <= options.StreamSpeedKnots ? "slow enough for wind and stream"
            : motion.HeadingRangeDegrees <= StuckDegrees && motion.CourseRangeDegrees >= TurnedDegrees ? "her heading does not move when she turns: a stuck compass"
            : motion.CourseRangeDegrees >= OtherCourseDegrees && motion.CrabRangeDegrees <= SameOffsetDegrees ? "the same angle on all courses: an offset of the compass"
            : Crabbing.AgreedBefore(situation.Track.Samples, since, options) < SoundSamples ? "her heading has not agreed with her course since she was first heard: a faulty compass"
            : null;
    }

    private void See(Situation situation, Instant since)
    {
        lastSeen = situation.Now;
        if (!Episode.IsOpen)
        {
            Episode.Open(since, null);
        }
    }

    private void JudgeLand(Situation situation, ImplausiblePositionOptions options)
    {
        See(situation, situation.Now);
        if (!Episode.IsPublished && !situation.Track.HasJumpedHere)
        {
            Episode.HoldBack(situation, "she sailed in: a waterway that the chart does not have");
            return;
        }

        Publish(
            situation,
            $"{Wording.Name(situation.Track.Identity)} reports a position more than {Wording.Distance(options.InlandMetres)} inside land.",
            [new Measurement("inside land", Math.Round(options.InlandMetres), "m", Math.Round(options.InlandMetres), ">")],
            [new Explanation("port, dock or river mouth", false, $"no port within {Wording.Distance(options.PortMetres)}"), new Explanation("a waterway the chart does not have", false, "she came there by a jump")],
            situation.Now,
            "she reports from land");
    }

    private void JudgeCrab(Situation situation, ImplausiblePositionOptions options, Instant since)
    {
        See(situation, since);
        if (!Episode.IsPublished && Explain(situation, options, since) is { } reason)
        {
            Episode.HoldBack(situation, reason);
            return;
        }

        var motion = Crabbing.Over(situation.Track.Samples, since);
        Publish(
            situation,
            string.Create(CultureInfo.InvariantCulture, $"{Wording.Name(situation.Track.Identity)} heads {motion.MeanCrabDegrees:F0}° off the course she makes good at {Wording.Knots(motion.MeanSpeedKnots)} since {since.ToDateTime():HH:mm} UTC: her positions or her compass are wrong."),
            [
                new Measurement("course less heading", Math.Round(motion.MeanCrabDegrees), "deg", options.MinAngleDegrees, ">"),
                new Measurement("mean speed", Rounding.Tenth(motion.MeanSpeedKnots), "kn", options.MinSpeedKnots, ">"),
                new Measurement("for", Rounding.Tenth((situation.Now - since).TotalMinutes), "min", options.MinDuration.TotalMinutes, ">"),
                new Measurement("samples on which her compass agreed before", Crabbing.AgreedBefore(situation.Track.Samples, since, options), "", SoundSamples, ">="),
            ],
            [
                new Explanation("drifting, towing or work", false, "no sign of it"),
                new Explanation("going astern", false, string.Create(CultureInfo.InvariantCulture, $"{motion.MeanCrabDegrees:F0}° off, not {options.AsternDegrees:F0}°")),
                new Explanation("wind and stream", false, $"too fast for it at {Wording.Knots(motion.MeanSpeedKnots)}"),
                new Explanation("a faulty compass", false, "it agreed with her course before"),
            ],
            since,
            "her heading denies the course of her positions");
    }

    private void Publish(Situation situation, string headline, ImmutableArray<Measurement> measurements, ImmutableArray<Explanation> explanations, Instant from, string cause)
    {
        if (Episode.Assess(situation, Severity.Notice, Projection.None, [], out var state))
        {
            situation.Publish(
                Episode,
                state,
                new FindingText(headline, $"Compare the position of {Wording.Name(situation.Track.Identity)} with radar, and ask her whether satellite navigation and compass are in order."),
                null,
                Projection.None,
                situation.EvidenceFor(Rule, measurements, situation.FixesSince(from), explanations, null, cause),
                []);
        }
    }
}
