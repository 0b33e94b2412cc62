namespace MaritimeWatch.Ais.Messages;

/// <summary>From where a station has the time of the slots (ITU-R M.1371-5, annex 2, 3.1.1).</summary>
internal enum SyncState
{
    /// <summary>From its own UTC.</summary>
    UtcDirect,

    /// <summary>From a station that has UTC.</summary>
    UtcIndirect,

    /// <summary>From a base station.</summary>
    BaseStation,

    /// <summary>From the station that receives most others.</summary>
    AnotherStation,
}
