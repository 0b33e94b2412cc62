using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 21: aid to navigation report (ITU-R M.1371-5, table 73).</summary>
internal readonly ref struct AidToNavigationReport(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int TypeOfAid => (int)bits.Unsigned(38, 5); // 0 not specified
    public bool HasHighAccuracy => bits.Flag(163);
    public int Longitude => bits.Signed(164, 28); // 1/10,000 minute; 181° not available
    public int Latitude => bits.Signed(192, 27); // 1/10,000 minute; 91° not available
    public uint ToBowMetres => bits.Unsigned(219, 9);
    public uint ToSternMetres => bits.Unsigned(228, 9);
    public uint ToPortMetres => bits.Unsigned(237, 6);
    public uint ToStarboardMetres => bits.Unsigned(243, 6);
    public int PositionFixingDevice => (int)bits.Unsigned(249, 4); // 0 undefined
    public int UtcSecond => (int)bits.Unsigned(253, 6);
    public bool IsOffPosition => bits.Flag(259);
    public int Regional => (int)bits.Unsigned(260, 8);
    public bool Raim => bits.Flag(268);
    public bool IsVirtual => bits.Flag(269);
    public bool Assigned => bits.Flag(270);

    /// <summary>Room for the name with its extension, in characters.</summary>
    public const int MaxNameLength = 34;

    /// <summary>The name: 20 characters and, from bit 272, up to 14 more.</summary>
    public int Name(Span<byte> ascii)
    {
        // A space at the end of the first twenty characters separates two words when more follow.
        var length = bits.TextWithSpaces(43, 120, ascii);
        length += length < 20 ? 0 : bits.TextWithSpaces(272, Math.Clamp((bits.Count - 272) / 6 * 6, 0, 84), ascii[length..]);
        return ((ReadOnlySpan<byte>)ascii[..length]).TrimEnd((byte)' ').Length;
    }
}
