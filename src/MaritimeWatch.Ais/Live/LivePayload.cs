namespace MaritimeWatch.Ais.Live;

/// <summary>What the messages of a live feed hold.</summary>
public enum LivePayload : byte
{
    /// <summary>NMEA 0183 lines, one or more to a message, with or without TAG blocks.</summary>
    Nmea,

    /// <summary>AIS-catcher's JSON: an object, a batch of them as it posts them, or one a line. Its sentences are preferred to its members.</summary>
    AisCatcher,

    /// <summary>Digitraffic marine, version 2: <c>vessels-v2/MMSI/location</c>, <c>vessels-v2/MMSI/metadata</c>; the sender stands in the topic alone.</summary>
    Digitraffic,

    /// <summary>Envelopes of aisstream.io.</summary>
    AisStream,

    /// <summary>Our own JSON, one report an object.</summary>
    Ndjson,
}
