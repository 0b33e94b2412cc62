using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 17: differential corrections of a GNSS reference station, broadcast (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct DifferentialCorrections(PayloadBits bits)
{
    /// <summary>Where the corrections begin.</summary>
    public const int DataStart = 80;

    private readonly PayloadBits bits = bits;

    public int LongitudeTenthMinutes => bits.Signed(40, 18); // 181° = 0x1A838 not available
    public int LatitudeTenthMinutes => bits.Signed(58, 17); // 91° = 0xD548 not available

    /// <summary>Whether there is more than the position: an empty message says that the service is not available.</summary>
    public bool HasCorrections => bits.Count >= DataStart + 40;

    public int CorrectionMessageType => (int)bits.Unsigned(80, 6); // ITU-R M.823
    public int ReferenceStation => (int)bits.Unsigned(86, 10);
    public int ZCountTenths => (int)bits.Unsigned(96, 13) * 6; // seconds of the hour, in 0.6 s
    public int SequenceNumber => (int)bits.Unsigned(109, 3);
    public int DataWords => (int)bits.Unsigned(112, 5); // of 24 bits each, after the header
    public int Health => (int)bits.Unsigned(117, 3);
    public uint DataWord(int index) => bits.Unsigned(120 + (index * 24), 24);
}
