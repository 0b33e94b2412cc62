using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 6, 200/21 and 200/22: when a ship will be, or shall be, at a lock, bridge or terminal (CCNR, inland AIS standard).</summary>
internal readonly ref struct InlandArrival(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int Country(Span<byte> ascii) => bits.Text(88, 12, ascii);
    public int Locode(Span<byte> ascii) => bits.Text(100, 18, ascii);
    public int FairwaySection(Span<byte> ascii) => bits.Text(118, 30, ascii);
    public int Terminal(Span<byte> ascii) => bits.Text(148, 30, ascii);
    public int Hectometre(Span<byte> ascii) => bits.Text(178, 30, ascii);
    public int Month => Number(208, 4);
    public int Day => Number(212, 5);
    public int Hour => Number(217, 5);
    public int Minute => Number(222, 6);
    public int Tugs => Number(228, 3); // 200/21 only; 7 unknown
    public int AirDraughtCentimetres => Number(231, 12); // 200/21 only; 0 unknown
    public int StatusCode => Number(228, 2); // 200/22 only: 0 operational, 1 limited, 2 out of order, 3 not available

    private int Number(int start, int length) => (int)bits.Unsigned(start, length);
}
