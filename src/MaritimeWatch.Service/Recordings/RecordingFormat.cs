namespace MaritimeWatch.Service.Recordings;

/// <summary>How recorded traffic is written.</summary>
internal enum RecordingFormat
{
    /// <summary>Not recognised.</summary>
    Unknown,

    /// <summary>NMEA 0183 sentences, with or without TAG blocks and time lines.</summary>
    Nmea,

    /// <summary>A table with a header line: the Danish CSV and its relatives.</summary>
    Table,

    /// <summary>JSON of one dialect, one object a line.</summary>
    JsonLines,

    /// <summary>JSON of one dialect, laid out as it pleases: arrays, collections, objects that span lines.</summary>
    JsonDocument,
}
