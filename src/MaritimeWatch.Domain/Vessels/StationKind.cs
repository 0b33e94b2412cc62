namespace MaritimeWatch.Domain.Vessels;

/// <summary>What kind of station an MMSI belongs to (ITU-R M.585).</summary>
public enum StationKind : byte
{
    /// <summary>No form of ITU-R M.585: a test identity, a bit error, a wrong setting.</summary>
    Malformed,

    /// <summary>MIDxxxxxx, MID 201 to 775.</summary>
    Ship,

    /// <summary>00MIDxxxx.</summary>
    CoastStation,

    /// <summary>0MIDxxxxx.</summary>
    GroupOfShips,

    /// <summary>111MIDxxx.</summary>
    SarAircraft,

    /// <summary>8MIDxxxxx: diver or hand-held radio.</summary>
    HandheldRadio,

    /// <summary>98MIDxxxx: craft of a parent ship.</summary>
    AuxiliaryCraft,

    /// <summary>99MIDxxxx.</summary>
    AidToNavigation,

    /// <summary>970xxxxxx: AIS-SART.</summary>
    SearchAndRescueTransmitter,

    /// <summary>972xxxxxx.</summary>
    ManOverboardDevice,

    /// <summary>974xxxxxx: EPIRB-AIS.</summary>
    EmergencyBeacon,
}
