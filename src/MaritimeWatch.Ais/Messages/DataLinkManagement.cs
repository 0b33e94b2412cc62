using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 20: up to four reservations of slots by a base station (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct DataLinkManagement(PayloadBits bits)
{
    /// <summary>How many reservations fit.</summary>
    public const int MaxReservations = 4;

    private const int First = 40;
    private const int Size = 30;

    private readonly PayloadBits bits = bits;

    /// <summary>How many reservations were sent.</summary>
    public int Count => Math.Clamp((bits.Count - First) / Size, 0, MaxReservations);

    public int OffsetSlots(int index) => Number(index, 0, 12); // 0 not available
    public int NumberOfSlots(int index) => Number(index, 12, 4); // consecutive, 1 to 15; 0 not available
    public int TimeoutMinutes(int index) => Number(index, 16, 3); // 0 not available
    public int IncrementSlots(int index) => Number(index, 19, 11); // to the next block; 0 one block a frame

    private int Number(int index, int start, int length) => (int)bits.Unsigned(First + (index * Size) + start, length);
}
