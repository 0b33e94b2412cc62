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
        var (kx, ky) = DegreeScale.At(position.Latitude);
        var line = new NearestOnLine(position, kx, ky);
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

            if (run.Legs <= 1 || !IsBeyond(index, position, kx, ky, line.PlaneSquare))
            {
                Consider(run, position, ref line);
            }
        }

        Add(asset, line, radiusMetres, time, ref found);
        return found.Count;
    }

    /// <summary>The nearest of the assets listed in the cell of a position.</summary>
    public bool TryFindNearest(GeoPosition position, Instant time, out AssetProximity nearest)
    {
        // The plane of the position ranks distances to 0.1 %. Where the next asset is not farther by twice that, ask more exactly.
        const double Doubt = 1.004;
        nearest = default;
        var listed = grid.NearestAt(position);
        if (listed.IsEmpty)
        {
            return false;
        }

        var (kx, ky) = DegreeScale.At(position.Latitude);
        var (best, other, asset) = (double.PositiveInfinity, double.PositiveInfinity, -1);
        var (east, north) = (0.0, 0.0);
        foreach (var index in listed)
        {
            ref readonly var run = ref table.Runs[index];
            if (run.Legs > 1 && IsBeyond(index, position, kx, ky, run.Asset == asset ? best : other))
            {
                continue;
            }

            var (x, y) = run.Legs == 1 ? Foot(run, position, kx, ky) : FootOfChain(run, position, kx, ky);
            var square = (x * x) + (y * y);
            if (square < other && table.Validities[run.Asset].Holds(time))
            {
                if (square < best)
                {
                    other = run.Asset == asset ? other : best;
                    (best, asset, east, north) = (square, run.Asset, x, y);
                }
                else
                {
                    other = run.Asset == asset ? other : square;
                }
            }
        }

        if (asset < 0)
        {
            return false;
        }

        if (other <= best * Doubt)
        {
            return FindInCell(position, double.PositiveInfinity, time, new Span<AssetProximity>(ref nearest)) > 0;
        }

        var line = new NearestOnLine(position, kx, ky, east, north);
        nearest = new AssetProximity(table.Assets[asset], line.DistanceMetres, line.Point);
        return true;
    }

    /// <summary>The assets within any radius.</summary>
    public int FindWide(GeoPosition position, double radiusMetres, Instant time, Span<AssetProximity> results)
    {
        var found = new NearestFirst<AssetProximity>(results);
        var (kx, ky) = DegreeScale.At(position.Latitude);
        var box = GeoBox.Empty.Include(position.Longitude, position.Latitude).Grow(radiusMetres);
        var search = tree.Find(box);
        while (search.TryNext(out var index))
        {
            var line = new NearestOnLine(position, kx, ky);
            Consider(table.Runs[index], position, ref line);
            Add(table.Runs[index].Asset, line, radiusMetres, time, ref found);
        }

        return found.Count;
    }

    // The nearest point of a single leg in the plane of the position; see NearestOnLine, of which this is the part that counts.
    private static (double East, double North) Foot(in LegRun run, GeoPosition position, double kx, double ky)
    {
        var degrees = run.First.Lon - position.Longitude;
        degrees = degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
        var (x, y) = (degrees * kx, (run.First.Lat - position.Latitude) * ky);
        var (dx, dy) = ((run.Second.Lon - run.First.Lon) * kx, (run.Second.Lat - run.First.Lat) * ky);
        var share = double.MinNative(double.MaxNative(-((x * dx) + (y * dy)) / ((dx * dx) + (dy * dy)), 0), 1);
        return (x + (share * dx), y + (share * dy));
    }

    private (double East, double North) FootOfChain(in LegRun run, GeoPosition position, double kx, double ky)
    {
        var line = new NearestOnLine(position, kx, ky);
        Consider(run, position, ref line);
        return line.Foot;
    }

    // Surveyed lines have dozens of runs in a cell; most need not be looked at. Near the antimeridian all are.
    private bool IsBeyond(int run, GeoPosition position, double kx, double ky, double planeSquare) =>
        table.Boxes[run].PlaneSquare(position, kx, ky) > planeSquare && Math.Abs(position.Longitude) < 179;

    private void Consider(in LegRun run, GeoPosition position, ref NearestOnLine line)
    {
        if (run.Legs > 0)
        {
            line.Consider(table.ChainOf(run));
        }
        else if (table.Shapes[run.Asset]!.Contains(position))
        {
            line.ConsiderInside();
        }
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
