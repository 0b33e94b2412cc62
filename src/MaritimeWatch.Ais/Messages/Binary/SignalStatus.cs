using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 8, 200/40: what a signal on the bank shows (CCNR, inland AIS standard).</summary>
internal readonly ref struct SignalStatus(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int Longitude => bits.Signed(56, 28); // 1/10,000 minute
    public int Latitude => bits.Signed(84, 27);
    public int FormCode => (int)bits.Unsigned(111, 4);
    public int FacingDegrees => (int)bits.Unsigned(115, 9); // 511 unknown
    public int DirectionCode => (int)bits.Unsigned(124, 3); // 1 upstream, 2 downstream, 3 to the left bank, 4 to the right
    public uint LightStatus => bits.Unsigned(127, 30); // up to nine decimal digits, one a light
}
