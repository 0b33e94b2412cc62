namespace MaritimeWatch.Service.Plots;

/// <summary>A panel: values over time, with an axis of its own.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">Of the values.</param>
/// <param name="Series">The lines.</param>
internal sealed record PlotPanel(string Title, string Unit, IReadOnlyList<PlotSeries> Series)
{
    /// <summary>The least value of the axis, or null for what the values ask for.</summary>
    public double? Least { get; init; }

    /// <summary>The greatest value of the axis, likewise.</summary>
    public double? Most { get; init; }

    /// <summary>The step between two ticks, or null for what fits.</summary>
    public double? Step { get; init; }
}
