using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Normality;

/// <summary>The class of a ship type, and what it is called.</summary>
public static class VesselClasses
{
    /// <summary>How many classes there are.</summary>
    public const int Count = 7;

    /// <summary>The class of a type of ship; <see cref="VesselClass.Other"/> where none is known.</summary>
    public static VesselClass Of(ShipType? type) => type?.Code switch
    {
        >= 70 and <= 79 => VesselClass.Cargo,
        >= 80 and <= 89 => VesselClass.Tanker,
        (>= 40 and <= 49) or (>= 60 and <= 69) => VesselClass.Passenger,
        30 or 38 => VesselClass.Fishing,

        // 5, 6, 7, 14, 17, 18 are buoy tender, cable layer, pipe layer, offshore support, construction and crew boat in ITU-R M.1371-6.
        (>= 31 and <= 34) or (>= 50 and <= 55) or 58 or 5 or 6 or 7 or 14 or 17 or 18 => VesselClass.Service,
        36 or 37 => VesselClass.Pleasure,
        _ => VesselClass.Other,
    };

    /// <summary>The class in the plural, e.g. <c>tankers</c>.</summary>
    public static string InWords(this VesselClass vesselClass) => vesselClass switch
    {
        VesselClass.Cargo => "cargo ships",
        VesselClass.Tanker => "tankers",
        VesselClass.Passenger => "passenger ships",
        VesselClass.Fishing => "fishing vessels",
        VesselClass.Service => "service vessels",
        VesselClass.Pleasure => "pleasure craft",
        VesselClass.Other => "vessels of other types",
        _ => throw new ArgumentOutOfRangeException(nameof(vesselClass), vesselClass, "a class without words"),
    };
}
