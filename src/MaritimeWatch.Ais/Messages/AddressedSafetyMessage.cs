using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 12: addressed safety related message (ITU-R M.1371-5, annex 8).</summary>
internal readonly ref struct AddressedSafetyMessage(PayloadBits bits)
{
    /// <summary>Room for the text, in characters: 936 bits.</summary>
    public const int MaxTextLength = 156;

    private readonly PayloadBits bits = bits;

    public int SequenceNumber => (int)bits.Unsigned(38, 2);
    public uint DestinationMmsi => bits.Unsigned(40, 30);
    public bool IsRetransmitted => bits.Flag(70);
    public int Text(Span<byte> ascii) => bits.Text(72, MaxTextLength * 6, ascii);
}
