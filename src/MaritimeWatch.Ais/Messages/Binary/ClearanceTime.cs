using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 6, 1/18: when and where a ship may enter port (IMO SN.1/Circ.289).</summary>
internal readonly ref struct ClearanceTime(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int Linkage => Number(88, 10);
    public int UtcMonth => Number(98, 4);
    public int UtcDay => Number(102, 5);
    public int UtcHour => Number(107, 5);
    public int UtcMinute => Number(112, 6);
    public int PortAndBerth(Span<byte> ascii) => bits.Text(118, 120, ascii);
    public int Destination(Span<byte> ascii) => bits.Text(238, 30, ascii); // UN/LOCODE
    public int LongitudeThousandthMinutes => bits.Signed(268, 25); // 181° not available
    public int LatitudeThousandthMinutes => bits.Signed(293, 24); // 91° not available

    private int Number(int start, int length) => (int)bits.Unsigned(start, length);
}
