namespace MaritimeWatch.Service.Gateway.Balance;

/// <summary>What goes first where there is no room for all; the lower, the sooner.</summary>
internal enum ShedRank : byte
{
    /// <summary>From a source that is flooding, poisoned or little trusted.</summary>
    Suspect,

    /// <summary>From such a source, and about a ship near an asset.</summary>
    SuspectNearAsset,

    /// <summary>What a class B vessel says of herself; she says it again in six minutes.</summary>
    ClassBStatic,

    /// <summary>Where a class B vessel is.</summary>
    ClassBPosition,

    /// <summary>What a class A vessel says of herself.</summary>
    ClassAStatic,

    /// <summary>Where a class A vessel is.</summary>
    ClassAPosition,

    /// <summary>Where a vessel is that is near an asset: what all of this is for.</summary>
    NearAsset,
}
