using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais;

/// <summary>What the static fields of every feed have in common: which numbers stand for "not said".</summary>
internal static class StaticFields
{
    /// <summary>The largest length or breadth that two dimension fields can add up to (ITU-R M.1371-5: 511 + 511 m).</summary>
    public const int MaxExtentMetres = 1022;

    /// <summary>A seven-digit IMO number whose check digit fits, else null (0, national numbers, typing errors).</summary>
    public static uint? ImoNumber(uint number) => ImoNumbers.IsValid(number) ? number : null;

    /// <summary>The code where it is one of table 53; 0 and everything above 99 is "not said".</summary>
    public static ShipType? ShipType(uint code) => code is > 0 and <= 99 ? new ShipType((byte)code) : null;

    /// <summary>Metres, or null for 0.</summary>
    public static ushort? Metres(uint metres) => metres == 0 ? null : (ushort)metres;
}
