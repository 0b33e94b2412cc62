using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Messages 1, 2 and 3: class A position report (ITU-R M.1371-5, table 48).</summary>
internal readonly ref struct ClassAPosition(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int NavigationalStatus => (int)bits.Unsigned(38, 4); // 0 to 15
    public int RateOfTurnCode => bits.Signed(42, 8); // -128 not available
    public int SpeedOverGroundTenths => (int)bits.Unsigned(50, 10); // 1023 not available, 1022 = 102.2 kn or more
    public bool HasHighAccuracy => bits.Flag(60);
    public int Longitude => bits.Signed(61, 28); // 1/10,000 minute; 181° not available
    public int Latitude => bits.Signed(89, 27); // 1/10,000 minute; 91° not available
    public int CourseOverGroundTenths => (int)bits.Unsigned(116, 12); // 3600 not available
    public int TrueHeadingDegrees => (int)bits.Unsigned(128, 9); // 511 not available
    public int UtcSecond => (int)bits.Unsigned(137, 6); // 60 not available, 61 to 63 modes of the position device
    public int SpecialManoeuvre => (int)bits.Unsigned(143, 2);
    public bool Raim => bits.Flag(148);
    public uint Radio => bits.Unsigned(149, Math.Clamp(bits.Count - 149, 1, 19)); // the short form of 163 bits cuts it
    public CommunicationState? CommunicationState => bits.Count >= 168 ? Messages.CommunicationState.Of(bits.MessageType, Radio) : null;
}
