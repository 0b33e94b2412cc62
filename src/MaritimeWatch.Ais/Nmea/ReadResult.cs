namespace MaritimeWatch.Ais.Nmea;

/// <summary>What became of one line.</summary>
public enum ReadResult : byte
{
    /// <summary>A report.</summary>
    Report,

    /// <summary>Nothing yet: the other parts of the message are missing.</summary>
    Pending,

    /// <summary>Dropped; the reason tells whether it was bad or only of no use.</summary>
    Dropped,
}
