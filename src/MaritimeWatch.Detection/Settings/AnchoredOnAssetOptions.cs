namespace MaritimeWatch.Detection.Settings;

/// <summary>A1, detectors.md C.3.</summary>
public sealed record AnchoredOnAssetOptions
{
    /// <summary>The episode ends this many metres beyond the tier. 0 to 2,000.</summary>
    public double ExitBeyondTierMetres { get; init; } = 100;
}
