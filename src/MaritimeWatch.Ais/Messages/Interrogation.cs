using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 15: interrogation of one station for one or two messages, or of two stations (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct Interrogation(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    /// <summary>Whether a second message is asked of the first station: the message is 110 bits long at least, 108 without its spare bits.</summary>
    public bool HasSecondRequest => bits.Count > 90;

    /// <summary>Whether a second station is asked.</summary>
    public bool HasSecondStation => bits.Count > 110;

    public uint Mmsi1 => bits.Unsigned(40, 30);
    public int MessageType11 => (int)bits.Unsigned(70, 6);
    public int SlotOffset11 => (int)bits.Unsigned(76, 12); // slots
    public int MessageType12 => (int)bits.Unsigned(90, 6); // 0 for none
    public int SlotOffset12 => (int)bits.Unsigned(96, 12);
    public uint Mmsi2 => bits.Unsigned(110, 30); // 0 for none
    public int MessageType21 => (int)bits.Unsigned(140, 6);
    public int SlotOffset21 => (int)bits.Unsigned(146, 12);
}
