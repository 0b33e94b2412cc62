using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 8, 1/13: a fairway is closed (IMO SN/Circ.236).</summary>
internal readonly ref struct FairwayClosed(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int Reason(Span<byte> ascii) => bits.Text(56, 120, ascii);
    public int ClosedFrom(Span<byte> ascii) => bits.Text(176, 120, ascii); // a place
    public int ClosedTo(Span<byte> ascii) => bits.Text(296, 120, ascii);
    public int RadiusExtension => Number(416, 10); // in the unit below; 1001 not available
    public int UnitCode => Number(426, 2); // 0 metres, 1 kilometres, 2 nautical miles, 3 cables
    public int FromDay => Number(428, 5);
    public int FromMonth => Number(433, 4);
    public int FromHour => Number(437, 5);
    public int FromMinute => Number(442, 6);
    public int ToDay => Number(448, 5);
    public int ToMonth => Number(453, 4);
    public int ToHour => Number(457, 5);
    public int ToMinute => Number(462, 6);

    private int Number(int start, int length) => (int)bits.Unsigned(start, length);
}
