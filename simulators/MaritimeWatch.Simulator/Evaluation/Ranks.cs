namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>The words of the alert contract in order and by detector (contract.md section 2, detectors.md section C.0).</summary>
public static class Ranks
{
    private static readonly string[] Severities = ["SEVERITY_NOTICE", "SEVERITY_WARNING", "SEVERITY_ALARM", "SEVERITY_CRITICAL"];

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["L1"] = "ALERT_KIND_LOITERING",
        ["L2"] = "ALERT_KIND_REPEATED_CROSSING",
        ["A1"] = "ALERT_KIND_ANCHORED_ON_ASSET",
        ["D1"] = "ALERT_KIND_DRAG_AT_ANCHOR",
        ["D2"] = "ALERT_KIND_POWERED_DRAG",
        ["DR"] = "ALERT_KIND_DRIFTING",
        ["TR"] = "ALERT_KIND_TRAWLING",
        ["G1"] = "ALERT_KIND_DARK_GAP",
        ["S1"] = "ALERT_KIND_KINEMATIC_SPOOF",
        ["S2"] = "ALERT_KIND_DUPLICATE_MMSI",
        ["S3"] = "ALERT_KIND_IDENTITY_CHANGE",
        ["S4"] = "ALERT_KIND_IMPLAUSIBLE_POSITION",
        ["S5"] = "ALERT_KIND_AREA_INTERFERENCE",
        ["H1"] = "ALERT_KIND_FEED_HEALTH",
    };

    /// <summary>1 notice, 2 warning, 3 alarm, 4 critical; 0 for anything else.</summary>
    public static int OfSeverity(string? severity) => Array.IndexOf(Severities, severity) + 1;

    /// <summary>The word of a rank from 1 to 4.</summary>
    public static string Severity(int rank) => Severities[rank - 1];

    /// <summary>The kind of alert that a detector raises, or null for an unknown one.</summary>
    public static string? KindOf(string detector) => Kinds.GetValueOrDefault(detector);

    /// <summary>As a person reads it: without the prefix, in lower case.</summary>
    public static string Plain(string word) =>
        word.Replace("ALERT_KIND_", "", StringComparison.Ordinal).Replace("SEVERITY_", "", StringComparison.Ordinal).Replace('_', ' ').ToLowerInvariant();
}
