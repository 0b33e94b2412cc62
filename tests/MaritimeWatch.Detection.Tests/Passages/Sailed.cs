using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using static MaritimeWatch.Detection.Tests.Locating.Charted;

namespace MaritimeWatch.Detection.Tests.Passages;

/// <summary>Tracks written down by hand or drawn from a seed.</summary>
internal static class Sailed
{
    public static readonly Mmsi Ship = new(219000606);

    public static PositionReport Fix(
        double seconds, double latitude, double longitude, double? knots = null, double? course = null, StationClass stationClass = StationClass.ClassA, uint? mmsi = null) =>
        PositionReport.Create(
            Noon + TimeSpan.FromSeconds(seconds), mmsi is { } value ? new Mmsi(value) : Ship, new GeoPosition(latitude, longitude), knots, course, stationClass: stationClass);

    /// <summary>A ship on one course at one speed, a fix every so many seconds.</summary>
    public static PositionReport[] Straight(double latitude, double longitude, double course, double knots, int fixes, int everySeconds, int startSeconds = 0) =>
        [.. Enumerable.Range(0, fixes).Select(i =>
        {
            var (place, _) = Geodesic.Go(new GeoPosition(latitude, longitude), course, i * everySeconds * knots * Nautical.MetresPerSecondPerKnot);
            return Fix(startSeconds + (i * everySeconds), place.Latitude, place.Longitude, knots, course);
        })];

    /// <summary>A ship that wanders: course and speed change at random, intervals of 5 to 60 seconds.</summary>
    public static PositionReport[] Wandering(int seed, int fixes, double latitude, double longitude, bool tellsCourse)
    {
        var random = new Random(seed);
        var (place, course, knots, seconds) = (new GeoPosition(latitude, longitude), random.NextDouble() * 360, 5 + (random.NextDouble() * 15), 0);
        var track = new PositionReport[fixes];
        for (var i = 0; i < fixes; i++)
        {
            track[i] = Fix(seconds, place.Latitude, place.Longitude, tellsCourse ? knots : null, tellsCourse ? course : null);
            var step = 5 + random.Next(56);
            course = Angle.Normalise(course + ((random.NextDouble() - 0.5) * 60));
            (place, _) = Geodesic.Go(place, course, step * knots * Nautical.MetresPerSecondPerKnot);
            seconds += step;
        }

        return track;
    }
}
