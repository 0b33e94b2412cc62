using System.Runtime.CompilerServices;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Cells of half a minute of arc (926 m north to south), each with the runs that matter to a place in it.</summary>
/// <remarks>Two answers a cell: the runs by which each asset in reach can be nearest, and the <see cref="NearestLegs"/> of all. Only
/// pages of 16 by 16 cells with something in them exist, behind a table over the extent of the chart. An empty cell means that no
/// asset is within its reach.</remarks>
internal sealed class CellGrid
{
    public const int CellsPerDegree = 120;
    public const int Rows = 180 * CellsPerDegree;
    public const int Columns = 360 * CellsPerDegree;
    private const int RawPerCell = 600_000 / CellsPerDegree;
    private const int PageShift = 4;
    private const int PageMask = (1 << PageShift) - 1;
    private const int CellsPerPage = 1 << (2 * PageShift);
    private const int PageColumns = Columns >> PageShift;

    private readonly uint firstPageRow;
    private readonly uint firstPageColumn;
    private readonly uint pageRows;
    private readonly uint pageColumns;
    private readonly int[] pages;
    private readonly int[] reachStarts;
    private readonly int[] reachRuns;
    private readonly int[] nearest;
    private readonly int[] nearestRuns;

    /// <summary>A grid of sorted entries, each a cell key (<see cref="KeyOf"/>) in the high and a run in the low half.</summary>
    /// <param name="reach">The runs by which each asset can be nearest.</param>
    /// <param name="nearest">For each of those cells its key and its legs.</param>
    /// <param name="nearestRuns">The runs of those cells that have a list.</param>
    public CellGrid(ReadOnlySpan<long> reach, List<(int Key, NearestLegs Legs)> nearest, int[] nearestRuns)
    {
        uint south = uint.MaxValue, west = uint.MaxValue, north = 0, east = 0;
        foreach (var entry in reach)
        {
            var (row, column) = PageOf(entry);
            (south, north) = (Math.Min(south, row), Math.Max(north, row));
            (west, east) = (Math.Min(west, column), Math.Max(east, column));
        }

        (firstPageRow, firstPageColumn) = (south, west);
        pageRows = reach.IsEmpty ? 0 : north - south + 1;
        pageColumns = reach.IsEmpty ? 0 : east - west + 1;
        pages = new int[pageRows * pageColumns];
        Array.Fill(pages, -1);
        var count = 0;
        foreach (var entry in reach)
        {
            ref var page = ref PageAt(entry);
            page = page < 0 ? count++ : page;
        }

        (reachStarts, reachRuns) = Fill(reach, count);
        this.nearest = new int[count * CellsPerPage * NearestLegs.Count];
        this.nearestRuns = nearestRuns;
        Array.Fill(this.nearest, NearestLegs.None);
        foreach (var (key, legs) in nearest)
        {
            legs.CopyTo(this.nearest.AsSpan(Place((long)key << 32) * NearestLegs.Count));
        }
    }

    /// <summary>Bytes the grid holds.</summary>
    public long Bytes => 4L * (pages.Length + reachStarts.Length + reachRuns.Length + nearest.Length + nearestRuns.Length);

    /// <summary>The key of a cell: its page above, its place in the page below.</summary>
    public static int KeyOf(int row, int column) =>
        ((((row >> PageShift) * PageColumns) + (column >> PageShift)) << (2 * PageShift)) | ((row & PageMask) << PageShift) | (column & PageMask);

    /// <summary>The row of a cell key.</summary>
    public static int RowOf(int key) => (((key >> (2 * PageShift)) / PageColumns) << PageShift) | ((key >> PageShift) & PageMask);

    /// <summary>The column of a cell key.</summary>
    public static int ColumnOf(int key) => (((key >> (2 * PageShift)) % PageColumns) << PageShift) | (key & PageMask);

