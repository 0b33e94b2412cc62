namespace MaritimeWatch.Domain.Alerts;

/// <summary>What kind of situation an alert is about.</summary>
public enum AlertKind : byte
{
    /// <summary>Not set.</summary>
    Unspecified = 0,

    /// <summary>L1: slow over an asset.</summary>
    Loitering = 1,

    /// <summary>L2: crossing an asset again and again.</summary>
    RepeatedCrossing = 2,

    /// <summary>A1: at anchor on an asset.</summary>
    AnchoredOnAsset = 3,

    /// <summary>D1: an anchored vessel leaves her swinging circle.</summary>
    DragAtAnchor = 4,

    /// <summary>D2: an unexplained loss of speed at an asset.</summary>
    PoweredDrag = 5,

    /// <summary>DR: moving sideways without engine.</summary>
    Drifting = 6,

    /// <summary>TR: trawling over an asset.</summary>
    Trawling = 7,

    /// <summary>G1: silence.</summary>
    DarkGap = 8,

    /// <summary>S1: movement no ship can make.</summary>
    KinematicSpoof = 9,

    /// <summary>S2: two hulls under one MMSI.</summary>
    DuplicateMmsi = 10,

    /// <summary>S3: a change of identity.</summary>
    IdentityChange = 11,

    /// <summary>S4: a position that cannot be.</summary>
    ImplausiblePosition = 12,

    /// <summary>S5: interference with satellite navigation in an area.</summary>
    AreaInterference = 13,

    /// <summary>H1: a feed is degraded or silent.</summary>
    FeedHealth = 14,

    /// <summary>Off the usual lanes, or against a traffic scheme.</summary>
    RouteDeviation = 15,

    /// <summary>Inside a restricted or safety zone.</summary>
    RestrictedArea = 16,
}
