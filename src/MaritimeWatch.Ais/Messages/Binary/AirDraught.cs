using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Messages 6 and 8, 1/15: extended static and voyage data, the height over the keel (IMO SN/Circ.236).</summary>
internal readonly ref struct AirDraught(PayloadBits bits, int start)
{
    private readonly PayloadBits bits = bits;

    public int HeightOverKeelDecimetres => (int)bits.Unsigned(start, 11); // 0 not available, 2047 = 204.7 m or more
}
