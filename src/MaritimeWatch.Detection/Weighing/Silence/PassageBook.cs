using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>Follows every vessel's passages from cell to cell and tells the coverage grid how they were heard.</summary>
internal sealed class PassageBook(CoverageGrid grid, OutageLog outages, DarkGapOptions options)
{
    // A ship that only cuts a corner of a cell proves nothing of it.
    private static readonly TimeSpan ShortestPassage = TimeSpan.FromMinutes(5);

    // A trawler that stays all day is more than one passage.
    private static readonly TimeSpan LongestPassage = TimeSpan.FromHours(1);

    /// <summary>After the feed begins, ships come up everywhere: as long as the slowest would take to be missed.</summary>
    private readonly TimeSpan beginning = options.SilenceClassB;

    /// <summary>Event time of the first sample of the feed, or of the recording.</summary>
    public Instant FeedSince { get; set; } = Instant.MaxValue;

    /// <summary>Takes a vessel's next sample, before she does.</summary>
    public void Follow(HeardVessel vessel, bool isNew, in PictureSample sample)
    {
        var day = CoverageGrid.DayOf(sample.Time);
        var cell = SeaCell.Of(sample.RawLatitude, sample.RawLongitude);
        var vesselClass = sample.StationClass == Domain.Vessels.StationClass.ClassA ? 0 : 1;
        grid.AddSpot(sample.RawLatitude, sample.RawLongitude, vesselClass, day);
        var isUnderWay = HeardVessel.IsUnderWay(sample, options);
        var isBroken = false;
        if (isNew)
        {
            isBroken = isUnderWay && sample.Time - FeedSince > beginning && !outages.Explains(cell, cell, sample.Time - beginning, sample.Time);
        }
        else
        {
            var silence = sample.Time - vessel.LastHeard;
            if (silence > vessel.DarkAfter(options) / 2)
            {
                if (!outages.Explains(vessel.Cell, cell, vessel.LastHeard, sample.Time))
                {
                    isBroken = isUnderWay && (vessel.PassageSince is not null || vessel.IsPassageBroken);
                    if (isBroken)
                    {
                        CountBreak(vessel, sample.Time);
                    }

                    Break(vessel);
                }

                vessel.PassageSince = null;
                vessel.HeardSince = sample.Time;
            }
            else if (vessel.PassageSince is { } since && (!isUnderWay || cell != vessel.Cell || sample.Time - since >= LongestPassage))
            {
                Finish(vessel);
            }
        }

        if (!isUnderWay)
        {
            vessel.PassageSince = null;
            vessel.IsPassageBroken = false;
        }
        else if (vessel.PassageSince is null)
        {
            vessel.PassageSince = sample.Time;
            vessel.IsPassageBroken = isBroken;
            if (isBroken)
            {
                grid.AddBroken(cell, vesselClass, day);
            }
        }
    }

    /// <summary>A vessel's silence became long: the passage was lost, unless an outage explains it.</summary>
    public void Lose(HeardVessel vessel)
    {
        Break(vessel);
        vessel.PassageSince = null;

        // Kept: her coming back out of nowhere breaks the passage there, too.
        vessel.IsPassageBroken = true;
    }

    private static void CountBreak(HeardVessel vessel, Instant time)
    {
        vessel.Breaks = time - vessel.LastBreak > TimeSpan.FromHours(6) ? 1 : vessel.Breaks + 1;
        vessel.LastBreak = time;
    }

    private void Break(HeardVessel vessel)
    {
        if (vessel.PassageSince is not null && !vessel.IsPassageBroken)
        {
            grid.AddBroken(vessel.Cell, vessel.Class, CoverageGrid.DayOf(vessel.LastHeard));
        }
    }

    private void Finish(HeardVessel vessel)
    {
        if (!vessel.IsPassageBroken && vessel.LastHeard - vessel.PassageSince >= ShortestPassage)
        {
            grid.AddHeard(vessel.Cell, vessel.Class, CoverageGrid.DayOf(vessel.LastHeard));
        }

        vessel.PassageSince = null;
        vessel.IsPassageBroken = false;
    }
}
