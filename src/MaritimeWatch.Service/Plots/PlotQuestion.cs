using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Plots;

/// <summary>Which plot of which vessel.</summary>
/// <param name="Mmsi">Who.</param>
/// <param name="From">Left edge; null for two hours before the event, or a day before the last position.</param>
/// <param name="To">Right edge; null for two hours after the event, or the last position.</param>
/// <param name="AssetId">The asset whose distance is shown; null for that of the alert, or none.</param>
/// <param name="Event">A moment to be marked, or null.</param>
/// <param name="AlertId">An alert whose beginning is marked, or null.</param>
internal sealed record PlotQuestion(Mmsi Mmsi, Instant? From, Instant? To, string? AssetId, Instant? Event, string? AlertId);
