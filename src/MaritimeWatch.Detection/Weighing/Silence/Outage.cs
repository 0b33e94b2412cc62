using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>A stretch of time in which the feed, or a region of it, was not heard.</summary>
internal sealed class Outage
{
    /// <summary>Stable name of the area, as alerts are told apart by it.</summary>
    public required string AreaId { get; init; }

    /// <summary>Name of the area in words.</summary>
    public required string Name { get; init; }

    /// <summary>The middle of the vessels that fell silent, or null for the whole feed.</summary>
    public required GeoPosition? Centre { get; init; }

    /// <summary>The last anything was heard before it.</summary>
    public required Instant Since { get; init; }

    /// <summary>The cells affected; none stands for all.</summary>
    public SortedSet<SeaCell> Cells { get; } = [];

    /// <summary>Cells in and about which nobody at all was heard any more.</summary>
    public SortedSet<SeaCell> BlindCells { get; } = [];

    /// <summary>Vessels that fell silent with it, by MMSI and hull.</summary>
    public SortedSet<ulong> Members { get; } = [];

    /// <summary>Vessels about it that were still heard when it was found.</summary>
    public int StillHeard { get; set; }

    public Severity Severity { get; set; }

    /// <summary>Ids of watched assets about which nobody is heard, by id.</summary>
    public SortedSet<string> BlindAssets { get; } = new(StringComparer.Ordinal);

    /// <summary>Since when the rate is normal again; null while it is not.</summary>
    public Instant? NormalSince { get; set; }

    /// <summary>Since when anything comes again, or, of an area, since when those who are there now are heard; null while nothing does.</summary>
    public Instant? BackSince { get; set; }

    /// <summary>When it ended; later than any time while it lasts.</summary>
    public Instant Until { get; set; } = Instant.MaxValue;

    public bool IsWholeFeed => Centre is null;

    /// <summary>Whether a cell is affected: its own, or one beside it.</summary>
    public bool Touches(SeaCell cell)
    {
        if (IsWholeFeed)
        {
            return true;
        }

        for (var row = cell.Row - 1; row <= cell.Row + 1; row++)
        {
            for (var column = cell.Column - 1; column <= cell.Column + 1; column++)
            {
                if (Cells.Contains(new SeaCell(row, column)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
