namespace MaritimeWatch.Ais.Json;

/// <summary>What the members of all dialects have in common, whatever they are called there.</summary>
internal enum JsonField : byte
{
    None,

    // Who, when, what kind.
    Class,
    MessageType,
    BodyName,
    Topic,
    Mmsi,
    SenderOfEnvelope,
    Time,
    TimeOfArrival,
    CompactTime,
    TimeInTag,
    TimeOfRecord,
    TimeOfStatic,
    StationClass,
    IsScaled,
    IsValid,
    IsValidA,
    IsValidB,
    Part,
    Format,
    Error,
    Updated,
    Sentences,
    Station,
    ForwardedBy,
    UtcSecond,

    // Dynamic.
    Latitude,
    Longitude,
    Speed,
    Course,
    Heading,
    RateOfTurn,
    RateOfTurnCode,
    Status,
    Accuracy,

    // Static, in the order of the hash.
    ImoNumber,
    CallSign,
    Name,
    ShipType,
    ToBow,
    ToStern,
    ToPort,
    ToStarboard,
    Length,
    Breadth,
    Draught,
    Destination,
    StaticMessageType,
    StaticFeed,

    // A pair of numbers: longitude, latitude.
    Coordinates,
    Count,
}
