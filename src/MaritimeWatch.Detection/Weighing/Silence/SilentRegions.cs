using System.Runtime.InteropServices;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>Finds regions in which most vessels fell silent together: what a dead receiver leaves behind.</summary>
/// <remarks>
/// One cell counts when at least half of the vessels in it and its neighbours are missing. Such cells belong together up to three cells apart (some
/// 18 nm), and pieces up to ten apart (60 nm, twice the reach of a receiver) are one event, because they fell silent together: traffic is sparse
/// where a receiver's reach is widest.
/// </remarks>
internal sealed class SilentRegions(FeedHealthOptions options)
{
    /// <summary>Silent cells this far apart, that fell silent together, belong to one receiver.</summary>
    public const int SameReceiverCells = 10;

    private const int LinkedCells = 3;

    /// <summary>The regions among vessels that are missing since about the same time.</summary>
    /// <param name="missing">Vessels that fell silent within the time that counts as together, by MMSI and hull.</param>
    /// <param name="all">Every vessel.</param>
    /// <param name="now">The minute.</param>
    public IReadOnlyList<SilentRegion> Find(IReadOnlyList<HeardVessel> missing, IEnumerable<HeardVessel> all, Instant now)
    {
        if (missing.Count < options.MinVessels)
        {
            return [];
        }

        var counts = new Dictionary<SeaCell, (int Missing, int Heard)>();
        foreach (var vessel in missing)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, vessel.Cell, out _).Missing++;
        }

        foreach (var vessel in all)
        {
            if (vessel.Phase == SilencePhase.Heard && now - vessel.LastHeard <= options.MissedAfter)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, vessel.Cell, out _).Heard++;
            }
        }

        var pieces = Linked(missing, counts);
        return [.. Joined(pieces).Select(piece => Describe(piece, counts))
            .Where(region => region.Members.Count >= options.MinVessels && IsSilent(region.Members.Count, region.StillHeard))];
    }

    private static (int Missing, int Heard) About(SeaCell cell, Dictionary<SeaCell, (int Missing, int Heard)> counts)
    {
        var (missing, heard) = (0, 0);
        for (var row = cell.Row - 1; row <= cell.Row + 1; row++)
        {
            for (var column = cell.Column - 1; column <= cell.Column + 1; column++)
            {
                if (counts.TryGetValue(new SeaCell(row, column), out var count))
                {
                    missing += count.Missing;
                    heard += count.Heard;
                }
            }
        }

        return (missing, heard);
    }

    private static SilentRegion Describe(List<HeardVessel> members, Dictionary<SeaCell, (int Missing, int Heard)> counts)
    {
        SeaCell[] cells = [.. members.Select(vessel => vessel.Cell).Distinct().Order()];
        var about = new HashSet<SeaCell>(cells.SelectMany(cell =>
            from row in Enumerable.Range(cell.Row - 1, 3)
            from column in Enumerable.Range(cell.Column - 1, 3)
            select new SeaCell(row, column)));
        var centre = new GeoPosition(members.Average(vessel => vessel.Sample.Position.Latitude), members.Average(vessel => vessel.Sample.Position.Longitude));
        return new SilentRegion(
            cells,
            [.. cells.Where(cell => About(cell, counts).Heard == 0)],
            [.. members.OrderBy(vessel => vessel.Key)],
            about.Sum(cell => counts.GetValueOrDefault(cell).Heard),
            members.Max(vessel => vessel.LastHeard),
            centre);
    }

    private bool IsSilent(int missing, int heard) => missing > 0 && missing >= options.SilentShare * (missing + heard);

    private List<List<HeardVessel>> Linked(IReadOnlyList<HeardVessel> missing, Dictionary<SeaCell, (int Missing, int Heard)> counts)
    {
        var byCell = missing.GroupBy(vessel => vessel.Cell)
            .Where(group => IsSilent(About(group.Key, counts).Missing, About(group.Key, counts).Heard))
            .OrderBy(group => group.Key)
            .Select(group => group.ToList())
            .ToList();
        return Merge(byCell, LinkedCells);
    }

    private List<List<HeardVessel>> Joined(List<List<HeardVessel>> pieces) =>
        Merge(pieces.Where(piece => piece.Count >= options.MinVessels).ToList(), SameReceiverCells);

    private static List<List<HeardVessel>> Merge(List<List<HeardVessel>> pieces, int steps)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            for (var j = i + 1; j < pieces.Count; j++)
            {
                if (pieces[i].Any(one => pieces[j].Any(other => one.Cell.StepsTo(other.Cell) <= steps)))
                {
                    pieces[i].AddRange(pieces[j]);
                    pieces.RemoveAt(j);

                    // The larger piece may now reach one that was passed over.
                    j = i;
                }
            }
        }

        return pieces;
    }
}
