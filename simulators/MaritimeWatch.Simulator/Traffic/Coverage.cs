using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Numerics;

namespace MaritimeWatch.Simulator.Traffic;

/// <summary>The receivers ashore and on platforms, and how much of the traffic they miss with distance.</summary>
internal static class Coverage
{
    /// <summary>Where the receivers stand (landing points and headlands, to a few kilometres).</summary>
    public static readonly GeoPosition[] Stations =
    [
        new(51.13, 1.34), new(51.37, 1.44), new(52.08, 1.57), new(52.48, 1.75), new(51.23, 2.92), new(51.53, 3.44), new(51.98, 4.10), new(52.46, 4.58), new(52.96, 4.75), new(51.60, 2.90),
    ];

    /// <summary>From here on the feed loses everybody's reports, and beyond <see cref="EdgeMiles"/> has none.</summary>
    public const double EdgeBeginsMiles = 48;

    /// <summary>Nautical miles from the nearest receiver beyond which nothing is heard.</summary>
    public const double EdgeMiles = 66;

    /// <summary>The nearest receiver, and the share of a transmitter's reports that range costs there.</summary>
    /// <param name="place">Where the transmitter is.</param>
    /// <param name="stationClass">Class A is heard further than class B.</param>
    /// <param name="isThinned">Whether distance costs reports from the first miles on, or only at the edge of the feed.</param>
    public static (byte Station, double Loss) At(GeoPosition place, StationClass stationClass, bool isThinned = true)
    {
        byte nearest = 0;
        var shortest = double.MaxValue;
        for (byte station = 0; station < Stations.Length; station++)
        {
            var distance = Earth.Distance(place, Stations[station]);
            if (distance < shortest)
            {
                (nearest, shortest) = (station, distance);
            }
        }

        // Class A sends with 12.5 W and is heard well to 20 nm; class B with 2 W to half of that.
        var miles = shortest / Nautical.MetresPerMile;
        var (good, gone, most) = stationClass == StationClass.ClassB ? (9.0, 30.0, 0.9) : (20.0, 55.0, 0.85);
        var thinning = isThinned ? Math.Clamp((miles - good) / (gone - good), 0, 1) * most : 0;

        // Beyond the horizon of the highest mast nobody is heard, and a ship that leaves fades out over the last miles.
        return (nearest, Math.Max(thinning, Math.Clamp((miles - EdgeBeginsMiles) / (EdgeMiles - EdgeBeginsMiles), 0, 1)));
    }
}
