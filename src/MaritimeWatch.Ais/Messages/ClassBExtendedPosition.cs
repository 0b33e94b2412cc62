using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 19: class B extended position report (ITU-R M.1371-5, table 68).</summary>
internal readonly ref struct ClassBExtendedPosition(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int Reserved => (int)bits.Unsigned(38, 8);
    public int SpeedOverGroundTenths => (int)bits.Unsigned(46, 10); // 1023 not available, 1022 = 102.2 kn or more
    public bool HasHighAccuracy => bits.Flag(56);
    public int Longitude => bits.Signed(57, 28); // 1/10,000 minute; 181° not available
    public int Latitude => bits.Signed(85, 27); // 1/10,000 minute; 91° not available
    public int CourseOverGroundTenths => (int)bits.Unsigned(112, 12); // 3600 not available
    public int TrueHeadingDegrees => (int)bits.Unsigned(124, 9); // 511 not available
    public int UtcSecond => (int)bits.Unsigned(133, 6);
    public int Regional => (int)bits.Unsigned(139, 4);
    public int Name(Span<byte> ascii) => bits.Text(143, 120, ascii);
    public uint TypeOfShip => bits.Unsigned(263, 8); // table 53
    public uint ToBowMetres => bits.Unsigned(271, 9); // 511 = 511 m or more
    public uint ToSternMetres => bits.Unsigned(280, 9);
    public uint ToPortMetres => bits.Unsigned(289, 6); // 63 = 63 m or more
    public uint ToStarboardMetres => bits.Unsigned(295, 6);
    public int PositionFixingDevice => (int)bits.Unsigned(301, 4); // 0 undefined
    public bool Raim => bits.Flag(305);
    public int DataTerminalNotReady => (int)bits.Unsigned(306, 1);
    public bool Assigned => bits.Flag(307);

    /// <summary>Everything that lasts.</summary>
    public ulong StaticHash => bits.Hash(143, 158, 19);
}
