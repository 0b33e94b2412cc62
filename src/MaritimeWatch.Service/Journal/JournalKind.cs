namespace MaritimeWatch.Service.Journal;

/// <summary>What the lines of a source are.</summary>
internal enum JournalKind
{
    /// <summary>NMEA 0183 as received, with whatever stood around it.</summary>
    Nmea,

    /// <summary>JSON records of a feed as received, one a line.</summary>
    Json,

    /// <summary>Reports that were pushed as messages, written as our own JSON, one a line.</summary>
    Reports,
}
