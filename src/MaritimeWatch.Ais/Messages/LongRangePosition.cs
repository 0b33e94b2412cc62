using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 27: long-range position report (ITU-R M.1371-5, table 83).</summary>
internal readonly ref struct LongRangePosition(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public bool HasHighAccuracy => bits.Flag(38);
    public bool Raim => bits.Flag(39);
    public int NavigationalStatus => (int)bits.Unsigned(40, 4); // 0 to 15
    public int LongitudeTenthMinutes => bits.Signed(44, 18); // 181° = 0x1A838 not available
    public int LatitudeTenthMinutes => bits.Signed(62, 17); // 91° = 0xD548 not available
    public int SpeedOverGroundKnots => (int)bits.Unsigned(79, 6); // 63 not available
    public int CourseOverGroundDegrees => (int)bits.Unsigned(85, 9); // 511 not available
    public bool IsPositionOld => bits.Flag(94); // more than 5 s; 0 is the current GNSS position
}
