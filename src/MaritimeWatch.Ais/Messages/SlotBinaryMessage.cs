using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Messages 25 and 26 up to their data: binary data in one slot or several, unscheduled (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct SlotBinaryMessage(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public bool IsAddressed => bits.Flag(38);
    public bool IsStructured => bits.Flag(39); // an application identifier stands before the data
    public uint DestinationMmsi => IsAddressed ? bits.Unsigned(40, 30) : 0;
    public int ApplicationIdentifier => IsStructured ? (int)bits.Unsigned(AfterDestination, 16) : 0;
    public int DesignatedAreaCode => ApplicationIdentifier >> 6;
    public int FunctionIdentifier => ApplicationIdentifier & 63;
    public int DataStart => AfterDestination + (IsStructured ? 16 : 0);

    /// <summary>Length of the data in bits: all the rest of a message 25; a message 26 ends with 20 bits of communication state.</summary>
    public int DataLength => bits.Count - DataStart - StateLength;

    /// <summary>How the sender of a message 26 keeps its slots.</summary>
    public CommunicationState CommunicationState => CommunicationState.WithSelector(Radio);

    public uint Radio => bits.Unsigned(bits.Count - 20, 20);

    private int AfterDestination => IsAddressed ? 70 : 40;

    private int StateLength => bits.MessageType == 26 ? 20 : 0;
}
