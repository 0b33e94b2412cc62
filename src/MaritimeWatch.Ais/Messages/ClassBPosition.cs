using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 18: class B position report (ITU-R M.1371-5, table 67).</summary>
internal readonly ref struct ClassBPosition(PayloadBits bits)
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
    public int Regional => (int)bits.Unsigned(139, 2);
    public bool IsCarrierSense => bits.Flag(141);
    public bool HasDisplay => bits.Flag(142);
    public bool HasDsc => bits.Flag(143);
    public bool UsesWholeBand => bits.Flag(144);
    public bool AcceptsMessage22 => bits.Flag(145);
    public bool Assigned => bits.Flag(146);
    public bool Raim => bits.Flag(147);
    public uint Radio => bits.Unsigned(148, 20);

    /// <summary>How the unit keeps its slots; one with carrier sense keeps none.</summary>
    public CommunicationState CommunicationState =>
        IsCarrierSense ? new CommunicationState(CommunicationState.OfCarrierSense, SlotAccess.CarrierSense) : CommunicationState.WithSelector(Radio);
}
