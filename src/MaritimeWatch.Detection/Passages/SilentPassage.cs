using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using Box = MaritimeWatch.Detection.Locating.GeoBox;

namespace MaritimeWatch.Detection.Passages;

/// <summary>What a vessel may have done in a silence longer than the G1 threshold: no way is drawn, only bounds by the fastest she could have gone.</summary>
internal sealed class SilentPassage(StretchLegs stretch, PassageContext context)
{
    // Distances over a hundred kilometres on planes: ranked by the plane, then measured on the ellipsoid.
    private const double Slack = 1.01;

    private readonly List<StretchFoot> crossed = [];

    /// <summary>Between two fixes: an approach where a straight way, or any way she had the time for, comes within the distance.</summary>
    public void Add(in PositionReport before, in PositionReport after, double fastestKnots, double thresholdSeconds, List<Approach> approaches)
    {
        var path = new FixPath(before, after, context.Options, mayCurve: false);
        var reach = fastestKnots * Nautical.MetresPerSecondPerKnot * path.Seconds;
        if (Detour(before.Position, after.Position, reach) is not { } foot)
        {
            return;
        }

        var leg = new SailedLeg(before, after, path, fastestKnots);
        var straight = Straight(leg, out var crossings);
        var earliest = before.Time + Sailing(before, reach, fastestKnots);
        var latest = Instant.Max(earliest, after.Time - Sailing(after, reach, fastestKnots));
        var closest = straight is { } place ? Bound(leg.PointAt(place.Share, place.Foot, context)) : Bound(Reachable(leg, foot));
        approaches.Add(new Approach
        {
            Mmsi = context.Mmsi,
            From = earliest,
            To = latest,
            Closest = closest,
            Crossings = [.. crossings.Select(at => Bound(leg.PointAt(at.Share, at.Foot, context)))],
            IsPossible = true,
            SilenceThreshold = TimeSpan.FromSeconds(thresholdSeconds),
            FastestKnots = fastestKnots,
        });

        PassagePoint Bound(PassagePoint point) => point with
        {
            Earliest = Instant.Min(earliest, point.Time),
            Latest = Instant.Max(latest, point.Time),
            Doubt = point.Doubt with { Seconds = (latest - earliest).TotalSeconds / 2 },
        };
    }

    /// <summary>Before the first fix or after the last: an approach where she had the time for it.</summary>
    /// <param name="fix">The fix.</param>
    /// <param name="edge">To where the silence is followed, before the fix or after it.</param>
    /// <param name="fastestKnots">The fastest she could have gone.</param>
    /// <param name="thresholdSeconds">The silence threshold.</param>
    /// <param name="approaches">Takes the approach.</param>
    public void AddOpen(in PositionReport fix, Instant edge, double fastestKnots, double thresholdSeconds, List<Approach> approaches)
    {
        var isAfter = edge > fix.Time;
        var seconds = Math.Abs((edge - fix.Time).TotalSeconds);
        var speed = fastestKnots * Nautical.MetresPerSecondPerKnot;
        var foot = stretch.Nearest(fix.Position, (speed * seconds) + context.WithinMetres);
        if (foot.IsNone)
        {
            return;
        }

        var soonest = TimeSpan.FromSeconds(Math.Max(0, foot.Metres - context.WithinMetres) / speed);
        var nearest = isAfter ? fix.Time + soonest : fix.Time - soonest;
        var (earliest, latest) = isAfter ? (nearest, edge) : (edge, nearest);

        // At the speed she was last heard at, as long as that makes it in the time.
        var told = Math.Max(fix.SpeedOverGroundKnots ?? 0, 1) * Nautical.MetresPerSecondPerKnot;
        var likely = TimeSpan.FromSeconds(Math.Min(seconds, foot.Metres / told));
        var time = isAfter ? fix.Time + likely : fix.Time - likely;
        approaches.Add(new Approach
        {
            Mmsi = context.Mmsi,
            From = earliest,
            To = latest,
            Closest = new PassagePoint
            {
                Time = Instant.Max(earliest, Instant.Min(latest, time)),
                Earliest = earliest,
                Latest = latest,
                Vessel = foot.Point,
                OnAsset = foot.Point,
                DistanceMetres = 0,
                KilometresAlong = context.IsArea ? null : foot.AlongMetres / 1_000,
                SpeedKnots = fix.SpeedOverGroundKnots ?? 0,
                CourseDegrees = null,
                Before = isAfter ? fix : null,
                After = isAfter ? null : fix,
                Form = PathForm.Reachable,
                Doubt = new PassageDoubt(context.ChartSigmaMetres, context.FixSigmaMetres(fix), speed * seconds, (latest - earliest).TotalSeconds / 2),
            },
            Crossings = [],
            IsPossible = true,
            SilenceThreshold = TimeSpan.FromSeconds(thresholdSeconds),
            FastestKnots = fastestKnots,
        });
    }

