using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 14: safety related broadcast message (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct BroadcastSafetyMessage(PayloadBits bits)
{
    /// <summary>Room for the text, in characters: 968 bits.</summary>
    public const int MaxTextLength = 161;

    private readonly PayloadBits bits = bits;

    public int Text(Span<byte> ascii) => bits.Text(40, MaxTextLength * 6, ascii);
}
