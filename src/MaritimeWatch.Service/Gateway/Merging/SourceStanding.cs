namespace MaritimeWatch.Service.Gateway.Merging;

/// <summary>How far a source is believed by the others.</summary>
internal enum SourceStanding : byte
{
    /// <summary>As any: what it brings first is the first for all.</summary>
    Sound,

    /// <summary>Of low trust: what it brings first may be shed before the others, so it is the first for those of its own standing alone.</summary>
    Weak,

    /// <summary>Not to be believed at present: it is the first for nobody.</summary>
    Suspect,
}