    private TimeSpan Sailing(in PositionReport fix, double reach, double fastestKnots)
    {
        var metres = stretch.Nearest(fix.Position, (reach * Slack) + context.WithinMetres).Metres;
        return TimeSpan.FromSeconds(double.IsPositiveInfinity(metres) ? 0
            : Math.Max(0, metres - context.WithinMetres) / (fastestKnots * Nautical.MetresPerSecondPerKnot));
    }

    private PassageCandidate? Straight(in SailedLeg leg, out List<PassageCandidate> crossings)
    {
        crossings = [];
        PassageCandidate? closest = null;
        var chords = leg.Path.Chords;
        for (var k = 0; k < chords; k++)
        {
            var (start, end) = (k / (double)chords, (k + 1) / (double)chords);
            crossed.Clear();
            var to = k == chords - 1 ? leg.After.Position : leg.Path.At(end);
            var nearest = ChordSearch.Find(stretch, leg.Path.At(start), to, context.WithinMetres, crossed);
            if (nearest.Metres < (closest?.Foot.Metres ?? double.PositiveInfinity))
            {
                closest = new PassageCandidate(leg, start + (nearest.Share * (end - start)), nearest);
            }

            foreach (var crossing in crossed.OrderBy(crossing => crossing.Share))
            {
                crossings.Add(new PassageCandidate(leg, start + (crossing.Share * (end - start)), crossing));
            }
        }

        return closest;
    }

    // The point of the stretch she could have called at with the least detour, if there was time for it.
    private StretchFoot? Detour(GeoPosition before, GeoPosition after, double reach)
    {
        var allowed = reach + (2 * context.WithinMetres);
        var best = StretchFoot.None;
        var least = double.PositiveInfinity;
        var middle = new LocalPlane(before).ToPlane(after) is var (east, north) ? new LocalPlane(before).ToGeo(east / 2, north / 2) : before;
        var search = stretch.Find(Box.Empty.Include(middle.Longitude, middle.Latitude).Grow(allowed / 2 * Slack));
        while (search.TryNext(out var group))
        {
            foreach (ref readonly var leg in stretch.LegsOf(group))
            {
                var share = DetourShare(leg, before, after, out var metres);
                if (metres < least)
                {
                    least = metres;
                    best = leg.FootAt(share, 0, 0);
                }
            }
        }

        if (best.IsNone)
        {
            // Inside an area, no edge may be in reach.
            var inside = stretch.Nearest(before, 0);
            return inside.IsNone ? null : inside;
        }

        var sailed = Geodesic.DistanceMetres(before, best.Point) + Geodesic.DistanceMetres(best.Point, after);
        return sailed > allowed ? null : best with { Share = Geodesic.DistanceMetres(before, best.Point) / Math.Max(1, sailed) };
    }

    // The least way from one place by a straight leg to another: mirror one of them to the other side, and go straight.
    private static double DetourShare(in StretchLeg leg, GeoPosition before, GeoPosition after, out double metres)
    {
        var plane = new LocalPlane(StretchLeg.Place(leg.From));
        var (ex, ey) = plane.ToPlane(StretchLeg.Place(leg.To));
        var length = Math.Sqrt((ex * ex) + (ey * ey));
        var (ux, uy) = length == 0 ? (1, 0) : (ex / length, ey / length);
        var (ax, ay) = Turned(plane.ToPlane(before));
        var (bx, by) = Turned(plane.ToPlane(after));
        (ay, by) = (Math.Abs(ay), Math.Abs(by));
        var at = Math.Clamp(ay + by == 0 ? Math.Clamp(0, Math.Min(ax, bx), Math.Max(ax, bx)) : ((ax * by) + (bx * ay)) / (ay + by), 0, length);
        metres = Math.Sqrt(((ax - at) * (ax - at)) + (ay * ay)) + Math.Sqrt(((bx - at) * (bx - at)) + (by * by));
        return length == 0 ? 0 : at / length;

        (double X, double Y) Turned((double East, double North) place) =>
            ((place.East * ux) + (place.North * uy), (place.North * ux) - (place.East * uy));
    }

    private PassagePoint Reachable(in SailedLeg leg, in StretchFoot foot)
    {
        var point = leg.PointAt(Math.Clamp(foot.Share, 1e-6, 1 - 1e-6), foot, context);
        return point with { Vessel = foot.Point, Form = PathForm.Reachable, CourseDegrees = null };
    }
}
