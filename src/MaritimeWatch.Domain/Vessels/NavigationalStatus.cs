namespace MaritimeWatch.Domain.Vessels;

/// <summary>Navigational status as the crew set it (ITU-R M.1371-5, table 45). Often wrong: evidence, never a gate.</summary>
public enum NavigationalStatus : byte
{
    /// <summary>0: under way using engine.</summary>
    UnderWayUsingEngine = 0,

    /// <summary>1: at anchor.</summary>
    AtAnchor = 1,

    /// <summary>2: not under command.</summary>
    NotUnderCommand = 2,

    /// <summary>3: restricted manoeuvrability.</summary>
    RestrictedManoeuvrability = 3,

    /// <summary>4: constrained by her draught.</summary>
    ConstrainedByDraught = 4,

    /// <summary>5: moored.</summary>
    Moored = 5,

    /// <summary>6: aground.</summary>
    Aground = 6,

    /// <summary>7: engaged in fishing.</summary>
    EngagedInFishing = 7,

    /// <summary>8: under way sailing.</summary>
    UnderWaySailing = 8,

    /// <summary>9: reserved for high-speed craft.</summary>
    ReservedHighSpeedCraft = 9,

    /// <summary>10: reserved for wing in ground.</summary>
    ReservedWingInGround = 10,

    /// <summary>11: power-driven vessel towing astern.</summary>
    TowingAstern = 11,

    /// <summary>12: power-driven vessel pushing ahead or towing alongside.</summary>
    PushingAhead = 12,

    /// <summary>13: reserved.</summary>
    Reserved = 13,

    /// <summary>14: AIS-SART, MOB or EPIRB-AIS active.</summary>
    DistressTransmitterActive = 14,

    /// <summary>15: undefined, the default.</summary>
    Undefined = 15,
}
