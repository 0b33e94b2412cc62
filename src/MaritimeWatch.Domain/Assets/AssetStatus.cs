namespace MaritimeWatch.Domain.Assets;

/// <summary>Whether a charted asset is in use.</summary>
public enum AssetStatus : byte
{
    /// <summary>In service: watched.</summary>
    InService,

    /// <summary>Out of use: drawn, never alerted on.</summary>
    Retired,

    /// <summary>Not yet laid: drawn, never alerted on.</summary>
    Planned,

    /// <summary>Not known: watched.</summary>
    Unknown,
}
