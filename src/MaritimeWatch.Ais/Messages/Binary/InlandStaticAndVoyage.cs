using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 8, 200/10: static and voyage data of an inland ship (CCNR, inland AIS standard).</summary>
internal readonly ref struct InlandStaticAndVoyage(PayloadBits bits)
{
    /// <summary>The greatest hazard code there is: more than that is another message under the same numbers.</summary>
    public const int MaxHazardCode = 5;

    private readonly PayloadBits bits = bits;

    public int EuropeanVesselNumber(Span<byte> ascii) => bits.Text(56, 48, ascii);
    public int LengthDecimetres => Number(104, 13);
    public int BeamDecimetres => Number(117, 10);
    public int ShipType => Number(127, 14); // ERI classification
    public int HazardCode => Number(141, 3); // blue cones 0 to 3, 4 B-flag, 5 unknown
    public int DraughtCentimetres => Number(144, 11); // 0 unknown
    public int LoadingCode => Number(155, 2); // 1 unloaded, 2 loaded
    public bool HasGoodSpeed => bits.Flag(157); // from a sensor of approved type
    public bool HasGoodCourse => bits.Flag(158);
    public bool HasGoodHeading => bits.Flag(159);

    private int Number(int start, int length) => (int)bits.Unsigned(start, length);
}
