using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>One vessel in a region in a period, gathered from her fixes in order of time.</summary>
/// <remarks>Between two fixes she is taken to have sailed straight, where <see cref="TrackLeg.IsSailed"/>: so a region smaller than the way between two fixes is not passed unseen.</remarks>
/// <param name="region">Where.</param>
/// <param name="from">When it begins; nothing before counts, but a fix before it begins the leg into it.</param>
/// <param name="to">When it ends.</param>
/// <param name="maxGap">The longest silence to look across; zero for fixes alone.</param>
/// <param name="heardFrom">Since when somebody listened, whoever it was that was heard; before that nobody was silent. Without it, always.</param>
/// <param name="way">Receives her way inside; null where nobody wants it.</param>
public sealed class RegionVisit(ITrackRegion region, Instant from, Instant to, TimeSpan maxGap, Instant? heardFrom = null, RegionWay? way = null)
{
    private readonly List<double> edges = [];
    private PositionReport? previous;

    /// <summary>Her way inside, where it is wanted.</summary>
    public RegionWay? Way => way;

    /// <summary>Whether she was inside.</summary>
    public bool IsInside => FirstInside is not null;

    /// <summary>When she was first inside, to the millisecond; null for never.</summary>
    public Instant? FirstInside { get; private set; }

    /// <summary>When she was last inside; null for never.</summary>
    public Instant? LastInside { get; private set; }

    /// <summary>Whether <see cref="FirstInside"/> lies between two fixes.</summary>
    public bool IsFirstInterpolated { get; private set; }

    /// <summary>Whether <see cref="LastInside"/> lies between two fixes.</summary>
    public bool IsLastInterpolated { get; private set; }

    /// <summary>Whether nothing tells where she was before <see cref="FirstInside"/>: she was silent for longer than is looked across, or came by a jump. It is then the first fix, and no more is claimed.</summary>
    public bool IsSilentBefore { get; private set; }

    /// <summary>Whether nothing tells where she was after <see cref="LastInside"/>, likewise; of her last fix only after <see cref="End"/>.</summary>
    public bool IsSilentAfter { get; private set; }

    /// <summary>How long she is known to have been inside.</summary>
    public TimeSpan TimeInside { get; private set; }

    /// <summary>Fixes inside.</summary>
    public long Fixes { get; private set; }

    /// <summary>Where she came nearest to what the region lies about; null before any fix, and where there is no such thing.</summary>
    public PositionReport? Closest { get; private set; }

    /// <summary>How near that was, in metres.</summary>
    public double ClosestMetres { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether that lies between two fixes.</summary>
    public bool IsClosestInterpolated { get; private set; }

    /// <summary>Takes her next fix, not earlier than the one before.</summary>
    public void Add(in PositionReport fix)
    {
        var isTold = previous is { } last && new TrackLeg(last, fix).IsSailed(maxGap);
        IsSilentAfter |= !isTold && previous?.Time < to && IsLastFixInside();
        if (previous is { } before && before.Time <= to && fix.Time >= from && fix.Time > before.Time)
        {
            var leg = new TrackLeg(before, fix);
            if (leg.IsSailed(maxGap))
            {
                Add(leg);
            }
        }

        var isKnown = previous is not null;
        previous = fix;
        if (fix.Time < from || fix.Time > to)
        {
            return;
        }

        if (region.Contains(fix.Position))
        {
            Fixes++;
            way?.Add(fix, false, goesOn: way.Until == fix.Time);
            IsSilentBefore |= FirstInside is null && !isTold && fix.Time > from && (isKnown || heardFrom is not { } since || fix.Time - since > maxGap);
            Seen(fix.Time, fix.Time, false, false);
        }

        if (region.DistanceMetres(fix.Position) is { } metres)
        {
            // Of two equally near, what was reported.
            Near(metres, fix, false, metres < ClosestMetres || (metres == ClosestMetres && IsClosestInterpolated));
        }
    }

    /// <summary>Says that there are no more fixes of hers, although others were heard until a moment.</summary>
    public void End(Instant heardUntil)
    {
        IsSilentAfter |= previous is { } last && last.Time < to && heardUntil - last.Time > maxGap && IsLastFixInside();
        way?.End();
    }

    private bool IsLastFixInside() => previous is { } last && LastInside == last.Time && !IsLastInterpolated;

    private void Add(in TrackLeg leg)
    {
        edges.Clear();
        var (first, last) = (leg.ShareAt(from), leg.ShareAt(to));
        region.FindEdges(leg, edges);
        var start = first;
        for (var number = 0; number <= edges.Count; number++)
        {
            var end = number < edges.Count ? Math.Clamp(edges[number], first, last) : last;
            if (end > start && region.Contains(leg.At((start + end) / 2)))
            {
                var (enters, leaves) = (leg.TimeAt(start), leg.TimeAt(end));
                Seen(enters, leaves, start > 0, end < 1);
                AddWay(leg, start, end);
                TimeInside += leaves - enters;
            }

            start = Math.Max(start, end);
        }

        if (region.DistanceMetres(leg.From) is not null && Math.Clamp(region.NearestShare(leg), first, last) is var nearest and > 0 and < 1
            && region.DistanceMetres(leg.At(nearest)) is { } metres && metres < ClosestMetres)
        {
            Near(metres, leg.ReportAt(leg.TimeAt(nearest)), true, true);
        }
    }

    /// <summary>What she sailed inside; it goes on from what she sailed before where that ended at the same moment.</summary>
    private void AddWay(in TrackLeg leg, double start, double end)
    {
        if (way is not null)
        {
            way.Add(leg.ReportAt(leg.TimeAt(start)), start > 0, goesOn: way.Until == leg.TimeAt(start));
            way.Add(leg.ReportAt(leg.TimeAt(end)), end < 1, goesOn: true);
        }
    }

    private void Seen(Instant enters, Instant leaves, bool isEntryBetween, bool isExitBetween)
    {
        if (FirstInside is null || enters < FirstInside || (enters == FirstInside && !isEntryBetween))
        {
            (FirstInside, IsFirstInterpolated) = (enters, isEntryBetween);
        }

        if (LastInside is null || leaves > LastInside || (leaves == LastInside && !isExitBetween))
        {
            IsSilentAfter &= leaves == LastInside;
            (LastInside, IsLastInterpolated) = (leaves, isExitBetween);
        }
    }

    private void Near(double metres, in PositionReport at, bool isBetween, bool isNearer)
    {
        if (isNearer)
        {
            (ClosestMetres, Closest, IsClosestInterpolated) = (metres, at, isBetween);
        }
    }
}
