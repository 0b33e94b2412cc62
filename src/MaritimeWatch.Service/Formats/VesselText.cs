using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Formats;

/// <summary>Who a vessel is, in a few cells.</summary>
internal static class VesselText
{
    public static string Mmsi(Vessel vessel) => new Mmsi(vessel.Mmsi).ToString();

    /// <summary>Her name and number, for a map.</summary>
    public static string Name(Vessel vessel) => vessel.HasName ? $"{vessel.Name} ({Mmsi(vessel)})" : Mmsi(vessel);

    public static IEnumerable<(string Name, object? Value)> Cells(Vessel vessel) =>
    [
        ("mmsi", Mmsi(vessel)),
        ("name", vessel.HasName ? vessel.Name : null),
        ("imo", vessel.HasImo ? vessel.Imo : null),
        ("callSign", vessel.HasCallSign ? vessel.CallSign : null),
        ("shipType", vessel.HasShipType ? vessel.ShipType : null),
        ("lengthMetres", vessel.HasLengthMetres ? vessel.LengthMetres : null),
    ];
}
