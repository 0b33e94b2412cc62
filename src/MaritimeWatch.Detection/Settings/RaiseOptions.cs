namespace MaritimeWatch.Detection.Settings;

/// <summary>How often an open alert speaks, detectors.md E rule 4.</summary>
public sealed record RaiseOptions
{
    /// <summary>An unchanged alert of a moving vessel is published again at most this often. 1 to 120 minutes.</summary>
    public TimeSpan MaintainEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>An unchanged notice, or alert of a stationary vessel, is published again at most this often. 1 to 1,440 minutes; nothing changes, design value.</summary>
    public TimeSpan MaintainStationaryEvery { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>A change of an expected crossing by more than this is published. 1 to 60 minutes.</summary>
    public TimeSpan EtaChange { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Severity falls only when the lower one has held for this long. 0 to 60 minutes; design value.</summary>
    public TimeSpan SeverityFallsAfter { get; init; } = TimeSpan.FromMinutes(10);
}
