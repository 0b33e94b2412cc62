namespace MaritimeWatch.Ais.Messages;

/// <summary>How a station finds its slots on the radio link.</summary>
internal enum SlotAccess
{
    /// <summary>SOTDMA: it announces its slots frame by frame.</summary>
    SelfOrganised,

    /// <summary>ITDMA: each transmission announces the next.</summary>
    Incremental,

    /// <summary>CSTDMA: it listens whether a slot is free; the state it sends says nothing.</summary>
    CarrierSense,
}
