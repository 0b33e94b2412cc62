namespace MaritimeWatch.Domain.Assets;

/// <summary>What a charted area forbids: bit n stands for value n of the S-57 attribute RESTRN (S-101 <c>restriction</c>).</summary>
/// <remarks>Only those that analysis or wording asks for have a name; the others keep their bit.</remarks>
[Flags]
public enum AreaRestrictions : ulong
{
    /// <summary>None stated.</summary>
    None = 0,

    /// <summary>1: anchoring prohibited.</summary>
    AnchoringProhibited = 1UL << 1,

    /// <summary>2: anchoring restricted.</summary>
    AnchoringRestricted = 1UL << 2,

    /// <summary>3: fishing prohibited.</summary>
    FishingProhibited = 1UL << 3,

    /// <summary>4: fishing restricted.</summary>
    FishingRestricted = 1UL << 4,

    /// <summary>5: trawling prohibited.</summary>
    TrawlingProhibited = 1UL << 5,

    /// <summary>6: trawling restricted.</summary>
    TrawlingRestricted = 1UL << 6,

    /// <summary>7: entry prohibited.</summary>
    EntryProhibited = 1UL << 7,

    /// <summary>8: entry restricted.</summary>
    EntryRestricted = 1UL << 8,

    /// <summary>9: dredging prohibited.</summary>
    DredgingProhibited = 1UL << 9,

    /// <summary>10: dredging restricted.</summary>
    DredgingRestricted = 1UL << 10,

    /// <summary>11: diving prohibited.</summary>
    DivingProhibited = 1UL << 11,

    /// <summary>12: diving restricted.</summary>
    DivingRestricted = 1UL << 12,

    /// <summary>13: no wake.</summary>
    NoWake = 1UL << 13,

    /// <summary>14: area to be avoided.</summary>
    AreaToBeAvoided = 1UL << 14,

    /// <summary>15: construction prohibited.</summary>
    ConstructionProhibited = 1UL << 15,

    /// <summary>24: dragging prohibited.</summary>
    DraggingProhibited = 1UL << 24,

    /// <summary>25: stopping prohibited.</summary>
    StoppingProhibited = 1UL << 25,

    /// <summary>27: speed restricted.</summary>
    SpeedRestricted = 1UL << 27,

    /// <summary>Those that concern being there at all.</summary>
    Entry = EntryProhibited | EntryRestricted | AreaToBeAvoided,
}
