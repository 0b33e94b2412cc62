namespace MaritimeWatch.Service.Plots;

/// <summary>A line of a panel.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Colour">Which colour of the palette, 1 to 4.</param>
/// <param name="Points">In order of time.</param>
/// <param name="Gap">Two points farther apart than this are not joined; a dotted line stands for what is interpolated.</param>
internal sealed record PlotSeries(string Name, int Colour, IReadOnlyList<PlotPoint> Points, TimeSpan Gap)
{
    /// <summary>After how much the values begin anew: 360 for directions, or 0 for never. A line that crosses it is broken.</summary>
    public double Wraps { get; init; }

    /// <summary>Whether what lies in a gap is marked by a dotted straight line.</summary>
    public bool MarksGaps { get; init; }
}
