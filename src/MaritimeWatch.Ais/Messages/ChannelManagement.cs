using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 22: channels, power and area to use, for an area or for two stations (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct ChannelManagement(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int ChannelA => (int)bits.Unsigned(40, 12); // ITU-R M.1084
    public int ChannelB => (int)bits.Unsigned(52, 12);
    public int TransmitReceiveMode => (int)bits.Unsigned(64, 4); // 0 both on both channels
    public bool IsLowPower => bits.Flag(68);
    public int NorthEastLongitudeTenthMinutes => bits.Signed(69, 18);
    public int NorthEastLatitudeTenthMinutes => bits.Signed(87, 17);
    public int SouthWestLongitudeTenthMinutes => bits.Signed(104, 18);
    public int SouthWestLatitudeTenthMinutes => bits.Signed(122, 17);
    public uint DestinationMmsi1 => bits.Unsigned(69, 30); // in place of the area where addressed
    public uint DestinationMmsi2 => bits.Unsigned(104, 30);
    public bool IsAddressed => bits.Flag(139);
    public bool IsChannelANarrow => bits.Flag(140); // 12.5 kHz, spare in later editions
    public bool IsChannelBNarrow => bits.Flag(141);
    public int TransitionalZoneCode => (int)bits.Unsigned(142, 3);

    /// <summary>Width of the zone around the area in which both sets of channels are used: 1 to 8 NM.</summary>
    public int TransitionalZoneNauticalMiles => TransitionalZoneCode + 1;
}
