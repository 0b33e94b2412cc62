using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Messages 8, 1/29 and 6, 1/30: a text that belongs to another message of the same sender and linkage (IMO SN.1/Circ.289).</summary>
internal readonly ref struct TextDescription(PayloadBits bits, int start)
{
    /// <summary>Room for the text, in characters.</summary>
    public const int MaxTextLength = 161;

    private readonly PayloadBits bits = bits;

    public int Linkage => (int)bits.Unsigned(start, 10);
    public int Text(Span<byte> ascii) => bits.Text(start + 10, MaxTextLength * 6, ascii);
}
