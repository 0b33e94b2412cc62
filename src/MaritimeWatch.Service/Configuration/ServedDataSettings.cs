using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.Configuration;

/// <summary>What the alerts and tracks of this service are, so that each caller gets what is theirs.</summary>
internal sealed record ServedDataSettings
{
    /// <summary>Whether all of it is an exercise: then a harness may see it, and hand traffic in.</summary>
    public bool Exercise { get; init; }

    /// <summary>Whether all of it is shared with partners.</summary>
    public bool SharedWithPartners { get; init; }

    /// <summary>The TLP label on all of it: callers without that clearance are refused.</summary>
    public Tlp Marking { get; init; } = Tlp.Amber;

    /// <summary>The sectors it covers: a caller who is bound to sectors must have all of them; empty for waters that are not divided, which such a caller does not see.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];
}
