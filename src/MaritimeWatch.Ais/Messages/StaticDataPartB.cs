using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Message 24 part B: class B type, size and call sign (ITU-R M.1371-5, table 76).</summary>
internal readonly ref struct StaticDataPartB(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public uint TypeOfShip => bits.Unsigned(40, 8); // table 53
    public int VendorId(Span<byte> ascii) => bits.Text(48, 18, ascii); // three characters
    public int UnitModel => (int)bits.Unsigned(66, 4);
    public int SerialNumber => (int)bits.Unsigned(70, 20);
    public int CallSign(Span<byte> ascii) => bits.Text(90, 42, ascii);
    public uint ToBowMetres => bits.Unsigned(132, 9); // 511 = 511 m or more
    public uint ToSternMetres => bits.Unsigned(141, 9);
    public uint ToPortMetres => bits.Unsigned(150, 6); // 63 = 63 m or more
    public uint ToStarboardMetres => bits.Unsigned(156, 6);
    public int PositionFixingDevice => (int)bits.Unsigned(162, 4); // 0 undefined
    public uint MotherShipMmsi => bits.Unsigned(132, 30); // in place of the dimensions where the sender is 98MIDxxxx

    /// <summary>The part number of any message 24: 0 is A, 1 is B.</summary>
    public int PartNumber => (int)bits.Unsigned(38, 2);

    /// <summary>Everything that lasts.</summary>
    public ulong StaticHash => bits.Hash(40, 122, 25);
}
