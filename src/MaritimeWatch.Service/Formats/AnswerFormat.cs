namespace MaritimeWatch.Service.Formats;

/// <summary>How an answer is written.</summary>
internal enum AnswerFormat
{
    /// <summary>The message in proto3 JSON.</summary>
    Json,

    /// <summary>RFC 7946.</summary>
    GeoJson,

    /// <summary>RFC 4180, with a heading.</summary>
    Csv,

    /// <summary>KML 2.3 (OGC 12-007r2).</summary>
    Kml,

    /// <summary>Moving features in JSON (OGC 19-045r3).</summary>
    MfJson,

    /// <summary>NMEA 0183 / AIS sentences with TAG blocks.</summary>
    Nmea,
}
