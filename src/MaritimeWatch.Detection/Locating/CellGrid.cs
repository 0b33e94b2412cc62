using System.Runtime.CompilerServices;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Cells of 1/64 degree (1.7 km north to south), each with the runs that can be nearest to a place in it.</summary>
/// <remarks>Only pages of 16 by 16 cells with something in them exist, behind a table over the extent of the chart: a world
/// of cables takes tens of megabytes. An empty cell means that no asset is within its reach.</remarks>
internal sealed class CellGrid
{
    public const int CellsPerDegree = 64;
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
    private readonly int[] starts;
    private readonly int[] runs;

    /// <summary>A grid of entries, each a cell key (<see cref="KeyOf"/>) in the high and a run in the low half.</summary>
    public CellGrid(long[] entries)
    {
        Array.Sort(entries);
        uint south = uint.MaxValue, west = uint.MaxValue, north = 0, east = 0;
        foreach (var entry in entries)
        {
            var (row, column) = PageOf(entry);
            (south, north) = (Math.Min(south, row), Math.Max(north, row));
            (west, east) = (Math.Min(west, column), Math.Max(east, column));
        }

        (firstPageRow, firstPageColumn) = (south, west);
        pageRows = entries.Length == 0 ? 0 : north - south + 1;
        pageColumns = entries.Length == 0 ? 0 : east - west + 1;
        pages = new int[pageRows * pageColumns];
        Array.Fill(pages, -1);
        runs = new int[entries.Length];
        starts = Fill(entries);
    }

    /// <summary>Number of entries over all cells.</summary>
    public int EntryCount => runs.Length;

    /// <summary>The key of a cell: its page above, its place in the page below.</summary>
    public static int KeyOf(int row, int column) =>
        ((((row >> PageShift) * PageColumns) + (column >> PageShift)) << (2 * PageShift)) | ((row & PageMask) << PageShift) | (column & PageMask);

    /// <summary>Whether any run is listed in the cell of an AIS position in 1/600,000 degree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Any(int rawLatitude, int rawLongitude)
    {
        // Unsigned: what lies south or west of the world wraps to far north or east of it.
        var row = (uint)(rawLatitude + (90 * 600_000)) / RawPerCell;
        var column = (uint)(rawLongitude + (180 * 600_000)) / RawPerCell;
        var cell = CellOf(row, column == Columns ? 0 : column);
        return cell >= 0 && starts[cell] != starts[cell + 1];
    }

    /// <summary>The runs listed in the cell of a place, by asset.</summary>
    public ReadOnlySpan<int> RunsAt(double latitude, double longitude)
    {
        var column = (uint)(int)((longitude + 180) * CellsPerDegree);
        var cell = CellOf((uint)(int)((latitude + 90) * CellsPerDegree), column == Columns ? 0 : column);
        return cell < 0 ? [] : runs.AsSpan(starts[cell], starts[cell + 1] - starts[cell]);
    }

    /// <summary>Whether a small box lies in empty cells only; false also for a box over more than four.</summary>
    public bool IsEmptyOver(in GeoBox box)
    {
        var (lowRow, highRow) = (Row(box.South), Row(box.North));
        var (lowColumn, highColumn) = (Column(box.West), Column(box.East));
        if (highRow - lowRow > 1 || highColumn - lowColumn > 1 || lowColumn < 0 || highColumn >= Columns)
        {
            return false;
        }

        for (var row = lowRow; row <= highRow; row++)
        {
            for (var column = lowColumn; column <= highColumn; column++)
            {
                var cell = CellOf((uint)row, (uint)column);
                if (cell >= 0 && starts[cell] != starts[cell + 1])
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static int Row(double latitude) => (int)Math.Floor((latitude + 90) * CellsPerDegree);

    private static int Column(double longitude) => (int)Math.Floor((longitude + 180) * CellsPerDegree);

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

    private int[] Fill(long[] entries)
    {
        var count = 0;
        foreach (var entry in entries)
        {
            ref var page = ref PageAt(entry);
            page = page < 0 ? count++ : page;
        }

        var counts = new int[(count * CellsPerPage) + 1];
        for (var i = 0; i < entries.Length; i++)
        {
            runs[i] = (int)entries[i];
            counts[(PageAt(entries[i]) * CellsPerPage) + ((int)(entries[i] >> 32) & (CellsPerPage - 1)) + 1]++;
        }

        for (var cell = 1; cell < counts.Length; cell++)
        {
            counts[cell] += counts[cell - 1];
        }

        return counts;
    }

    private ref int PageAt(long entry)
    {
        var (row, column) = PageOf(entry);
        return ref pages[((row - firstPageRow) * pageColumns) + (column - firstPageColumn)];
    }
}
