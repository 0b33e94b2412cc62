using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 6, 1/20: a berth asked for or assigned (IMO SN.1/Circ.289).</summary>
internal readonly ref struct BerthingData(PayloadBits bits)
{
    /// <summary>How many services are told of, from the agent to those reserved.</summary>
    public const int Services = 26;

    private readonly PayloadBits bits = bits;

    public int Linkage => Number(88, 10);
    public int LengthMetres => Number(98, 9); // 0 not available, 511 = 511 m or more
    public int DepthDecimetres => Number(107, 8); // 0 not available, 255 = 25.5 m or more
    public int MooringPosition => Number(115, 3);
    public int UtcMonth => Number(118, 4);
    public int UtcDay => Number(122, 5);
    public int UtcHour => Number(127, 5);
    public int UtcMinute => Number(132, 6);
    public bool AreServicesKnown => bits.Flag(138);
    public int Service(int index) => Number(139 + (2 * index), 2); // 0 not requested, 1 available, 2 unknown
    public int Name(Span<byte> ascii) => bits.Text(191, 120, ascii);
    public int LongitudeThousandthMinutes => bits.Signed(311, 25); // 181° not available
    public int LatitudeThousandthMinutes => bits.Signed(336, 24); // 91° not available

    private int Number(int start, int length) => (int)bits.Unsigned(start, length);
}
