using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 8, 200/23: a weather warning for a stretch of fairway, from EMMA (CCNR, inland AIS standard).</summary>
internal readonly ref struct WeatherWarning(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int StartYear => 2000 + Number(56, 8);
    public int StartMonth => Number(64, 4);
    public int StartDay => Number(68, 5);
    public int EndYear => 2000 + Number(73, 8);
    public int EndMonth => Number(81, 4);
    public int EndDay => Number(85, 5);
    public int StartHour => Number(90, 5);
    public int StartMinute => Number(95, 6);
    public int EndHour => Number(101, 5);
    public int EndMinute => Number(106, 6);
    public int StartLongitude => bits.Signed(112, 28); // 1/10,000 minute
    public int StartLatitude => bits.Signed(140, 27);
    public int EndLongitude => bits.Signed(167, 28);
    public int EndLatitude => bits.Signed(195, 27);
    public int TypeCode => Number(222, 4); // 1 wind ... 9 forest fire
    public int LeastValue => bits.Signed(226, 9); // unit by type: metres a second, millimetres, degrees Celsius ...
    public int GreatestValue => bits.Signed(235, 9);
    public int ClassCode => Number(244, 2); // slight, medium, strong
    public int WindDirectionCode => Number(246, 4); // 1 north ... 8 north west

    private int Number(int start, int length) => (int)bits.Unsigned(start, length);
}
