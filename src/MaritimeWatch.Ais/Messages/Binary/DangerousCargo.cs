using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 6, 1/25: dangerous cargoes on board (IMO SN.1/Circ.289).</summary>
internal readonly ref struct DangerousCargo(PayloadBits bits)
{
    /// <summary>How many cargoes a message may have.</summary>
    public const int MaxCargoes = 28;

    private const int First = 100;
    private const int Size = 17;

    private readonly PayloadBits bits = bits;

    public int UnitCode => (int)bits.Unsigned(88, 2); // 1 kilograms, 2 tonnes, 3 kilotonnes
    public int Amount => (int)bits.Unsigned(90, 10);

    /// <summary>How many cargoes were sent whole.</summary>
    public int Cargoes => Math.Clamp((bits.Count - First) / Size, 0, MaxCargoes);

    public int Code(int cargo) => (int)bits.Unsigned(First + (cargo * Size), 4); // 1 IMDG, 2 IGC, 3 IMSBC, 4 MARPOL I, 5 MARPOL II
    public int Subtype(int cargo) => (int)bits.Unsigned(First + (cargo * Size) + 4, 13);
}
