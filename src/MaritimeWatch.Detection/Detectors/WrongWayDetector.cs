using System.Collections.Immutable;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Against the direction of a traffic lane.</summary>
/// <remarks>
/// Course more than 135° off the lane's direction for 10 minutes above 4 kn, at least 100 m inside it: a warning; a notice for vessels
/// shorter than 20 m, under sail or fishing, of whom rule 10 asks to keep out of the way of others rather than of the lane. Where lanes
/// overlap, one she goes along with clears her; crossing one concerns nobody. Held back for vessels not under command, restricted in
/// their ability to manoeuvre or by their draught, pilots, SAR, law enforcement and service vessels. Ends 10 minutes after she is out
/// of it, with the flow, or slow. COLREG rule 10 (b), (i) to (l).
/// </remarks>
internal sealed class WrongWayDetector : IDetector
{
    private static readonly RuleText TheRule = new(
        "RD wrong way", "1", "Wrong way", "Course more than 135° off the direction of a traffic lane for 10 minutes above 4 kn.")
    {
        HeldBackBy = "vessels not under command, restricted in their ability to manoeuvre or by their draught, pilots, police, rescue, service vessels",
        Settings = [nameof(DetectionSettings.WrongWay)],
    };

    private Instant againstSince = Instant.MaxValue;
    private Instant outSince = Instant.MaxValue;
    private ContextArea? lane;
    private int misses;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.RouteDeviation;

    public Episode Episode { get; } = new(AlertKind.RouteDeviation, isStationary: false);

    public bool IsAlert => Episode.IsOpen || lane is not null;

    public void Observe(Situation situation)
    {
        if (!situation.IsSample || !situation.IsShip)
        {
            return;
        }

        if (situation.Track.IsAfterSilence)
        {
            // What she did unheard is not known.
            againstSince = Instant.MaxValue;
            lane = Episode.IsOpen ? lane : null;
        }

        var mayBeIn = (situation.Index.WatchedAreasAt(situation.Fix.RawLatitude, situation.Fix.RawLongitude) & WatchedAreas.Lane) != 0;
        if (Episode.IsOpen)
        {
            Continue(situation, mayBeIn && TryFind(situation, situation.Settings.WrongWay.ExitDegrees, 0, out var still, out var off) ? (still, off) : null);
        }
        else if (mayBeIn || lane is not null)
        {
            Watch(situation);
        }
    }

    public bool IsContradictedBy(Situation situation) =>
        situation.Fix is { CourseOverGroundDegrees: { } course, SpeedOverGroundKnots: { } speed } && lane is { DirectionDegrees: { } direction }
        && speed >= situation.Settings.WrongWay.MinSpeedKnots && Angle.Between(course, direction) <= 90;

    /// <summary>A lane she is against, by more than an angle and as far inside as told; none where another lane lets her.</summary>
    private static bool TryFind(Situation situation, double degrees, double edgeMetres, out ContextArea against, out double off)
    {
        against = null!;
        off = 0;
        if (situation.Fix.CourseOverGroundDegrees is not { } course || !(situation.Track.Samples.Latest.MeanSpeedKnots >= situation.Settings.WrongWay.MinSpeedKnots))
        {
            return false;
        }

        foreach (var near in situation.AreasAbout(situation.Fix.Position, 0))
        {
            if (near.Area is { Category: ContextCategory.TrafficSeparation, DirectionDegrees: { } direction })
            {
                var angle = Angle.Between(course, direction);
                if (angle <= 90)
                {
                    return false;
                }

                if (angle > degrees && angle > off)
                {
                    (against, off) = (near.Area, angle);
                }
            }
        }

        return against is not null && (edgeMetres == 0 || IsWellInside(situation, against, course, edgeMetres));
    }

    private static bool IsWellInside(Situation situation, ContextArea lane, double course, double edgeMetres)
    {
        var plane = new LocalPlane(situation.Fix.Position);
        foreach (var side in (ReadOnlySpan<double>)[-90, 90])
        {
            var (sin, cos) = Math.SinCos((course + side) * Math.PI / 180);
            var isInside = false;
            foreach (var near in situation.AreasAbout(plane.ToGeo(edgeMetres * sin, edgeMetres * cos), 0))
            {
                isInside |= ReferenceEquals(near.Area, lane);
            }

            if (!isInside)
            {
                return false;
            }
        }

        return true;
    }

