using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Tracks;

/// <summary>Tracks for tests: a vessel that wanders, by seeded chance, and fixes written by hand.</summary>
internal static class Sailing
{
    public static readonly Instant Epoch = Instant.FromUtc(2024, 11, 17);

    public static PositionReport At(double seconds, double latitude, double longitude, uint mmsi = 219_000_606, double? knots = 8, double? course = 90) =>
        PositionReport.Create(new Instant(Epoch.UnixMilliseconds + (long)(seconds * 1000)), new Mmsi(mmsi), new GeoPosition(latitude, longitude), knots, course, 91, NavigationalStatus.UnderWayUsingEngine);

    /// <summary>The place so many metres off on a course.</summary>
    public static GeoPosition Off(GeoPosition origin, double courseDegrees, double metres) => Geodesic.Go(origin, courseDegrees, metres).Position;

    /// <summary>A vessel that changes course and speed, is heard at uneven intervals, and now and then not for a while.</summary>
    public static List<PositionReport> Wander(int seed, int fixes, double latitude = 55, double longitude = 11, uint mmsi = 219_000_606, double startSeconds = 0)
    {
        var chance = new Random(seed);
        var track = new List<PositionReport>();
        var (place, course, knots, time) = (new GeoPosition(latitude, longitude), chance.NextDouble() * 360, 2 + (chance.NextDouble() * 14), startSeconds);
        for (var number = 0; number < fixes; number++)
        {
            track.Add(At(time, place.Latitude, place.Longitude, mmsi, Math.Round(knots, 1), Math.Round(Angle.Normalise(course), 1)));
            var seconds = chance.Next(100) == 0 ? chance.Next(700, 5_000) : chance.Next(2, 40);
            var metres = knots * Nautical.MetresPerSecondPerKnot * seconds;
            place = Sailing.Off(place, course, metres);
            time += seconds;
            course += chance.Next(20) == 0 ? chance.Next(-90, 90) : chance.Next(-4, 5);
            knots = Math.Clamp(knots + (chance.NextDouble() - 0.5), 0, 20);
        }

        return track;
    }
}
