using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 6, 1/12: dangerous cargo and where its papers are (IMO SN/Circ.236).</summary>
internal readonly ref struct DangerousCargoTrial(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int LastPort(Span<byte> ascii) => bits.Text(88, 30, ascii); // UN/LOCODE
    public int DepartureMonth => Number(118, 4);
    public int DepartureDay => Number(122, 5);
    public int DepartureHour => Number(127, 5);
    public int DepartureMinute => Number(132, 6);
    public int NextPort(Span<byte> ascii) => bits.Text(138, 30, ascii);
    public int ArrivalMonth => Number(168, 4);
    public int ArrivalDay => Number(172, 5);
    public int ArrivalHour => Number(177, 5);
    public int ArrivalMinute => Number(182, 6);
    public int MainGood(Span<byte> ascii) => bits.Text(188, 120, ascii);
    public int ImdCategory(Span<byte> ascii) => bits.Text(308, 24, ascii);
    public int UnNumber => Number(332, 13);
    public int Amount => Number(345, 10);
    public int UnitCode => Number(355, 2); // 1 kilograms, 2 tonnes, 3 kilotonnes

    private int Number(int start, int length) => (int)bits.Unsigned(start, length);
}