    private static string? Explained(Situation situation)
    {
        if (ServiceExemption.Reason(situation.Track, situation.Settings) is { } exempt)
        {
            return exempt;
        }

        return situation.Fix.Status switch
        {
            NavigationalStatus.NotUnderCommand => "says she is not under command",
            NavigationalStatus.RestrictedManoeuvrability => "says she is restricted in her ability to manoeuvre",
            NavigationalStatus.ConstrainedByDraught => "says she is constrained by her draught",
            _ => null,
        };
    }

    private static string? Lowered(Situation situation) =>
        FishingSign.Of(situation) is not null ? "fishing: rule 10 (i)"
        : situation.Track.LengthMetres < situation.Settings.WrongWay.SmallMetres ? "shorter than 20 m: rule 10 (j)"
        : situation.Track.ShipType is { Code: 36 } || situation.Fix.Status == NavigationalStatus.UnderWaySailing ? "under sail: rule 10 (j)"
        : null;

    private void Watch(Situation situation)
    {
        var options = situation.Settings.WrongWay;
        if (!TryFind(situation, options.AgainstDegrees, options.EdgeMetres, out var against, out var off))
        {
            // One sample that does not fit is a bad fix or the edge of the lane; two are not.
            if (lane is not null && ++misses >= 2)
            {
                lane = null;
                againstSince = Instant.MaxValue;
            }

            return;
        }

        misses = 0;
        againstSince = Instant.Min(againstSince, situation.Now);
        lane ??= against;
        if (situation.Now - againstSince >= options.After && !situation.Vessel.IsPublished(Kind))
        {
            outSince = Instant.MaxValue;
            Episode.Open(againstSince, null, lane);
            Judge(situation, off);
        }
    }

    private void Continue(Situation situation, (ContextArea Lane, double Off)? against)
    {
        if (against is { } found)
        {
            outSince = Instant.MaxValue;
            Judge(situation, found.Off);
            return;
        }

        outSince = Instant.Min(outSince, situation.Now);
        if (situation.Now - outSince >= situation.Settings.WrongWay.CloseAfter)
        {
            situation.Close(Episode, Rule, $"she goes against {lane!.Name} no more");
            lane = null;
            againstSince = Instant.MaxValue;
        }
    }

    private void Judge(Situation situation, double off)
    {
        // Of two rules of one kind the first to speak goes on.
        if (!Episode.IsPublished && situation.Vessel.IsPublished(Kind))
        {
            return;
        }

        if (!Episode.IsPublished && Explained(situation) is { } reason)
        {
            Episode.HoldBack(situation, $"{reason} ({lane!.Name})");
            return;
        }

        var lowered = Lowered(situation);
        ImmutableArray<string> suppressedBy = lowered is null ? [] : [lowered];
        if (!Episode.Assess(situation, lowered is null ? Severity.Warning : Severity.Notice, Projection.None, suppressedBy, out var state))
        {
            return;
        }

        var options = situation.Settings.WrongWay;
        var name = Wording.Name(situation.Track.Identity);
        var speed = situation.Track.Samples.Latest.MeanSpeedKnots;
        var text = new FindingText(
            $"{name} goes against the traffic of {lane!.Name} since {Episode.Since.ToDateTime():HH:mm} UTC: {Wording.Knots(speed)} over {situation.Fix.CourseOverGroundDegrees:F0}°, the lane is {lane.DirectionDegrees:F0}°.",
            $"Call {name} on VHF 16: tell her that she is against the traffic, ask her to leave the lane to starboard when safe, and warn the traffic ahead of her.");
        situation.Publish(
            Episode,
            state,
            text,
            null,
            Projection.None,
            situation.EvidenceFor(
                Rule,
                [
                    new Measurement("course off the lane's direction", Math.Round(off), "deg", options.AgainstDegrees, ">"),
                    new Measurement("time against it", Rounding.Tenth((situation.Now - Episode.Since).TotalMinutes), "min", options.After.TotalMinutes, ">="),
                    new Measurement("mean speed in the last minute", Rounding.Tenth(speed), "kn", options.MinSpeedKnots, ">="),
                    new Measurement("direction of the lane", Math.Round(lane.DirectionDegrees!.Value), "deg"),
                ],
                situation.FixesSince(Episode.Since - TimeSpan.FromMinutes(5)),
                [
                    new Explanation("overlapping lane", false, "no lane there goes her way"),
                    new Explanation("crossing", false, FormattableString.Invariant($"{off:F0}° off the lane's direction is not across it")),
                    new Explanation("service or hampered", false, "no service type, no such status"),
                    new Explanation("small, sailing or fishing", lowered is not null, lowered ?? "neither"),
                ],
                null,
                state == AlertState.Raised ? "against the lane for long enough" : "still against the lane"),
            suppressedBy);
    }
}
