namespace MaritimeWatch.Domain.Vessels;

/// <summary>Type of ship and cargo (ITU-R M.1371-5, table 53).</summary>
/// <param name="Code">1 to 99.</param>
public readonly record struct ShipType(byte Code)
{
    /// <summary>30, or 38 where the transponder follows ITU-R M.1371-6.</summary>
    public bool IsFishing => Code is 30 or 38;

    /// <summary>31 towing, 32 towing and long or broad.</summary>
    public bool IsTowing => Code is 31 or 32;

    /// <summary>What alerts call it: the class of table 53 without hazard categories, e.g. <c>Cargo</c>.</summary>
    public string Category => Code switch
    {
        >= 20 and <= 29 => "Wing in ground",
        30 or 38 => "Fishing",
        31 or 32 => "Towing",
        33 => "Dredging",
        34 => "Diving",
        35 => "Military",
        36 => "Sailing",
        37 => "Pleasure",
        >= 40 and <= 49 => "High-speed craft",
        50 => "Pilot",
        51 => "SAR",
        52 => "Tug",
        53 => "Port tender",
        54 => "Anti-pollution",
        55 => "Law enforcement",
        58 => "Medical",
        >= 60 and <= 69 => "Passenger",
        >= 70 and <= 79 => "Cargo",
        >= 80 and <= 89 => "Tanker",
        >= 90 and <= 99 => "Other",
        5 => "Buoy tender",
        6 => "Cable layer",
        7 => "Pipe layer",
        14 => "Offshore support",
        17 => "Construction",
        18 => "Crew boat",
        _ => "Reserved",
    };
}
