namespace MaritimeWatch.Detection.Settings;

/// <summary>How long reports wait for their turn.</summary>
public sealed record OrderOptions
{
    /// <summary>Allowed lateness: a report this far behind the stream is still put in order. 0 to 10 minutes; detectors.md C.0.</summary>
    public TimeSpan AllowedLateness { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Late data older than this is not looked at any more. 0 to 48 hours; detectors.md E rule 7, design value.</summary>
    public TimeSpan LateDataHorizon { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Copies of one report by several stations arrive within this time. 0 to 30 seconds; below half the slowest 10 s interval of AIS, design value.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromSeconds(5);
}
