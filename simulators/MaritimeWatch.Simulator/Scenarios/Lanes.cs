using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>A usual way through the southern North Sea.</summary>
/// <param name="Weight">How much of the traffic takes it.</param>
/// <param name="Kinds">Hulls that do.</param>
/// <param name="Waypoints">Approximate; ships keep to one side or the other by up to half a mile.</param>
/// <param name="Leaves">How they leave the picture at its end: out of range, or to a berth.</param>
/// <param name="SlowsForPilot">Whether it passes the pilot station off Wandelaar, inward bound.</param>
internal sealed record Lane(double Weight, HullKind[] Kinds, GeoPosition[] Waypoints, GeoPosition[] Leaves, bool SlowsForPilot = false)
{
    /// <summary>All of it.</summary>
    public GeoPosition[] Whole => [.. Waypoints, .. Leaves];
}


/// <summary>The lanes: Dover, West-Hinder, Noordhinder, Maas, the coasts and the ferries between them (general knowledge, not a chart).</summary>
internal static class Lanes
{
    private static readonly HullKind[] Deep = [HullKind.Container, HullKind.Bulker, HullKind.Tanker];
    private static readonly HullKind[] Coastal = [HullKind.Coaster, HullKind.Coaster, HullKind.Bulker];

    private static readonly GeoPosition[] DownChannel = [new(50.75, 0.92), new(50.25, -0.12)];

    public static readonly Lane[] Ships =
    [
        new(5, Deep, [new(50.72, 1.05), new(50.92, 1.45), new(51.06, 1.68), new(51.30, 2.08), new(51.61, 2.54), new(51.91, 2.78), new(52.01, 2.98), new(52.02, 3.60)], Waters.ToRotterdam),
        new(5, Deep, [new(52.05, 3.95), new(52.07, 3.30), new(52.04, 2.80), new(51.94, 2.66), new(51.64, 2.42), new(51.36, 1.98), new(51.10, 1.52), new(50.98, 1.30)], DownChannel),
        new(3, Deep, [new(50.72, 1.05), new(50.92, 1.45), new(51.06, 1.68), new(51.24, 1.95), new(51.445, 2.18), new(51.445, 2.54), new(51.395, 2.92), new(51.39, 3.05), new(51.41, 3.15)], Waters.ToVlissingen, true),
        new(3, Deep, [new(51.435, 3.32), new(51.43, 3.05), new(51.485, 2.54), new(51.485, 2.17), new(51.30, 1.90), new(51.10, 1.52), new(50.98, 1.30)], DownChannel),
        new(2, Deep, [new(51.30, 2.08), new(51.61, 2.54), new(51.91, 2.78), new(52.10, 2.94), new(52.60, 3.12)], Waters.ToTheNorth),
        new(2, Deep, [new(53.25, 3.15), new(52.60, 2.98), new(52.10, 2.80), new(51.94, 2.66), new(51.64, 2.42), new(51.36, 1.98), new(51.10, 1.52), new(50.98, 1.30)], DownChannel),
        new(1.5, Deep, [new(51.435, 3.32), new(51.50, 3.12), new(51.64, 3.20), new(51.85, 3.10), new(52.10, 3.02), new(52.60, 3.14)], Waters.ToTheNorth),
        new(1.5, Coastal, [new(51.99, 3.95), new(52.25, 3.92), new(52.60, 4.22), new(53.05, 4.35)], Waters.ToTheNorthEast),
        new(1.5, Coastal, [new(53.05, 4.25), new(52.60, 4.12), new(52.25, 3.84), new(51.99, 3.80)], Waters.ToRotterdam),
        new(1.5, Coastal, [new(51.47, 1.25), new(51.52, 1.65), new(51.75, 2.05), new(52.00, 2.50), new(52.01, 2.95)], Waters.ToRotterdam),
        new(1.5, Coastal, [new(51.43, 3.32), new(51.43, 3.05), new(51.488, 2.54), new(51.488, 2.17), new(51.50, 1.70)], Waters.ToTheThames),
    ];

    /// <summary>Regular services, berth to berth, and the hours of a turn-round.</summary>
    public static readonly (GeoPosition[] Track, double TurnRoundHours)[] Ferries =
    [
        ([new(51.124, 1.335), new(51.11, 1.37), new(50.985, 1.80), new(50.972, 1.845)], 1.0),
        ([new(50.969, 1.862), new(50.99, 1.80), new(51.105, 1.40), new(51.119, 1.328)], 1.2),
        ([new(51.352, 3.205), new(51.42, 3.06), new(51.53, 2.66), new(51.57, 2.35), new(52.30, 2.20), new(52.90, 1.95), new(53.25, 1.35), new(53.58, 0.10)], 6),
        ([new(51.976, 4.122), new(51.995, 4.04), new(52.02, 3.55), new(51.99, 2.60), new(51.945, 1.90), new(51.947, 1.38), new(51.948, 1.29)], 3),
    ];
}
