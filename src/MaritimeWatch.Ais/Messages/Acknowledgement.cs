using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Messages 7 and 13: acknowledgement of binary and of safety related messages (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct Acknowledgement(PayloadBits bits)
{
    private const int First = 40;
    private const int Size = 32;

    private readonly PayloadBits bits = bits;

    /// <summary>How many receipts it holds, 1 to 4.</summary>
    public int Count => Math.Clamp((bits.Count - First + 2) / Size, 1, 4);

    /// <summary>Who sent the message that is acknowledged; 0 for a receipt that was not sent.</summary>
    public uint DestinationMmsi(int index) => bits.Unsigned(First + (index * Size), 30);

    public int SequenceNumber(int index) => (int)bits.Unsigned(First + 30 + (index * Size), 2);
}
