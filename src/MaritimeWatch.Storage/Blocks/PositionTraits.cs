using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>What seldom changes from one position of a vessel to the next, and which of the measured values it has, in twelve bits.</summary>
internal static class PositionTraits
{
    /// <summary>Bits in use.</summary>
    public const int Bits = 12;

    public const ushort Speed = 1 << 8;
    public const ushort Course = 1 << 9;
    public const ushort Heading = 1 << 10;
    public const ushort Turn = 1 << 11;
    private const ushort Accuracy = 1 << 7;

    public static ushort Of(in PositionReport position) => (ushort)(
        (int)position.StationClass
        | ((int)position.Status << 3)
        | (position.HasHighAccuracy ? Accuracy : 0)
        | (position.RawSpeed >= 0 ? Speed : 0)
        | (position.RawCourse >= 0 ? Course : 0)
        | (position.RawHeading >= 0 ? Heading : 0)
        | (position.RawRateOfTurn != PositionReport.NoRateOfTurn ? Turn : 0));

    public static StationClass Class(ushort traits) => (StationClass)(traits & 7);

    public static NavigationalStatus Status(ushort traits) => (NavigationalStatus)((traits >> 3) & 15);

    public static bool IsAccurate(ushort traits) => (traits & Accuracy) != 0;
}
