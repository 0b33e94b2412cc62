using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Plots;

/// <summary>A value at a time.</summary>
/// <param name="Time">When.</param>
/// <param name="Value">The value; NaN is a gap.</param>
internal readonly record struct PlotPoint(Instant Time, double Value);
