namespace MaritimeWatch.Service.Access;

/// <summary>Whose data a scope reaches, each more than the one before.</summary>
internal enum Reach
{
    None,

    /// <summary>Only what is shared with partners.</summary>
    Shared,

    /// <summary>Only the caller's own exercise, never live data.</summary>
    Exercise,

    /// <summary>Live data.</summary>
    Live,
}
