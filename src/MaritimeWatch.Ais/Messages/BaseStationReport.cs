using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Messages 4 and 11: base station report, UTC and date response (ITU-R M.1371-5, table 51).</summary>
internal readonly ref struct BaseStationReport(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int Year => (int)bits.Unsigned(38, 14); // 0 not available
    public int Month => (int)bits.Unsigned(52, 4); // 0 not available
    public int Day => (int)bits.Unsigned(56, 5); // 0 not available
    public int Hour => (int)bits.Unsigned(61, 5); // 24 not available
    public int Minute => (int)bits.Unsigned(66, 6); // 60 not available
    public int Second => (int)bits.Unsigned(72, 6); // 60 not available
    public bool HasHighAccuracy => bits.Flag(78);
    public int Longitude => bits.Signed(79, 28); // 1/10,000 minute; 181° not available
    public int Latitude => bits.Signed(107, 27); // 1/10,000 minute; 91° not available
    public int PositionFixingDevice => (int)bits.Unsigned(134, 4); // 0 undefined
    public bool Raim => bits.Flag(148);
    public uint Radio => bits.Unsigned(149, 19);
    public CommunicationState CommunicationState => CommunicationState.Of(bits.MessageType, Radio);
}
