namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>How a source does.</summary>
internal enum SourceState
{
    /// <summary>Not there yet, or again: connecting, waiting for the next attempt, or listening to nobody yet.</summary>
    Connecting,

    /// <summary>Valid messages come as they should.</summary>
    Live,

    /// <summary>Messages come, but not as they should.</summary>
    Degraded,

    /// <summary>The way is open, and nothing valid has come for longer than expected.</summary>
    Silent,

    /// <summary>The other side, or this machine, does not let us.</summary>
    Refused,

    /// <summary>Switched off, or at its end.</summary>
    Disabled,

    /// <summary>The service stops, or the source was taken out of the configuration.</summary>
    Stopping,
}
