using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>Where, and how well, each class of vessels is heard: learned from the stream itself over the last seven days.</summary>
/// <remarks>
/// The unit is the passage: a vessel under way through a cell, at most an hour of it. It is heard throughout, or broken: it ended in silence, began
/// out of nowhere, or held a silence of half of what would count as dark. Half, because where half is common the whole is no surprise. So the rim of
/// what the receivers hear, where ships come up and vanish at all hours, is known by its broken passages, and a place without enough passages is
/// unknown. The share is the chance of the next passage by Laplace's rule of succession: eight in a row make 90 %, one loss asks for seventeen.
/// </remarks>
internal sealed class CoverageGrid(int minPassages)
{
    /// <summary>Classes told apart: class A, and all that is weaker or not told.</summary>
    public const int Classes = 2;

    // 200,000 cells of two classes are some 150 MB; the seas of Europe are 15,000.
    private const int MostCells = 200_000;

    private readonly Dictionary<SeaCell, CellReception?[]> cells = [];
    private int sweptDay = int.MinValue;

    /// <summary>Cells of which anything is known.</summary>
    public int Cells => cells.Count;

    public static int DayOf(Instant time) => (int)Math.Floor(time.UnixMilliseconds / 86_400_000.0);

    /// <summary>A vessel was heard at a place.</summary>
    public void AddSpot(int rawLatitude, int rawLongitude, int vesselClass, int day)
    {
        var cell = SeaCell.OfSpot(SeaCell.SpotRow(rawLatitude), SeaCell.SpotColumn(rawLongitude), out var spot);
        Of(cell, vesselClass, day)?.AddSpot(day, spot);
    }

    /// <summary>A passage was heard throughout.</summary>
    public void AddHeard(SeaCell cell, int vesselClass, int day) => Of(cell, vesselClass, day)?.AddHeard(day);

    /// <summary>A passage ended in silence, began out of nowhere, or held a long silence.</summary>
    public void AddBroken(SeaCell cell, int vesselClass, int day) => Of(cell, vesselClass, day)?.AddBroken(day);

    /// <summary>The coverage of a cell; of it and its eight neighbours together where it alone has seen too few passages; null where those have, too.</summary>
    public Coverage? At(SeaCell cell, int vesselClass, int today)
    {
        var (heard, broken) = Passages(cell, vesselClass, today);
        if (heard + broken < minPassages)
        {
            (heard, broken) = (0, 0);
            for (var row = cell.Row - 1; row <= cell.Row + 1; row++)
            {
                for (var column = cell.Column - 1; column <= cell.Column + 1; column++)
                {
                    var (more, worse) = Passages(new SeaCell(row, column), vesselClass, today);
                    heard += more;
                    broken += worse;
                }
            }
        }

        return heard + broken < minPassages ? null : new Coverage((heard + 1.0) / (heard + broken + 2), heard, broken);
    }

    /// <summary>Whether any vessel of the class was heard at a spot or one beside it in the last seven days.</summary>
    public bool IsHeardAt(int rawLatitude, int rawLongitude, int vesselClass, int today)
    {
        var (row, column) = (SeaCell.SpotRow(rawLatitude), SeaCell.SpotColumn(rawLongitude));
        for (var i = row - 1; i <= row + 1; i++)
        {
            for (var j = column - 1; j <= column + 1; j++)
            {
                var cell = SeaCell.OfSpot(i, j, out var spot);
                if (cells.TryGetValue(cell, out var classes) && classes[vesselClass] is { } reception && (reception.Spots(today) & spot) != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private (int Heard, int Broken) Passages(SeaCell cell, int vesselClass, int today) =>
        cells.TryGetValue(cell, out var classes) && classes[vesselClass] is { } reception ? reception.Passages(today) : (0, 0);

    private CellReception? Of(SeaCell cell, int vesselClass, int day)
    {
        if (day > sweptDay)
        {
            Sweep(day);
        }

        if (!cells.TryGetValue(cell, out var classes))
        {
            // A sea too large for the memory stays unknown at its last corners: no false word comes of that.
            if (cells.Count >= MostCells)
            {
                return null;
            }

            cells.Add(cell, classes = new CellReception?[Classes]);
        }

        return classes[vesselClass] ??= new CellReception();
    }

    private void Sweep(int day)
    {
        sweptDay = day;
        List<SeaCell> forgotten = [];
        foreach (var (cell, classes) in cells)
        {
            if (classes.All(reception => reception is null || reception.LastDay <= day - 7))
            {
                forgotten.Add(cell);
            }
        }

        foreach (var cell in forgotten)
        {
            cells.Remove(cell);
        }
    }
}
