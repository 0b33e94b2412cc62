using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 6, 200/55: persons on board of an inland ship (CCNR, inland AIS standard).</summary>
internal readonly ref struct InlandPersonsOnBoard(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int Crew => (int)bits.Unsigned(88, 8); // 255 unknown
    public int Passengers => (int)bits.Unsigned(96, 13); // 8191 unknown
    public int Personnel => (int)bits.Unsigned(109, 8); // 255 unknown
}
