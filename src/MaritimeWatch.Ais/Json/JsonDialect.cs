namespace MaritimeWatch.Ais.Json;

/// <summary>Whose JSON it is.</summary>
public enum JsonDialect : byte
{
    /// <summary>None of those below.</summary>
    Unknown,

    /// <summary>Our own: one report an object, lossless (<see cref="ReportJsonWriter"/>).</summary>
    MaritimeWatch,

    /// <summary>gpsd and gpsdecode, scaled or not, and what has the same members (libais).</summary>
    Gpsd,

    /// <summary>AIS-catcher: gpsd's members, its own for the reception, and the sentences themselves.</summary>
    AisCatcher,

    /// <summary>Envelopes of aisstream.io.</summary>
    AisStream,

    /// <summary>Digitraffic marine: MQTT payloads behind their topic, and the answers of the REST interface.</summary>
    Digitraffic,

    /// <summary>Answers of AISHub in both of its formats.</summary>
    AisHub,

    /// <summary>Positions of Global Fishing Watch, one a line.</summary>
    GlobalFishingWatch,
}
