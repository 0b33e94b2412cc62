using System.Runtime.InteropServices;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Finds, for every cell near an asset, the runs of that asset that can be nearest to a place in the cell.</summary>
internal sealed class CellGridBuilder(LegTable table, AssetIndexOptions options)
{
    private const double CellDegrees = 1.0 / CellGrid.CellsPerDegree;

    // The plane of the cell's centre is used for the whole cell and its surroundings; this covers what it is off by.
    private const double Slack = 1.005;

    private readonly List<long> entries = [];
    private readonly List<float> distances = [];
    private readonly List<(int Cell, int Run, float Metres)> candidates = [];
    private readonly Dictionary<int, float> nearest = [];

    /// <summary>The grid of all assets of the table.</summary>
    public CellGrid Build()
    {
        var runs = table.Runs;
        for (var first = 0; first < runs.Length;)
        {
            var end = first;
            while (end < runs.Length && runs[end].Asset == runs[first].Asset)
            {
                end++;
            }

            AddAsset(first, end);
            first = end;
        }

        var keys = CollectionsMarshal.AsSpan(entries);
        var metres = CollectionsMarshal.AsSpan(distances);
        keys.Sort(metres);
        var listed = new List<int>();
        return new CellGrid(keys, NearestOfAll(keys, metres, listed), [.. listed]);
    }

    // Of each cell, the entries that are not for certain farther than another. An asset that is watched for a time only, or an
    // area one may or may not be inside of, rules nothing out.
    private List<(int Key, NearestLegs Legs)> NearestOfAll(ReadOnlySpan<long> keys, ReadOnlySpan<float> metres, List<int> listed)
    {
        var cells = new List<(int, NearestLegs)>();
        var search = new NearestLegsSearch(table);
        for (var first = 0; first < keys.Length;)
        {
            var (end, best) = (first, double.PositiveInfinity);
            for (; end < keys.Length && keys[end] >> 32 == keys[first] >> 32; end++)
            {
                ref readonly var run = ref table.Runs[(int)keys[end]];
                if (run.Legs > 0 && table.Validities[run.Asset].IsAlways)
                {
                    best = Math.Min(best, metres[end]);
                }
            }

            var key = (int)(keys[first] >> 32);
            var limit = (best + (2 * HalfDiagonal(CellGrid.RowOf(key)))) * Slack;
            search.Clear();
            for (; first < end; first++)
            {
                if (metres[first] <= limit)
                {
                    search.Add((int)keys[first]);
                }
            }

            if (!search.TryFind(CellGrid.RowOf(key), CellGrid.ColumnOf(key), out var legs))
            {
                legs = NearestLegs.List(listed.Count, listed.Count + search.Runs.Count);
                listed.AddRange(search.Runs);
            }

            cells.Add((key, legs));
        }

        return cells;
    }

    private void AddAsset(int first, int end)
    {
        candidates.Clear();
        nearest.Clear();
        var reach = options.ApproachMetres + options.MarginMetres
            + Math.Max(options.LeastSigmaMetres, table.Assets[table.Runs[first].Asset].PositionalSigmaMetres);
        for (var run = first; run < end; run++)
        {
            if (table.Runs[run].Legs > 0)
            {
                AddRun(run, reach);
            }
        }

        foreach (var (cell, run, metres) in candidates)
        {
            var (row, column) = (cell / CellGrid.Columns, cell % CellGrid.Columns);
            if (metres <= (nearest[cell] + (2 * HalfDiagonal(row))) * Slack)
            {
                Add(row, column, run, metres);
            }
        }

        if (table.Runs[first].Legs == 0)
        {
            AddInside(first);
        }
    }

    private void AddRun(int run, double reach)
    {
        var chain = table.ChainOf(table.Runs[run]);
        var box = table.Boxes[run].Grow(reach);
        var (lowRow, highRow) = Rows(box);
        var (lowColumn, highColumn) = Columns(box);
        for (var row = lowRow; row <= highRow; row++)
        {
            var scale = DegreeScale.About(CentreLatitude(row));
            var half = HalfDiagonal(row);
            for (var column = lowColumn; column <= highColumn; column++)
            {
                var line = new NearestOnLine(Centre(row, column), scale);
                line.Consider(chain);
                var metres = Math.Sqrt(line.PlaneSquare);
                if (metres <= (reach + half) * Slack)
                {
                    var cell = (row * CellGrid.Columns) + Wrap(column);
                    candidates.Add((cell, run, (float)metres));
                    ref var best = ref CollectionsMarshal.GetValueRefOrAddDefault(nearest, cell, out var known);
                    best = known ? Math.Min(best, (float)metres) : (float)metres;
                }
            }
        }
    }

    private void AddInside(int run)
    {
        var shape = table.Shapes[table.Runs[run].Asset]!;
        var (lowRow, highRow) = Rows(shape.Box);
        var (lowColumn, highColumn) = Columns(shape.Box);
        for (var row = lowRow; row <= highRow; row++)
        {
            for (var column = lowColumn; column <= highColumn; column++)
            {
                var cell = (row * CellGrid.Columns) + Wrap(column);
                var edgeInside = nearest.TryGetValue(cell, out var metres) && metres <= HalfDiagonal(row) * Slack;
                if (edgeInside || shape.Contains(Centre(row, column)))
                {
                    Add(row, Wrap(column), run, 0);
                }
            }
        }
    }

    private void Add(int row, int column, int run, float metres)
    {
        entries.Add(((long)CellGrid.KeyOf(row, column) << 32) | (uint)run);
        distances.Add(metres);
    }

    private static (int Low, int High) Rows(in GeoBox box) =>
        (Math.Max(0, CellGrid.Row(box.South)), Math.Min(CellGrid.Rows, CellGrid.Row(box.North)));

    // Columns run on past the antimeridian, but never once round the world.
    private static (int Low, int High) Columns(in GeoBox box)
    {
        var low = CellGrid.Column(box.West);
        return (low, Math.Min(CellGrid.Column(box.East), low + CellGrid.Columns - 1));
    }

    private static int Wrap(int column) => ((column % CellGrid.Columns) + CellGrid.Columns) % CellGrid.Columns;

    private static double CentreLatitude(int row) => ((row + 0.5) * CellDegrees) - 90;

    private static GeoPosition Centre(int row, int column) => new(CentreLatitude(row), ((Wrap(column) + 0.5) * CellDegrees) - 180);

    private static double HalfDiagonal(int row)
    {
        var (_, ky) = DegreeScale.At(90);
        var south = (row * CellDegrees) - 90;
        var equatorward = south < 0 ? Math.Min(0, south + CellDegrees) : south;
        var kx = DegreeScale.At(equatorward).MetresPerDegreeLongitude;
        return CellDegrees / 2 * Math.Sqrt((kx * kx) + (ky * ky));
    }
}
