namespace MaritimeWatch.Detection.Settings;

/// <summary>D3, detectors.md C.8.</summary>
public sealed record ProjectionOptions
{
    /// <summary>Half-width of the fan of courses in degrees. 0 to 45.</summary>
    public double FanDegrees { get; init; } = 15;

    /// <summary>How far ahead is looked. 0.5 to 24 hours.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromHours(6);

    /// <summary>A drag becomes critical when the earliest crossing is at most this far ahead. 5 to 240 minutes.</summary>
    public TimeSpan CriticalAhead { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Critical falls back beyond this, on three fixes. Above <see cref="CriticalAhead"/>.</summary>
    public TimeSpan CriticalExit { get; init; } = TimeSpan.FromMinutes(45);
}
