using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Distances from a position to the assets round it: from one cell of the grid, or from the tree when looking wider.</summary>
internal sealed class AssetDistances(LegTable table, CellGrid grid, BoxTree tree)
{
    /// <summary>The assets listed in the cell of a position, as far as they are within a radius.</summary>
    public int FindInCell(GeoPosition position, double radiusMetres, Instant time, Span<AssetProximity> results)
    {
        var listed = grid.ReachAt(position);
        if (listed.IsEmpty)
        {
            return 0;
        }

        var found = new NearestFirst<AssetProximity>(results);
        var scale = DegreeScale.About(position.Latitude);
        var line = new NearestOnLine(position, scale);
        var asset = -1;
        foreach (var index in listed)
        {
            ref readonly var run = ref table.Runs[index];
            if (run.Asset != asset)
            {
                Add(asset, line, radiusMetres, time, ref found);
                line.Reset();
                asset = run.Asset;
            }

            if (run.Legs <= 1 || !table.IsBeyond(index, position, scale, line.PlaneSquare))
            {
                table.Consider(run, position, ref line);
            }
        }

        Add(asset, line, radiusMetres, time, ref found);
        return found.Count;
    }

    /// <summary>The assets within any radius.</summary>
    public int FindWide(GeoPosition position, double radiusMetres, Instant time, Span<AssetProximity> results)
    {
        var found = new NearestFirst<AssetProximity>(results);
        var scale = DegreeScale.About(position.Latitude);
        var box = GeoBox.Empty.Include(position.Longitude, position.Latitude).Grow(radiusMetres);
        var search = tree.Find(box);
        while (search.TryNext(out var index))
        {
            var line = new NearestOnLine(position, scale);
            table.Consider(table.Runs[index], position, ref line);
            Add(table.Runs[index].Asset, line, radiusMetres, time, ref found);
        }

        return found.Count;
    }

    private void Add(int asset, in NearestOnLine line, double radiusMetres, Instant time, ref NearestFirst<AssetProximity> found)
    {
        if (asset < 0 || double.IsPositiveInfinity(line.PlaneSquare))
        {
            return;
        }

        var metres = line.DistanceMetres;
        if (metres <= radiusMetres && table.Validities[asset].Holds(time))
        {
            found.Add(new AssetProximity(table.Assets[asset], metres, line.Point));
        }
    }
}
