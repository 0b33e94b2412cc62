using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Narrows what can be the nearest of all in a cell down to single legs, if there are few enough.</summary>
/// <remarks>A leg can be nearest somewhere in a square only if, seen from its middle, it is not farther than the nearest by more than the
/// diagonal. The cell is tried whole, then cut into ever smaller squares: the smaller they are, the fewer legs that never are
/// nearest remain.</remarks>
internal sealed class NearestLegsSearch(LegTable table)
{
    // The plane of a square's middle is used for the whole square; this covers what it is off by.
    private const double Slack = 1.002;
    private const double CellDegrees = 1.0 / CellGrid.CellsPerDegree;

    // With more legs than this (a line surveyed every few metres) a list with a box round each run is as good.
    private const int MostLegs = 48;
    private static readonly int[] Cuts = [1, 4, 16];

    private readonly List<int> runs = [];
    private readonly List<int> legs = [];
    private double[] squares = [];
    private bool[] kept = [];
    private bool isPlain;

    /// <summary>The runs taken so far.</summary>
    public List<int> Runs => runs;

    /// <summary>Begins with another cell.</summary>
    public void Clear()
    {
        runs.Clear();
        legs.Clear();
        isPlain = true;
    }

    /// <summary>Takes a run that can be nearest.</summary>
    public void Add(int index)
    {
        ref readonly var run = ref table.Runs[index];
        runs.Add(index);
        isPlain &= run.Legs > 0 && legs.Count + run.Legs <= MostLegs && table.Validities[run.Asset].IsAlways;
        for (var leg = 0; isPlain && leg < run.Legs; leg++)
        {
            legs.Add(run.FirstVertex + leg);
        }
    }

    /// <summary>The legs that can be nearest in a cell, or false where they are too many, or more than legs is needed.</summary>
    public bool TryFind(int row, int column, out NearestLegs found)
    {
        found = default;

        // Beside the antimeridian longitudes jump: left to the list.
        if (!isPlain || column < CellGrid.CellsPerDegree || column >= CellGrid.Columns - CellGrid.CellsPerDegree)
        {
            return false;
        }

        for (var cut = 0; legs.Count > NearestLegs.Count && cut < Cuts.Length; cut++)
        {
            Narrow(row, column, Cuts[cut]);
        }

        if (legs.Count > NearestLegs.Count)
        {
            return false;
        }

        found = new NearestLegs(legs[0], At(1), At(2), At(3));
        return true;
    }

    private int At(int place) => place < legs.Count ? legs[place] : table.NoLeg;

    private void Narrow(int row, int column, int cuts)
    {
        if (kept.Length < legs.Count)
        {
            (squares, kept) = (new double[MostLegs], new bool[MostLegs]);
        }

        Array.Clear(kept);
        var step = CellDegrees / cuts;
        for (var i = 0; i < cuts; i++)
        {
            var latitude = (row * CellDegrees) - 90 + ((i + 0.5) * step);
            var scale = DegreeScale.About(latitude);
            var diagonal = scale.DistanceMetres(step, step);
            for (var j = 0; j < cuts; j++)
            {
                Keep(new GeoPosition(latitude, (column * CellDegrees) - 180 + ((j + 0.5) * step)), scale, diagonal);
            }
        }

        var count = 0;
        for (var leg = 0; leg < legs.Count; leg++)
        {
            if (kept[leg])
            {
                legs[count++] = legs[leg];
            }
        }

        legs.RemoveRange(count, legs.Count - count);
    }

    private void Keep(GeoPosition middle, in DegreeScale scale, double diagonal)
    {
        var best = double.PositiveInfinity;
        for (var leg = 0; leg < legs.Count; leg++)
        {
            var line = new NearestOnLine(middle, scale);
            line.Consider(table.Vertices[legs[leg]], table.Vertices[legs[leg] + 1]);
            squares[leg] = line.PlaneSquare;
            best = Math.Min(best, line.PlaneSquare);
        }

        var limit = (Math.Sqrt(best) + diagonal) * Slack;
        for (var leg = 0; leg < legs.Count; leg++)
        {
            kept[leg] |= squares[leg] <= limit * limit;
        }
    }
}
