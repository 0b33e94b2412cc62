using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 16: a base station assigns when one or two stations transmit (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct AssignmentCommand(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    /// <summary>Whether a second station is named: 144 bits; 96 name one.</summary>
    public bool HasSecondStation => bits.Count >= 144;

    public uint Mmsi1 => bits.Unsigned(40, 30);
    public int Offset1 => (int)bits.Unsigned(70, 12); // slots, or reports in ten minutes where the increment is 0
    public int Increment1 => (int)bits.Unsigned(82, 10); // slots
    public uint Mmsi2 => HasSecondStation ? bits.Unsigned(92, 30) : 0;
    public int Offset2 => HasSecondStation ? (int)bits.Unsigned(122, 12) : 0;
    public int Increment2 => HasSecondStation ? (int)bits.Unsigned(134, 10) : 0;
}
