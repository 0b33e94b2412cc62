namespace MaritimeWatch.Service.Configuration;

/// <summary>How far a source is trusted.</summary>
internal enum SourceTrust
{
    /// <summary>As any other.</summary>
    Normal,

    /// <summary>Somebody else's, e.g. a public aggregator: shed before the others, and no witness for anybody's clock.</summary>
    Low,
}
