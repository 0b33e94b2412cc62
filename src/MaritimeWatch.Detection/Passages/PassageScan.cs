using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Passages;

/// <summary>Follows one hull past one stretch, fix by fix.</summary>
/// <remarks>
/// Far from the stretch a fix costs one subtraction: as long as what she has sailed since the distance was last measured, and could swing out on the next
/// leg, is less than that distance, nothing can have happened.
/// </remarks>
internal sealed class PassageScan(StretchLegs stretch, PassageContext context, List<Approach> approaches)
{
    // What the cheap distances are off by at most: the scale of latitude 0.7 %, the plane of the index 0.1 %.
    private const double Slack = 0.98;

    private readonly SilentPassage silent = new(stretch, context);
    private readonly List<StretchFoot> crossed = [];
    private readonly double leastSilenceSeconds = context.Options.SilenceClassA.TotalSeconds;
    private ApproachDraft? draft;
    private StretchFoot here = StretchFoot.None;
    private double thresholdSeconds;

    /// <summary>Follows her from her first fix to her last.</summary>
    public void Follow(ReadOnlySpan<PositionReport> fixes)
    {
        var silence = new SilenceWatch(context.Options);
        var distance = default(FixDistance);
        var clearance = Arrive(fixes[0]);
        var last = 0;
        for (var i = 1; i < fixes.Length; i++)
        {
            ref readonly var before = ref fixes[last];
            ref readonly var after = ref fixes[i];
            var seconds = (after.Time.UnixMilliseconds - before.Time.UnixMilliseconds) / 1000.0;
            if (seconds <= 0)
            {
                // Two receivers heard it, or two fixes of one second: the first stands.
                continue;
            }

            last = i;
            var metres = Math.Sqrt(distance.Square(before, after)) / Slack;
            thresholdSeconds = seconds > leastSilenceSeconds ? silence.SecondsAfter(before) : leastSilenceSeconds;
            silence.Hear(seconds, thresholdSeconds);
            var isSilent = seconds > thresholdSeconds;
            var fastest = context.FastestKnots(metres / seconds / Nautical.MetresPerSecondPerKnot, isSilent);
            var reach = isSilent ? fastest * Nautical.MetresPerSecondPerKnot * seconds : FixPath.ReachMetres(metres, seconds, fastest);
            if (here.IsNone && clearance > context.WithinMetres + reach)
            {
                clearance -= metres;
                continue;
            }

            if (isSilent)
            {
                Leave(before.Time);
                silent.Add(before, after, fastest, thresholdSeconds, approaches);
                clearance = Arrive(after);
            }
            else
            {
                Sail(new SailedLeg(before, after, new FixPath(before, after, context.Options, mayCurve: true), fastest));
                clearance = here.IsNone ? stretch.DistanceMetres(after.Position) * Slack : 0;
            }
        }

        Leave(fixes[last].Time);
    }

    // She is heard where nothing is known of how she came there. The distance to the stretch at least.
    private double Arrive(in PositionReport fix)
    {
        here = stretch.Nearest(fix.Position, context.WithinMetres);
        if (here.IsNone)
        {
            return stretch.DistanceMetres(fix.Position) * Slack;
        }

        draft = new ApproachDraft(fix.Time, context);
        draft.Near(new PassageCandidate(new SailedLeg(fix, fix, new FixPath(fix, fix, context.Options, mayCurve: false), context.FastestKnots(0, isSilence: false)), 0, here));
        return 0;
    }

    private void Leave(Instant time)
    {
        if (draft is { } ended)
        {
            approaches.Add(ended.End(time, thresholdSeconds));
            draft = null;
        }
    }

    private void Sail(in SailedLeg leg)
    {
        var chords = leg.Path.Chords;
        var from = leg.Before.Position;
        for (var k = 0; k < chords; k++)
        {
            var (start, end) = (k / (double)chords, (k + 1) / (double)chords);
            var to = k == chords - 1 ? leg.After.Position : leg.Path.At(end);
            crossed.Clear();
            var nearest = ChordSearch.Find(stretch, from, to, context.WithinMetres, crossed);
            var there = stretch.Nearest(to, context.WithinMetres);
            nearest = here.Metres == 0 && stretch.Shape is not null ? here : nearest.Metres <= there.Metres ? nearest : there with { Share = 1 };
            if (!nearest.IsNone)
            {
                var at = start + (nearest.Share * (end - start));
                draft ??= new ApproachDraft(leg.Path.TimeAt(Edge(leg.Path, at, start)), context);
                draft.Near(new PassageCandidate(leg, at, nearest));
                crossed.Sort((one, other) => one.Share.CompareTo(other.Share));
                foreach (var crossing in crossed)
                {
                    draft.Cross(new PassageCandidate(leg, start + (crossing.Share * (end - start)), crossing));
                }

                if (there.IsNone)
                {
                    var lastInside = crossed.Count > 0 ? Math.Max(at, start + (crossed[^1].Share * (end - start))) : at;
                    Leave(leg.Path.TimeAt(Edge(leg.Path, lastInside, end)));
                }
            }

            here = there;
            from = to;
        }
    }

    // Where on the way she came within the distance or left it, between a share where she was within it and one where she was not.
    private double Edge(in FixPath path, double inside, double outside)
    {
        if (!stretch.Nearest(path.At(outside), context.WithinMetres).IsNone)
        {
            return outside;
        }

        while (Math.Abs(outside - inside) * path.Seconds > 0.25)
        {
            var middle = (inside + outside) / 2;
            (inside, outside) = stretch.Nearest(path.At(middle), context.WithinMetres).IsNone ? (inside, middle) : (middle, outside);
        }

        return inside;
    }
}
