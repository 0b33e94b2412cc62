namespace MaritimeWatch.Ais.Messages;

/// <summary>How a station keeps its place on the radio link: the 19 bits at the end of messages 1 to 4, 9, 11, 18 and 26 (ITU-R M.1371-5, annex 2, 3.3.7).</summary>
/// <param name="Bits">The 19 bits.</param>
/// <param name="Access">How they are to be read.</param>
internal readonly record struct CommunicationState(uint Bits, SlotAccess Access)
{
    /// <summary>What class B units with carrier sense send in place of a state: it says nothing.</summary>
    public const uint OfCarrierSense = 0b110_0000_0000_0000_0110;

    private const int SelectorBit = 19;

    /// <summary>The state of a message without a selector: message 3 is incremental, messages 1, 2, 4 and 11 are self-organised.</summary>
    public static CommunicationState Of(int messageType, uint bits) =>
        new(bits, messageType == 3 ? SlotAccess.Incremental : SlotAccess.SelfOrganised);

    /// <summary>The state of messages 9, 18 and 26, whose first of 20 bits says which of the two it is.</summary>
    public static CommunicationState WithSelector(uint bits) =>
        new(bits & ((1u << SelectorBit) - 1), bits >> SelectorBit == 1 ? SlotAccess.Incremental : SlotAccess.SelfOrganised);

    /// <summary>How the station knows the time of the slots; null for a unit that only listens before it talks.</summary>
    public SyncState? SyncState => Access == SlotAccess.CarrierSense ? null : (SyncState)(Bits >> 17);

    /// <summary>Frames (minutes) until the slot changes, 0 to 7: 0 is the last transmission in this slot. Self-organised access only.</summary>
    public int? SlotTimeoutFrames => Access == SlotAccess.SelfOrganised ? (int)(Bits >> 14) & 7 : null;

    /// <summary>Stations that are received, 0 to 16,383: sent at slot time-outs 3, 5 and 7.</summary>
    public int? ReceivedStations => SlotTimeoutFrames is 3 or 5 or 7 ? SubMessage : null;

    /// <summary>The slot of this transmission, 0 to 2,249: sent at slot time-outs 2, 4 and 6.</summary>
    public int? SlotNumber => SlotTimeoutFrames is 2 or 4 or 6 ? SubMessage : null;

    /// <summary>UTC hour, 0 to 23: sent at slot time-out 1.</summary>
    public int? UtcHour => SlotTimeoutFrames == 1 ? SubMessage >> 9 : null;

    /// <summary>UTC minute, 0 to 59: sent at slot time-out 1.</summary>
    public int? UtcMinute => SlotTimeoutFrames == 1 ? (SubMessage >> 2) & 127 : null;

    /// <summary>Slots from this one to the one used in the next frame: sent at slot time-out 0; 0 says that nothing more is sent here.</summary>
    public int? SlotOffset => SlotTimeoutFrames == 0 ? SubMessage : null;

    /// <summary>Slots to the next transmission, 0 to 16,383; 0 says that there is none. Incremental access only.</summary>
    public int? SlotIncrement => Access == SlotAccess.Incremental ? ((int)(Bits >> 4) & 8_191) + (SlotsCode > 4 ? 8_192 : 0) : null;

    /// <summary>Slots that the next transmission takes, 1 to 5. Incremental access only.</summary>
    public int? NumberOfSlots => Access == SlotAccess.Incremental ? SlotsCode > 4 ? SlotsCode - 4 : SlotsCode + 1 : null;

    /// <summary>Whether the slot stays reserved for one more frame. Incremental access only.</summary>
    public bool? IsSlotKept => Access == SlotAccess.Incremental ? (Bits & 1) == 1 : null;

    // Codes 5 to 7 mean 1 to 3 slots at an increment 8,192 greater.
    private int SlotsCode => (int)(Bits >> 1) & 7;

    private int SubMessage => (int)(Bits & 0x3FFF);
}
