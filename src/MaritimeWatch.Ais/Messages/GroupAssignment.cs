using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 23: how all stations of a kind within an area are to report (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct GroupAssignment(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int NorthEastLongitudeTenthMinutes => bits.Signed(40, 18);
    public int NorthEastLatitudeTenthMinutes => bits.Signed(58, 17);
    public int SouthWestLongitudeTenthMinutes => bits.Signed(75, 18);
    public int SouthWestLatitudeTenthMinutes => bits.Signed(93, 17);
    public int StationType => (int)bits.Unsigned(110, 4); // 0 all mobiles, 2 all class B
    public uint TypeOfShip => bits.Unsigned(114, 8); // 0 all
    public int TransmitReceiveMode => (int)bits.Unsigned(144, 2); // 0 both on both channels
    public int ReportingIntervalCode => (int)bits.Unsigned(146, 4); // 0 autonomous, 1 ten minutes ... 9 five seconds, 10 shorter, 11 longer
    public int QuietMinutes => (int)bits.Unsigned(150, 4); // 0 none
}
