namespace MaritimeWatch.Detection.Settings;

/// <summary>S3, a change of identity (detectors.md C.10).</summary>
public sealed record IdentityChangeOptions
{
    /// <summary>Names that differ by up to so many letters are one name. 0 to 10; detectors.md S3.</summary>
    public int MaxNameEdits { get; init; } = 2;

    /// <summary>Lengths and breadths that differ by up to this in metres are one. 0 to 20; whole metres rounded on each side of the antenna, design value.</summary>
    public double MaxSizeDifferenceMetres { get; init; } = 2;

    /// <summary>A change counts when the new word is still said after this. 0 to 60 minutes; static data are sent every 6 minutes, ITU-R M.1371-5.</summary>
    public TimeSpan ConfirmAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Changes within this are one. 1 to 120 minutes; the halves of message 24 come apart, design value.</summary>
    public TimeSpan GatherFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Published where a watched asset was within the approach tier in the time before. 10 minutes to 24 hours; design value.</summary>
    public TimeSpan NearAssetWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Two facts or more changed at once are published anywhere for ships of this length in metres and longer. 20 to 300; below, owners and lessees change, design value.</summary>
    public double ShipMetres { get; init; } = 50;

    /// <summary>An IMO number whose check digit fails is a matter of identity for ships of this length in metres and longer. 20 to 400; design value.</summary>
    public double LargeShipMetres { get; init; } = 100;

    /// <summary>Closes when the new identity has held for this. 1 to 48 hours; design value.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromHours(6);
}
