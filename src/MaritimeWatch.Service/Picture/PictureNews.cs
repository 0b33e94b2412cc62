using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Picture;

/// <summary>What one reader of the picture has seen, and what is next for him. Used by one reader at a time; filled anew each time, so that nothing piles up for a slow one.</summary>
/// <param name="box">What he looks at.</param>
internal sealed class PictureNews(GeoBox box)
{
    /// <summary>The pass up to which he knows everything; 0 before the first.</summary>
    public long Version { get; private set; }

    /// <summary>Whether this is the whole picture of the box, whatever he knew before.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Those whose words he does not know, or not as they are.</summary>
    public List<PictureVessel> Static { get; } = [];

    /// <summary>Those whose position he does not know, or not as it is.</summary>
    public List<PictureVessel> Rows { get; } = [];

    /// <summary>Those who are no longer in the box; after a pause also some who never were.</summary>
    public List<uint> Gone { get; } = [];

    /// <summary>Begins with everything that is in the box.</summary>
    internal void FillWhole(long version, IEnumerable<PictureVessel> all)
    {
        Clear(version, isWhole: true);
        foreach (var vessel in all)
        {
            if (vessel.IsIn(box))
            {
                Rows.Add(vessel);
                AddStatic(vessel, after: 0);
            }
        }
    }

    /// <summary>For somebody who knows the pass before.</summary>
    internal void Fill(PictureStep step)
    {
        Clear(step.Version, isWhole: false);
        foreach (var (before, after) in step.Changes)
        {
            var was = before.IsIn(box);
            if (!after.IsIn(box))
            {
                if (was)
                {
                    Gone.Add(after.Mmsi.Value);
                }

                continue;
            }

            if (!was || after.MovedAt == step.Version)
            {
                Rows.Add(after);
            }

            AddStatic(after, was ? step.Version - 1 : 0);
        }
    }

    /// <summary>For somebody who has missed passes: all vessels are looked at, and where it is not known whether he knew of one he is told.</summary>
    internal void FillMissed(long version, IEnumerable<PictureVessel> all)
    {
        var seen = Version;
        Clear(version, isWhole: false);
        foreach (var vessel in all)
        {
            var hasMoved = vessel.MovedAt > seen;
            if (!vessel.IsIn(box))
            {
                if (hasMoved)
                {
                    Gone.Add(vessel.Mmsi.Value);
                }

                continue;
            }

            if (hasMoved)
            {
                Rows.Add(vessel);
            }

            // Who has moved may have come from outside.
            AddStatic(vessel, hasMoved ? 0 : seen);
        }
    }

    /// <summary>For somebody who knows everything.</summary>
    internal void FillNothing() => Clear(Version, isWhole: false);

    private void AddStatic(PictureVessel vessel, long after)
    {
        if (vessel.Said is { IsShown: true } said && said.Version > after)
        {
            Static.Add(vessel);
        }
    }

    private void Clear(long version, bool isWhole)
    {
        (Version, IsWhole) = (version, isWhole);
        Static.Clear();
        Rows.Clear();
        Gone.Clear();
    }
}
