using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 8, 1/19: what a marine traffic signal shows and will show (IMO SN.1/Circ.289).</summary>
internal readonly ref struct TrafficSignal(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int Linkage => Number(56, 10);
    public int Station(Span<byte> ascii) => bits.Text(66, 120, ascii);
    public int LongitudeThousandthMinutes => bits.Signed(186, 25); // 181° not available
    public int LatitudeThousandthMinutes => bits.Signed(211, 24); // 91° not available
    public int StatusCode => Number(235, 2); // 1 in regular service, 2 irregular
    public int SignalCode => Number(237, 5);
    public int UtcHourOfNext => Number(242, 5); // 24 not available
    public int UtcMinuteOfNext => Number(247, 6); // 60 not available
    public int NextSignalCode => Number(253, 5);

    private int Number(int start, int length) => (int)bits.Unsigned(start, length);
}
