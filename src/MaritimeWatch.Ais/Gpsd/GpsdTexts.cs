namespace MaritimeWatch.Ais.Gpsd;

/// <summary>The words that gpsd prints beside a code; where its versions differ, those named in the design's table.</summary>
internal static class GpsdTexts
{
    private static readonly Words Statuses = new("INVALID STATUS",
    [
        "Under way using engine",
        "At anchor",
        "Not under command",
        "Restricted manoeuverability",
        "Constrained by her draught",
        "Moored",
        "Aground",
        "Engaged in fishing",
        "Under way sailing",
        "Reserved for HSC",
        "Reserved for WIG",
        "Power-driven vessel towing astern",
        "Power-driven vessel pushing ahead or towing alongside",
        "Reserved",
        "AIS-SART is active",
        "Not defined",
    ]);

    private static readonly Words PositionFixingDevices = new("INVALID EPFD",
    [
        "Undefined",
        "GPS",
        "GLONASS",
        "Combined GPS/GLONASS",
        "Loran-C",
        "Chayka",
        "Integrated navigation system",
        "Surveyed",
        "Galileo",
    ]);

    private static readonly Words Aids = new("INVALID NAVAID TYPE",
    [
        "Unspecified",
        "Reference point",
        "RACON",
        "Fixed offshore structure",
        "Spare, Reserved for future use.",
        "Light, without sectors",
        "Light, with sectors",
        "Leading Light Front",
        "Leading Light Rear",
        "Beacon, Cardinal N",
        "Beacon, Cardinal E",
        "Beacon, Cardinal S",
        "Beacon, Cardinal W",
        "Beacon, Port hand",
        "Beacon, Starboard hand",
        "Beacon, Preferred Channel port hand",
        "Beacon, Preferred Channel starboard hand",
        "Beacon, Isolated danger",
        "Beacon, Safe water",
        "Beacon, Special mark",
        "Cardinal Mark N",
        "Cardinal Mark E",
        "Cardinal Mark S",
        "Cardinal Mark W",
        "Port hand Mark",
        "Starboard hand Mark",
        "Preferred Channel Port hand",
        "Preferred Channel Starboard hand",
        "Isolated danger",
        "Safe Water",
        "Special Mark",
        "Light Vessel / LANBY / Rigs",
    ]);

    private static readonly Words Stations = new("INVALID STATION TYPE",
    [
        "All types of mobiles",
        "Reserved for future use",
        "All types of Class B mobile stations",
        "SAR airborne mobile station",
        "Aid to Navigation station",
        "Class B shipborne mobile station",
        .. Enumerable.Repeat("Regional use and inland waterways", 4),
        .. Enumerable.Repeat("Reserved for future use", 6),
    ]);

    private static readonly Words ShipTypes = new("INVALID SHIP TYPE", [.. Enumerable.Range(0, 100).Select(TypeOfShip)]);

    public static ReadOnlySpan<byte> Status(int code) => Statuses[code];

    public static ReadOnlySpan<byte> PositionFixingDevice(int code) => PositionFixingDevices[code];

    public static ReadOnlySpan<byte> Aid(int code) => Aids[code];

    public static ReadOnlySpan<byte> ShipType(uint code) => ShipTypes[(int)code];

    public static ReadOnlySpan<byte> Station(int code) => Stations[code];

    private static string TypeOfShip(int code) => code switch
    {
        0 => "Not available",
        < 20 => "Reserved for future use",
        < 30 => $"Wing in ground (WIG) - {Cargo(code, "Reserved for future use")}",
        30 => "Fishing",
        31 => "Towing",
        32 => "Towing: length exceeds 200m or breadth exceeds 25m",
        33 => "Dredging or underwater ops",
        34 => "Diving ops",
        35 => "Military ops",
        36 => "Sailing",
        37 => "Pleasure Craft",
        < 40 => "Reserved",
        < 50 => $"High speed craft (HSC) - {Cargo(code, "No additional information")}",
        50 => "Pilot Vessel",
        51 => "Search and Rescue vessel",
        52 => "Tug",
        53 => "Port Tender",
        54 => "Anti-pollution equipment",
        55 => "Law Enforcement",
        56 or 57 => "Spare - Local Vessel",
        58 => "Medical Transport",
        59 => "Ship according to RR Resolution No. 18",
        < 70 => $"Passenger - {Cargo(code, "No additional information")}",
        < 80 => $"Cargo - {Cargo(code, "No additional information")}",
        < 90 => $"Tanker - {Cargo(code, "No additional information")}",
        _ => $"Other Type - {Cargo(code, "no additional information")}",
    };

    private static string Cargo(int code, string nine) => (code % 10) switch
    {
        0 => "all ships of this type",
        1 => "Hazardous category A",
        2 => "Hazardous category B",
        3 => "Hazardous category C",
        4 => "Hazardous category D",
        9 => nine,
        _ => "Reserved for future use",
    };
}
