using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Comparison;

/// <summary>Events of an analyser as a comparison reads them from a log.</summary>
internal static class AlertLines
{
    /// <summary>The line that <see cref="AlertLine.TryParse(string, out AlertLine?, out string?)"/> would read of the event.</summary>
    public static AlertLine Of(AlertEvent alert) => new(
        alert.AlertId, AlertNames.State(alert.State), AlertNames.Kind(alert.Kind), (int)alert.Severity, alert.Vessel?.Mmsi.Value, alert.Vessel?.Name, alert.Asset?.Id, alert.EventTime)
    {
        Since = alert.Since,
        Position = alert.Position,
        NextAssets = [.. alert.NextAssets.Select(asset => new AssetAhead(asset.AssetId, asset.Eta))],
        SuppressedBy = alert.SuppressedBy,
    };
}
