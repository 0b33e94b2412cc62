using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 8, 200/24: what up to four gauges show (CCNR, inland AIS standard).</summary>
internal readonly ref struct WaterLevels(PayloadBits bits)
{
    /// <summary>Gauges in a message.</summary>
    public const int Gauges = 4;

    private readonly PayloadBits bits = bits;

    public int Country(Span<byte> ascii) => bits.Text(56, 12, ascii);
    public int GaugeNumber(int index) => (int)bits.Unsigned(68 + (index * 25), 11); // 0 unknown
    public int LevelCentimetres(int index) => bits.Signed(79 + (index * 25), 14); // 0 unknown
}
