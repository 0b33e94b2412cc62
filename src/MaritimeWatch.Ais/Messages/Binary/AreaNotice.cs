using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Messages 8, 1/22 and 6, 1/23: a notice for an area until a time (IMO SN.1/Circ.289).</summary>
internal readonly ref struct AreaNotice(PayloadBits bits, int start)
{
    /// <summary>How many parts an area may have.</summary>
    public const int MaxSubAreas = 10;

    private const int HeaderLength = 55;

    private readonly PayloadBits bits = bits;

    public int Linkage => Number(0, 10);
    public int NoticeCode => Number(10, 7); // 0 to 127: 0 caution, marine mammals ... 126 cancels the notice of this linkage, 127 undefined
    public int StartMonth => Number(17, 4); // UTC; 0 not available
    public int StartDay => Number(21, 5); // 0 not available
    public int StartHour => Number(26, 5); // 24 not available
    public int StartMinute => Number(31, 6); // 60 not available
    public int DurationMinutes => Number(37, 18); // 0 cancels the notice, 262143 not available

    /// <summary>How many parts of the area were sent whole.</summary>
    public int SubAreas => Math.Clamp((bits.Count - start - HeaderLength) / SubArea.Length, 0, MaxSubAreas);

    /// <summary>A part of the area.</summary>
    /// <param name="index">From 0 to one less than <see cref="SubAreas"/>.</param>
    public SubArea Area(int index) => new(bits, start + HeaderLength + (index * SubArea.Length));

    private int Number(int offset, int length) => (int)bits.Unsigned(start + offset, length);
}
