namespace MaritimeWatch.Ais.Csv;

/// <summary>The columns that are read. The static ones come last and in the Danish order.</summary>
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
    Course,
    Heading,
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
    ToStarboard,
    ToPort,
    Count,
}
