namespace MaritimeWatch.Domain.Vessels;

/// <summary>The feed that static data came from, where it keeps no AIS message types. Persisted by number: append, never renumber.</summary>
public enum StaticFeed : byte
{
    /// <summary>An AIS message, or a table.</summary>
    None = 0,

    /// <summary>Digitraffic marine: metadata of a vessel, from messages 5, 19 or 24.</summary>
    Digitraffic = 1,

    /// <summary>AISHub: position and static data in one record.</summary>
    AisHub = 2,

    /// <summary>Global Fishing Watch.</summary>
    GlobalFishingWatch = 3,
}
