using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 24 part A: class B name (ITU-R M.1371-5, table 76).</summary>
internal readonly ref struct StaticDataPartA(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int Name(Span<byte> ascii) => bits.Text(40, 120, ascii);

    /// <summary>Everything that lasts.</summary>
    public ulong StaticHash => bits.Hash(40, 120, 24);
}
