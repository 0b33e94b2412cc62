using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 8, 1/17: targets that a vessel traffic service follows by other means (IMO SN.1/Circ.289): 120 bits each.</summary>
internal readonly ref struct SyntheticTargets(PayloadBits bits)
{
    /// <summary>How many targets a message may have.</summary>
    public const int MaxTargets = 4;

    /// <summary>Room for a call sign or another name, in characters.</summary>
    public const int NameLength = 7;

    private const int First = 56;
    private const int Size = 120;

    private readonly PayloadBits bits = bits;

    /// <summary>How many targets were sent whole.</summary>
    public int Targets => Math.Clamp((bits.Count - First) / Size, 0, MaxTargets);

    public int IdentifierType(int target) => Number(target, 0, 2); // 0 MMSI, 1 IMO number, 2 call sign, 3 other
    public uint Identifier(int target) => bits.Unsigned(Of(target) + 12, 32); // right-aligned in 42 bits
    public int Name(int target, Span<byte> ascii) => bits.Text(Of(target) + 2, NameLength * 6, ascii);
    public int LatitudeThousandthMinutes(int target) => bits.Signed(Of(target) + 48, 24); // 91° not available
    public int LongitudeThousandthMinutes(int target) => bits.Signed(Of(target) + 72, 25); // 181° not available
    public int CourseDegrees(int target) => Number(target, 97, 9); // 360 not available
    public int UtcSecond(int target) => Number(target, 106, 6); // 60 not available
    public int SpeedKnots(int target) => Number(target, 112, 8); // 255 not available

    private static int Of(int target) => First + (target * Size);

    private int Number(int target, int offset, int length) => (int)bits.Unsigned(Of(target) + offset, length);
}
