using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 5: class A static and voyage related data (ITU-R M.1371-5, table 52).</summary>
internal readonly ref struct StaticAndVoyageData(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int AisVersion => (int)bits.Unsigned(38, 2);
    public uint ImoNumber => bits.Unsigned(40, 30); // 0 not available
    public int CallSign(Span<byte> ascii) => bits.Text(70, 42, ascii);
    public int Name(Span<byte> ascii) => bits.Text(112, 120, ascii);
    public uint TypeOfShip => bits.Unsigned(232, 8); // table 53
    public uint ToBowMetres => bits.Unsigned(240, 9); // 511 = 511 m or more
    public uint ToSternMetres => bits.Unsigned(249, 9);
    public uint ToPortMetres => bits.Unsigned(258, 6); // 63 = 63 m or more
    public uint ToStarboardMetres => bits.Unsigned(264, 6);
    public int PositionFixingDevice => (int)bits.Unsigned(270, 4); // 0 undefined
    public int EtaMonth => (int)bits.Unsigned(274, 4); // 0 not available
    public int EtaDay => (int)bits.Unsigned(278, 5); // 0 not available
    public int EtaHour => (int)bits.Unsigned(283, 5); // 24 not available
    public int EtaMinute => (int)bits.Unsigned(288, 6); // 60 not available
    public int DraughtTenths => (int)bits.Unsigned(294, 8); // 0 not available, 255 = 25.5 m or more
    public int Destination(Span<byte> ascii) => bits.Text(302, 120, ascii);
    public int DataTerminalNotReady => (int)bits.Unsigned(422, 1);

    /// <summary>Everything that lasts: the ETA and the repeat indicator change while the ship stays the same.</summary>
    public ulong StaticHash => bits.Hash(294, 128, bits.Hash(40, 234, 5));
}
