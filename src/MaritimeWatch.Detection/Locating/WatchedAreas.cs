namespace MaritimeWatch.Detection.Locating;

/// <summary>What kinds of area a vessel may be in, or near to, that are watched in themselves.</summary>
[Flags]
public enum WatchedAreas : byte
{
    /// <summary>None: certain.</summary>
    None = 0,

    /// <summary>An area that is not to be entered: a wind farm with its safety zone, or a restricted area.</summary>
    NoEntry = 1,

    /// <summary>A traffic lane with a direction.</summary>
    Lane = 2,

    /// <summary>Land.</summary>
    Land = 4,
}
