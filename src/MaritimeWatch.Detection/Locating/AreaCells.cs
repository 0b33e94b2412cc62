using System.Runtime.CompilerServices;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Cells of 1/40 degree (2.8 km north to south), each with the kinds of watched area in or near it: what keeps most positions from any look-up.</summary>
/// <remarks>Pages of one degree exist only where an area is. An area wider than <see cref="WideDegrees"/> marks whole pages: the
/// answer may be "perhaps" too often, never "no" wrongly.</remarks>
internal sealed class AreaCells
{
    private const int CellsPerDegree = 40;
    private const int RawPerCell = PositionReport.RawPerDegree / CellsPerDegree;
    private const int PageColumns = 360;
    private const int PageRows = 180;
    private const double WideDegrees = 8;

    private readonly byte[]?[] pages = new byte[PageRows * PageColumns][];

    /// <summary>Cells of the areas that are watched in themselves, each grown by a margin in metres.</summary>
    public AreaCells(ReadOnlySpan<ContextArea> areas, ReadOnlySpan<AreaShape> shapes, double marginMetres)
    {
        for (var i = 0; i < areas.Length; i++)
        {
            var kind = KindOf(areas[i]);
            if (kind != WatchedAreas.None && shapes[i].Box.South <= shapes[i].Box.North)
            {
                Mark(shapes[i], kind, kind == WatchedAreas.NoEntry ? marginMetres : 0);
            }
        }
    }

    /// <summary>What an area is watched for.</summary>
    public static WatchedAreas KindOf(ContextArea area) => area.Category switch
    {
        ContextCategory.WindFarm => WatchedAreas.NoEntry,
        ContextCategory.Restricted when area.Restrictions is not { } restrictions || (restrictions & AreaRestrictions.Entry) != 0 => WatchedAreas.NoEntry,
        ContextCategory.TrafficSeparation when area.DirectionDegrees is not null => WatchedAreas.Lane,
        ContextCategory.Land => WatchedAreas.Land,
        _ => WatchedAreas.None,
    };

    /// <summary>The kinds of watched area in or near the cell of a position in 1/600,000 degree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WatchedAreas At(int rawLatitude, int rawLongitude)
    {
        var row = (uint)(rawLatitude + (90 * PositionReport.RawPerDegree)) / RawPerCell;
        var column = (uint)(rawLongitude + (180 * PositionReport.RawPerDegree)) / RawPerCell;
        column = column < PageColumns * CellsPerDegree ? column : 0;
        var at = ((row / CellsPerDegree) * PageColumns) + (column / CellsPerDegree);
        return at < (uint)pages.Length && pages[at] is { } page
            ? (WatchedAreas)page[((row % CellsPerDegree) * CellsPerDegree) + (column % CellsPerDegree)]
            : WatchedAreas.None;
    }

    private void Mark(AreaShape shape, WatchedAreas kind, double marginMetres)
    {
        var box = shape.Box.Grow(marginMetres);
        var (low, high) = (Row(box.South), Row(box.North));
        var (west, east) = ((int)Math.Floor((box.West + 180) * CellsPerDegree), (int)Math.Floor((box.East + 180) * CellsPerDegree));
        var isWide = box.East - box.West > WideDegrees || box.North - box.South > WideDegrees;

        // Half the diagonal of a cell, at most: from its middle every place of it is in reach.
        var (metresPerLongitude, metresPerLatitude) = DegreeScale.At(Math.Abs(box.South) < Math.Abs(box.North) ? box.South : box.North);
        var reach = marginMetres + (0.51 / CellsPerDegree * Math.Sqrt((metresPerLongitude * metresPerLongitude) + (metresPerLatitude * metresPerLatitude)));
        for (var row = low; row <= high; row++)
        {
            for (var column = west; column <= east; column++)
            {
                var wrapped = ((column % (PageColumns * CellsPerDegree)) + (PageColumns * CellsPerDegree)) % (PageColumns * CellsPerDegree);
                var middle = new Domain.GeoPosition(((row + 0.5) / CellsPerDegree) - 90, ((wrapped + 0.5) / CellsPerDegree) - 180);
                if (isWide || double.IsFinite(shape.DistanceMetres(middle, reach)))
                {
                    var page = pages[((row / CellsPerDegree) * PageColumns) + (wrapped / CellsPerDegree)] ??= new byte[CellsPerDegree * CellsPerDegree];
                    page[((row % CellsPerDegree) * CellsPerDegree) + (wrapped % CellsPerDegree)] |= (byte)kind;
                }
            }
        }
    }

    private static int Row(double latitude) => Math.Clamp((int)((latitude + 90) * CellsPerDegree), 0, (PageRows * CellsPerDegree) - 1);
}
