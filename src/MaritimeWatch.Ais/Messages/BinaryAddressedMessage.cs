using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 6: addressed binary message (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct BinaryAddressedMessage(PayloadBits bits)
{
    /// <summary>Where the payload begins.</summary>
    public const int PayloadStart = 88;

    private readonly PayloadBits bits = bits;

    public int SequenceNumber => (int)bits.Unsigned(38, 2);
    public uint DestinationMmsi => bits.Unsigned(40, 30);
    public bool IsRetransmitted => bits.Flag(70);
    public int DesignatedAreaCode => (int)bits.Unsigned(72, 10);
    public int FunctionIdentifier => (int)bits.Unsigned(82, 6);
}
