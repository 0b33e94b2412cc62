using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Passages;

/// <summary>An approach while it is being followed.</summary>
internal sealed class ApproachDraft(Instant from, PassageContext context)
{
    private readonly List<PassageCandidate> crossings = [];
    private PassageCandidate closest = new(default, 0, StretchFoot.None);

    /// <summary>Takes the nearest place of one more piece of the way.</summary>
    public void Near(in PassageCandidate candidate)
    {
        if (candidate.Foot.Metres < closest.Foot.Metres)
        {
            closest = candidate;
        }
    }

    /// <summary>Takes a crossing.</summary>
    public void Cross(in PassageCandidate crossing) => crossings.Add(crossing);

    /// <summary>It ended.</summary>
    public Approach End(Instant to, double thresholdSeconds)
    {
        return new Approach
        {
            Mmsi = context.Mmsi,
            From = from,
            To = to,
            Closest = Point(closest),
            Crossings = [.. crossings.Select(Point)],
            IsPossible = false,
            SilenceThreshold = TimeSpan.FromSeconds(thresholdSeconds),
            FastestKnots = closest.Leg.FastestKnots,
        };
    }

    private PassagePoint Point(PassageCandidate candidate) => candidate.Leg.PointAt(candidate.Share, candidate.Foot, context);
}
