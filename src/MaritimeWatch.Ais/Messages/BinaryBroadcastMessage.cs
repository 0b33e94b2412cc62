using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 8: binary broadcast message (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct BinaryBroadcastMessage(PayloadBits bits)
{
    /// <summary>Where the payload begins.</summary>
    public const int PayloadStart = 56;

    private readonly PayloadBits bits = bits;

    public int DesignatedAreaCode => (int)bits.Unsigned(40, 10);
    public int FunctionIdentifier => (int)bits.Unsigned(50, 6);
}
