using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Simulator.Motion;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>Where ships leave the picture as ships do: out of range of every receiver, or alongside in a port.</summary>
/// <remarks>A ship that vanished in the middle of well-covered water would be a dark gap, and rightly reported as one.</remarks>
internal static class Waters
{
    /// <summary>North, between the coasts, until nobody hears her.</summary>
    public static readonly GeoPosition[] ToTheNorth = [new(53.95, 3.00)];

    /// <summary>North-east along the Wadden coast.</summary>
    public static readonly GeoPosition[] ToTheNorthEast = [new(53.30, 4.45), new(54.20, 5.35)];

    /// <summary>Through the Strait of Dover and down Channel.</summary>
    public static readonly GeoPosition[] ToTheSouthWest = [new(51.30, 1.98), new(51.06, 1.46), new(50.98, 1.30), new(50.75, 0.92), new(50.25, -0.12)];

    /// <summary>From the north: down the south-westbound lane of the Noordhinder first.</summary>
    public static readonly GeoPosition[] DownTheLane = [new(52.06, 2.82), new(51.94, 2.66), new(51.64, 2.42), new(51.36, 1.98), new(51.06, 1.46), new(50.98, 1.30), new(50.75, 0.92), new(50.25, -0.12)];

    /// <summary>Into the Maas, to a berth on the Maasvlakte.</summary>
    public static readonly GeoPosition[] ToRotterdam = [new(52.00, 3.95), new(51.985, 4.06)];

    /// <summary>Up the Schelde to Vlissingen.</summary>
    public static readonly GeoPosition[] ToVlissingen = [new(51.425, 3.33), new(51.405, 3.47), new(51.435, 3.60)];

    /// <summary>Into the Thames.</summary>
    public static readonly GeoPosition[] ToTheThames = [new(51.47, 1.25), new(51.49, 1.00), new(51.455, 0.76)];

    /// <summary>Constant revolutions, and easing down for a berth where the way ends at one.</summary>
    public static SpeedProfile Engine(Route route, GeoPosition[] leaves, double knots) =>
        leaves[^1] == ToRotterdam[^1] || leaves[^1] == ToVlissingen[^1] || leaves[^1] == ToTheThames[^1]
            ? SpeedProfile.OverDistance(
                (route.LengthMetres - (7 * Nautical.MetresPerMile), knots), (route.LengthMetres - (4 * Nautical.MetresPerMile), Math.Min(knots, 9)), (route.LengthMetres - Nautical.MetresPerMile, Math.Min(knots, 6)), (route.LengthMetres, 2))
            : SpeedProfile.Constant(knots);

    /// <summary>The way out for a ship on some course.</summary>
    public static GeoPosition[] Onward(double courseDegrees) => courseDegrees is > 100 and < 280 ? DownTheLane : ToTheNorth;
}
