using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 9: search-and-rescue aircraft position report (ITU-R M.1371-5, table 56).</summary>
internal readonly ref struct SarAircraftPosition(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int AltitudeMetres => (int)bits.Unsigned(38, 12); // 4095 not available, 4094 = 4,094 m or more
    public int SpeedOverGroundKnots => (int)bits.Unsigned(50, 10); // whole knots; 1023 not available, 1022 = 1,022 kn or more
    public bool HasHighAccuracy => bits.Flag(60);
    public int Longitude => bits.Signed(61, 28); // 1/10,000 minute; 181° not available
    public int Latitude => bits.Signed(89, 27); // 1/10,000 minute; 91° not available
    public int CourseOverGroundTenths => (int)bits.Unsigned(116, 12); // 3600 not available
    public int UtcSecond => (int)bits.Unsigned(128, 6);
    public int Regional => (int)bits.Unsigned(134, 8);
    public int DataTerminalNotReady => (int)bits.Unsigned(142, 1);
    public bool Assigned => bits.Flag(146);
    public bool Raim => bits.Flag(147);
    public uint Radio => bits.Unsigned(148, 20);
    public CommunicationState CommunicationState => CommunicationState.WithSelector(Radio);
}