    /// <summary>Whether any run is listed in the cell of an AIS position in 1/600,000 degree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Any(int rawLatitude, int rawLongitude)
    {
        // Unsigned: what lies south or west of the world wraps to far north or east of it.
        var row = (uint)(rawLatitude + (90 * 600_000)) / RawPerCell;
        var column = (uint)(rawLongitude + (180 * 600_000)) / RawPerCell;
        var cell = CellOf(row, column == Columns ? 0 : column);
        return cell >= 0 && nearest[cell * NearestLegs.Count] != NearestLegs.None;
    }

    /// <summary>The runs by which each asset in reach can be nearest to the place, by asset.</summary>
    public ReadOnlySpan<int> ReachAt(GeoPosition position) => ReachIn(Row(position.Latitude), Column(position.Longitude));

    /// <summary>What can be the nearest of all to the place, as <see cref="NearestLegs"/> lays it out; empty where nothing is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> NearestAt(GeoPosition position)
    {
        // Cut off rather than rounded down, which is the same from the south pole and the antimeridian on.
        var row = (uint)double.ConvertToIntegerNative<int>((position.Latitude + 90) * CellsPerDegree);
        var column = (uint)double.ConvertToIntegerNative<int>((position.Longitude + 180) * CellsPerDegree);
        var cell = CellOf(row, column == Columns ? 0 : column);
        return cell < 0 ? [] : nearest.AsSpan(cell * NearestLegs.Count, NearestLegs.Count);
    }

    /// <summary>The runs of a cell that has a list of them, by asset.</summary>
    public ReadOnlySpan<int> ListOf(ReadOnlySpan<int> cell) => nearestRuns.AsSpan(cell[1], cell[2] - cell[1]);

    /// <summary>The runs listed in a cell by asset; columns run on past the antimeridian. Every run through a cell is among them.</summary>
    public ReadOnlySpan<int> ReachIn(int row, int column)
    {
        column = column < 0 ? column + Columns : column >= Columns ? column - Columns : column;
        var cell = CellOf((uint)row, (uint)column);
        return cell < 0 ? [] : reachRuns.AsSpan(reachStarts[cell], reachStarts[cell + 1] - reachStarts[cell]);
    }

    /// <summary>The row of cells a latitude lies in.</summary>
    public static int Row(double latitude) => (int)Math.Floor((latitude + 90) * CellsPerDegree);

    /// <summary>The column of cells a longitude lies in.</summary>
    public static int Column(double longitude) => (int)Math.Floor((longitude + 180) * CellsPerDegree);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int CellOf(uint row, uint column)
    {
        var pageRow = (row >> PageShift) - firstPageRow;
        var pageColumn = (column >> PageShift) - firstPageColumn;
        if (pageRow >= pageRows || pageColumn >= pageColumns)
        {
            return -1;
        }

        var page = pages[(pageRow * pageColumns) + pageColumn];
        return page < 0 ? -1 : (page << (2 * PageShift)) | (int)((row & PageMask) << PageShift) | (int)(column & PageMask);
    }

    private static (uint Row, uint Column) PageOf(long entry)
    {
        var page = (uint)(entry >> (32 + (2 * PageShift)));
        return (page / PageColumns, page % PageColumns);
    }

    private (int[] Starts, int[] Runs) Fill(ReadOnlySpan<long> entries, int pageCount)
    {
        var starts = new int[(pageCount * CellsPerPage) + 1];
        foreach (var entry in entries)
        {
            starts[Place(entry) + 1]++;
        }

        for (var cell = 1; cell < starts.Length; cell++)
        {
            starts[cell] += starts[cell - 1];
        }

        // Entries are sorted, but pages are numbered as they were met: the same order, so runs can be written in place.
        var runs = new int[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            runs[i] = (int)entries[i];
        }

        return (starts, runs);
    }

    private int Place(long entry) => (PageAt(entry) * CellsPerPage) + ((int)(entry >> 32) & (CellsPerPage - 1));

    private ref int PageAt(long entry)
    {
        var (row, column) = PageOf(entry);
        return ref pages[((row - firstPageRow) * pageColumns) + (column - firstPageColumn)];
    }
}
