using System.Collections.Immutable;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Locating;

/// <summary>The context areas of a chart, behind a tree of their boxes.</summary>
internal sealed class AreaTable
{
    private readonly ContextArea[] areas;
    private readonly AreaShape[] shapes;
    private readonly BoxTree tree;
    private readonly AreaCells cells;

    /// <summary>A table of areas.</summary>
    /// <param name="charted">The areas.</param>
    /// <param name="watchedMarginMetres">How far beyond their edge <see cref="WatchedAt"/> tells of watched ones.</param>
    public AreaTable(ImmutableArray<ContextArea> charted, double watchedMarginMetres)
    {
        areas = [.. charted];
        shapes = Array.ConvertAll(areas, area => new AreaShape(area.Rings));
        tree = new BoxTree(Array.ConvertAll(shapes, shape => shape.Box));
        cells = new AreaCells(areas, shapes, watchedMarginMetres);
    }

    public WatchedAreas WatchedAt(int rawLatitude, int rawLongitude) => cells.At(rawLatitude, rawLongitude);

    public int Find(GeoPosition position, double marginMetres, Instant time, Span<AreaProximity> results)
    {
        var found = new NearestFirst<AreaProximity>(results);
        if (areas.Length == 0)
        {
            return 0;
        }

        var box = GeoBox.Empty.Include(position.Longitude, position.Latitude).Grow(marginMetres);
        var search = tree.Find(box);
        while (search.TryNext(out var index))
        {
            if (areas[index].IsInForceAt(time)
                && shapes[index].DistanceMetres(position, marginMetres) is var metres && double.IsFinite(metres))
            {
                found.Add(new AreaProximity(areas[index], metres));
            }
        }

        return found.Count;
    }
}
