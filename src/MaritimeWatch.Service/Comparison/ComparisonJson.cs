using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Comparison;

/// <summary>A comparison for a program.</summary>
internal static class ComparisonJson
{
    /// <summary>Writes it.</summary>
    /// <param name="path">A file, or <c>-</c> for standard output.</param>
    /// <param name="comparison">What differs.</param>
    public static void Write(string path, AlertComparison comparison) => EvaluationJson.Write(path, new
    {
        differs = comparison.Differs,
        before = comparison.Before.Count,
        after = comparison.After.Count,
        same = comparison.Same,
        changed = comparison.Changed.Select(change => new
        {
            before = Alert(change.Before),
            after = Alert(change.After),
            change.Severity,
            change.RaisedLaterMinutes,
            change.ReachedLaterMinutes,
            change.Ending,
            change.Asset,
            change.Revisions,
            change.NewlySuppressedBy,
            change.NoLongerSuppressedBy,
        }),
        came = comparison.Come.Select(Alert),
        went = comparison.Gone.Select(Alert),
    });

    /// <summary>One alert.</summary>
    public static object Alert(AlertOutline alert) => new
    {
        alert.AlertId,
        alert.Kind,
        severity = Ranks.Severity(alert.HighestRank),
        alert.Mmsi,
        alert.VesselName,
        alert.AssetId,
        alert.Since,
        alert.Raised,
        alert.ReachedHighest,
        alert.Last,
        alert.Revisions,
        ending = alert.Ending.ToString().ToLowerInvariant(),
        alert.SuppressedBy,
    };
}
