namespace MaritimeWatch.Domain.Vessels;

/// <summary>The class of AIS equipment that sent a report, by its message type.</summary>
public enum StationClass : byte
{
    /// <summary>Not told by the source.</summary>
    Unknown,

    /// <summary>Class A shipborne: messages 1, 2, 3, 5 (and 27).</summary>
    ClassA,

    /// <summary>Class B shipborne: messages 18, 19, 24.</summary>
    ClassB,

    /// <summary>Search-and-rescue aircraft: message 9.</summary>
    SarAircraft,

    /// <summary>Base station: messages 4 and 11.</summary>
    BaseStation,

    /// <summary>Aid to navigation: message 21.</summary>
    AidToNavigation,

    /// <summary>AIS-SART, man-overboard device or EPIRB-AIS.</summary>
    DistressTransmitter,
}
