namespace MaritimeWatch.Ais.Csv;

/// <summary>The columns that are read; the static ones last.</summary>
internal enum CsvColumn
{
    Time,
    TypeOfMobile,
    Mmsi,
    Latitude,
    Longitude,
    Status,
    RateOfTurn,
    Speed,
    SpeedMetresPerSecond,
    Course,
    CourseSine,
    CourseCosine,
    Heading,
    HighAccuracy,
    ImoNumber,
    CallSign,
    Name,
    ShipType,
    Width,
    Length,
    Draught,
    Destination,
    ToBow,
    ToStern,
    ToPort,
    ToStarboard,
    Count,
}
