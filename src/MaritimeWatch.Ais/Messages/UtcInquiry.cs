using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 10: UTC and date inquiry (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct UtcInquiry(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public uint DestinationMmsi => bits.Unsigned(40, 30);
}
