using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 6, 1/14 and 1/32: when the tide lets a ship pass (IMO SN/Circ.236 and SN.1/Circ.289, with different widths).</summary>
internal readonly ref struct TidalWindow(PayloadBits bits, bool isTrial)
{
    /// <summary>How many points a message may have.</summary>
    public const int MaxPoints = 3;

    private const int First = 97;

    private readonly PayloadBits bits = bits;
    private readonly bool isTrial = isTrial;

    public int UtcMonth => (int)bits.Unsigned(88, 4);
    public int UtcDay => (int)bits.Unsigned(92, 5);

    /// <summary>How many points were sent whole.</summary>
    public int Points => Math.Clamp((bits.Count - First) / Size, 0, MaxPoints);

    /// <summary>What the degrees of a point are given in: 1/600,000 degree in the trial form, 1/60,000 in the other.</summary>
    public int UnitsPerDegree => isTrial ? 600_000 : 60_000;

    public int Longitude(int point) => isTrial ? bits.Signed(Of(point) + 27, 28) : bits.Signed(Of(point), 25);
    public int Latitude(int point) => isTrial ? bits.Signed(Of(point), 27) : bits.Signed(Of(point) + 25, 24);
    public int FromHour(int point) => Number(point, 0, 5);
    public int FromMinute(int point) => Number(point, 5, 6);
    public int ToHour(int point) => Number(point, 11, 5);
    public int ToMinute(int point) => Number(point, 16, 6);
    public int CurrentDegrees(int point) => Number(point, 22, 9); // 360 not available
    public int CurrentTenthKnots(int point) => Number(point, 31, isTrial ? 7 : 8); // 127 or 255 not available

    private int PositionLength => isTrial ? 55 : 49;

    private int Size => isTrial ? 93 : 88;

    private int Of(int point) => First + (point * Size);

    private int Number(int point, int offset, int length) => (int)bits.Unsigned(Of(point) + PositionLength + offset, length);
}
