namespace MaritimeWatch.Ais.Gpsd;

/// <summary>The words that gpsd prints beside the codes of binary payloads.</summary>
internal static class BinaryTexts
{
    // 1 is "decreasing" and 2 "increasing" in IMO SN.1/Circ.289; the words are gpsd's, the number beside them (-u) is the one sent.
    public static readonly Words Trends = new("N/A", ["steady", "increasing", "decreasing"]);

    public static readonly Words Precipitations = new("N/A", ["reserved", "rain", "thunderstorm", "freezing rain", "mixed/ice", "snow", "reserved"]);

    public static readonly Words Ice = new("N/A", ["no", "yes", "reserved"]);

    public static readonly Words Signals = new("INVALID SIGNAL TYPE",
    [
        "N/A",
        "Serious emergency – stop or divert according to instructions.",
        "Vessels shall not proceed.",
        "Vessels may proceed. One way traffic.",
        "Vessels may proceed. Two way traffic.",
        "Vessels shall proceed on specific orders only.",
        "Vessels in main channel shall not proceed.",
        "Vessels in main channel shall proceed on specific orders only.",
        "Vessels in main channel shall proceed on specific orders only.",
        "I = \"in-bound\" only acceptable.",
        "O = \"out-bound\" only acceptable.",
        "F = both \"in- and out-bound\" acceptable.",
        "XI = Code will shift to \"I\" in due time.",
        "XO = Code will shift to \"O\" in due time.",
        "X = Vessels shall proceed only on direction.",
    ]);

    public static readonly Words Routes = new("Reserved for future use.",
    [
        "Undefined (default)",
        "Mandatory",
        "Recommended",
        "Alternative",
        "Recommended route through ice",
        "Ship route plan",
        .. Enumerable.Repeat("Reserved for future use.", 25),
        "Cancel route identified by message linkage",
    ]);

    public static readonly Words Identifiers = new("other", ["mmsi", "imo", "callsign"]);

    public static readonly Words Racons = new("RACON ERROR", ["No RACON installed", "RACON not monitored", "RACON operational"]);

    public static readonly Words Lights = new("Light ERROR", ["No light or no monitoring", "Light ON", "Light OFF"]);

    public static readonly Words Moorings = new("Reserved for future use",
    [
        "Not available",
        "Port-side to",
        "Starboard-side to",
        "Mediterranean (end-on) mooring",
        "Mooring buoy",
        "Anchorage",
    ]);
}
