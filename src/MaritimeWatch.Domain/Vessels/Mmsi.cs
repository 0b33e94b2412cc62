using System.Globalization;

namespace MaritimeWatch.Domain.Vessels;

/// <summary>A Maritime Mobile Service Identity: nine digits, leading zeros carry meaning (ITU-R M.585).</summary>
/// <param name="Value">0 to 999,999,999; what a receiver delivers may be malformed.</param>
public readonly record struct Mmsi(uint Value) : IComparable<Mmsi>
{
    /// <summary>The kind of station that the first digits tell.</summary>
    public StationKind Kind => Value switch
    {
        >= 201_000_000 and <= 775_999_999 => StationKind.Ship,
        >= 1_000_000 and <= 9_999_999 => StationKind.CoastStation,
        >= 20_000_000 and <= 77_599_999 => StationKind.GroupOfShips,
        >= 111_000_000 and <= 111_999_999 => StationKind.SarAircraft,
        >= 800_000_000 and <= 899_999_999 => StationKind.HandheldRadio,
        >= 980_000_000 and <= 989_999_999 => StationKind.AuxiliaryCraft,
        >= 990_000_000 and <= 999_999_998 => StationKind.AidToNavigation,
        >= 970_000_000 and <= 970_999_999 => StationKind.SearchAndRescueTransmitter,
        >= 972_000_000 and <= 972_999_999 => StationKind.ManOverboardDevice,
        >= 974_000_000 and <= 974_999_999 => StationKind.EmergencyBeacon,
        _ => StationKind.Malformed,
    };

    /// <inheritdoc/>
    public int CompareTo(Mmsi other) => Value.CompareTo(other.Value);

    /// <summary>Always nine digits, e.g. <c>002194005</c>.</summary>
    public override string ToString() => Value.ToString("D9", CultureInfo.InvariantCulture);
}
