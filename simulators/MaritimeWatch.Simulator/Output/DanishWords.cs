using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Simulator.Output;

/// <summary>How the Danish files spell what AIS sends as numbers (seen in the published daily files; ais.md section 3.1).</summary>
internal static class DanishWords
{
    public static string Of(StationClass stationClass) => stationClass switch
    {
        StationClass.ClassA => "Class A",
        StationClass.ClassB => "Class B",
        StationClass.BaseStation => "Base Station",
        StationClass.AidToNavigation => "AtoN",
        StationClass.SarAircraft => "SAR Airborne",
        _ => "Unknown",
    };

    public static string Of(NavigationalStatus status) => status switch
    {
        NavigationalStatus.UnderWayUsingEngine => "Under way using engine",
        NavigationalStatus.AtAnchor => "At anchor",
        NavigationalStatus.NotUnderCommand => "Not under command",
        NavigationalStatus.RestrictedManoeuvrability => "Restricted maneuverability",
        NavigationalStatus.ConstrainedByDraught => "Constrained by her draught",
        NavigationalStatus.Moored => "Moored",
        NavigationalStatus.Aground => "Aground",
        NavigationalStatus.EngagedInFishing => "Engaged in fishing",
        NavigationalStatus.UnderWaySailing => "Under way sailing",
        _ => "Unknown value",
    };

    public static string Of(ShipType shipType) => shipType.Code switch
    {
        30 => "Fishing",
        31 => "Towing",
        33 => "Dredging",
        34 => "Diving",
        35 => "Military",
        36 => "Sailing",
        37 => "Pleasure",
        >= 40 and <= 49 => "HSC",
        50 => "Pilot",
        51 => "SAR",
        52 => "Tug",
        53 => "Port tender",
        54 => "Anti-pollution",
        55 => "Law enforcement",
        >= 60 and <= 69 => "Passenger",
        >= 70 and <= 79 => "Cargo",
        >= 80 and <= 89 => "Tanker",
        >= 90 and <= 99 => "Other",
        _ => "Reserved",
    };
}
