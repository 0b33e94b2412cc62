namespace MaritimeWatch.Ais.Messages;

/// <summary>Which lengths in bits a message type may have: ITU-R M.1371-5, less what gpsd accepts below, and 5 bits above for wrong fill bits.</summary>
internal static class MessageLengths
{
    /// <summary>Fill bits are commonly wrong by 2, at most by 5.</summary>
    private const int Tolerance = 5;

    /// <summary>Whether a message of this type and length can be read.</summary>
    /// <param name="type">Message type.</param>
    /// <param name="isPartA">Whether a message 24 is its part A.</param>
    /// <param name="bits">Its length.</param>
    public static bool Fit(int type, bool isPartA, int bits) => type switch
    {
        1 or 2 or 3 => bits is >= 163 and <= 168 + Tolerance,
        4 or 9 or 11 or 18 => bits is >= 168 and <= 168 + Tolerance,
        5 => bits is >= 420 and <= 424 + Tolerance,
        19 => bits is >= 312 and <= 312 + Tolerance,
        21 => bits is >= 272 and <= 368,
        24 when isPartA => bits is >= 160 and <= 168 + Tolerance,
        24 => bits is >= 168 and <= 168 + Tolerance,

        // 168 is a long-range message padded to a whole slot; its first 96 bits count.
        27 => bits is (>= 96 and <= 96 + Tolerance) or 168,
        _ => false,
    };
}
