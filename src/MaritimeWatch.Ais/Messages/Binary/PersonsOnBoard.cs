using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Messages 6 and 8, 1/16: persons on board (IMO SN/Circ.236 and SN.1/Circ.289).</summary>
internal readonly ref struct PersonsOnBoard(PayloadBits bits, int start)
{
    private readonly PayloadBits bits = bits;

    public int Persons => (int)bits.Unsigned(start, 13); // 0 not available, 8191 = 8,191 or more
}
