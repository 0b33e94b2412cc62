using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Plots;

/// <summary>A time, or a span of time, that all panels show.</summary>
/// <param name="From">When.</param>
/// <param name="To">Its end; the same for a moment.</param>
/// <param name="Label">What it is.</param>
internal sealed record PlotMark(Instant From, Instant To, string Label);
