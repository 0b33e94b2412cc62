namespace MaritimeWatch.Ais.Gpsd;

/// <summary>The words that gpsd prints beside the codes of inland navigation.</summary>
internal static class InlandTexts
{
    public static readonly Words Hazards = new("INVALID HAZARD TYPE",
        ["0 blue cones/lights", "1 blue cone/light", "2 blue cones/lights", "3 blue cones/lights", "4 B-Flag", "Unknown"]);

    public static readonly Words Loads = new("INVALID LOAD STATUS", ["N/A (default)", "Unloaded", "Loaded"]);

    public static readonly Words Warnings = new("INVALID EMMA TYPE",
        ["Not Available", "Wind", "Rain", "Snow and ice", "Thunderstorm", "Fog", "Low temperature", "High temperature", "Flood", "Forest Fire"]);

    public static readonly Words Classes = new("INVALID EMMA TYPE", ["Slight", "Medium", "Strong"]);

    public static readonly Words Winds = new("INVALID EMMA WIND DIRECTION",
        ["N/A", "North", "North East", "East", "South East", "South", "South West", "West", "North West"]);

    public static readonly Words Directions = new("INVALID DIRECTION", ["Unknown", "Upstream", "Downstream", "To left bank", "To right bank"]);

    public static readonly Words SignalLights = new("INVALID STATUS",
        ["Unknown", "No light", "White", "Yellow", "Green", "Red", "White flashing", "Yellow flashing."]);

    public static readonly Words LockStatuses = new("N/A", ["Operational", "Limited operation", "Out of order"]);

    private static readonly byte[] IllegalShipType = "Illegal ship type value."u8.ToArray();

    private static readonly Dictionary<int, byte[]> ShipTypes = new[]
    {
        (8000, "Vessel, type unknown"),
        (8010, "Motor freighter"),
        (8020, "Motor tanker"),
        (8021, "Motor tanker, liquid cargo, type N"),
        (8022, "Motor tanker, liquid cargo, type C"),
        (8023, "Motor tanker, dry cargo as if liquid (e.g. cement)"),
        (8030, "Container vessel"),
        (8040, "Gas tanker"),
        (8050, "Motor freighter, tug"),
        (8060, "Motor tanker, tug"),
        (8070, "Motor freighter with one or more ships alongside"),
        (8080, "Motor freighter with tanker"),
        (8090, "Motor freighter pushing one or more freighters"),
        (8100, "Motor freighter pushing at least one tank-ship"),
        (8110, "Tug, freighter"),
        (8120, "Tug, tanker"),
        (8130, "Tug freighter, coupled"),
        (8140, "Tug, freighter/tanker, coupled"),
        (8150, "Freightbarge"),
        (8160, "Tankbarge"),
        (8161, "Tankbarge, liquid cargo, type N"),
        (8162, "Tankbarge, liquid cargo, type C"),
        (8163, "Tankbarge, dry cargo as if liquid (e.g. cement)"),
        (8170, "Freightbarge with containers"),
        (8180, "Tankbarge, gas"),
        (8210, "Pushtow, one cargo barge"),
        (8220, "Pushtow, two cargo barges"),
        (8230, "Pushtow, three cargo barges"),
        (8240, "Pushtow, four cargo barges"),
        (8250, "Pushtow, five cargo barges"),
        (8260, "Pushtow, six cargo barges"),
        (8270, "Pushtow, seven cargo barges"),
        (8280, "Pushtow, eigth cargo barges"),
        (8290, "Pushtow, nine or more barges"),
        (8310, "Pushtow, one tank/gas barge"),
        (8320, "Pushtow, two barges at least one tanker or gas barge"),
        (8330, "Pushtow, three barges at least one tanker or gas barge"),
        (8340, "Pushtow, four barges at least one tanker or gas barge"),
        (8350, "Pushtow, five barges at least one tanker or gas barge"),
        (8360, "Pushtow, six barges at least one tanker or gas barge"),
        (8370, "Pushtow, seven barges at least one tanker or gas barg"),

        // The standard leaves open whether the field has a code of inland ships or one of message 5: the first that such a code stands for.
        (31, "Tug freighter, coupled"),
        (79, "Motor freighter"),
        (80, "Motor tanker, liquid cargo, type N"),
        (89, "Motor tanker"),
        (90, "Tankbarge, liquid cargo, type N"),
        (99, "Vessel, type unknown"),
    }.ToDictionary(entry => entry.Item1, entry => System.Text.Encoding.ASCII.GetBytes(entry.Item2));

    public static ReadOnlySpan<byte> ShipType(int code) => ShipTypes.GetValueOrDefault(code, IllegalShipType);
}
