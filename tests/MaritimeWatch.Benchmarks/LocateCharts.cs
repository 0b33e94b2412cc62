using System.Collections.Immutable;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Benchmarks;

/// <summary>Charts made up for the benchmarks of locating, always the same.</summary>
internal static class LocateCharts
{
    /// <summary>A line that wanders over a box, turning back at its edges, by up to <paramref name="turnRadians"/> at a vertex.</summary>
    public static ChartedAsset Wander(Random random, string id, int vertices, double legDegrees, double south, double west, double height, double width, double turnRadians = 0.2)
    {
        var (lat, lon) = (south + (random.NextDouble() * height), west + (random.NextDouble() * width));
        var course = random.NextDouble() * 2 * Math.PI;
        var line = ImmutableArray.CreateBuilder<GeoPosition>(vertices);
        for (var i = 0; i < vertices; i++)
        {
            line.Add(new GeoPosition(lat, lon));
            course += (random.NextDouble() - 0.5) * 2 * turnRadians;
            var (nextLat, nextLon) = (lat + (legDegrees * Math.Cos(course)), lon + (legDegrees * Math.Sin(course)));
            if (nextLat < south || nextLat > south + height || nextLon < west || nextLon > west + width)
            {
                course += Math.PI / 2;
                (nextLat, nextLon) = (lat + (legDegrees * Math.Cos(course)), lon + (legDegrees * Math.Sin(course)));
            }

            (lat, lon) = (nextLat, nextLon);
        }

        return new ChartedAsset
        {
            Id = id,
            Name = id,
            Category = AssetCategory.PowerCable,
            Status = AssetStatus.InService,
            Parts = [line.MoveToImmutable()],
            PositionalSigmaMetres = 50,
        };
    }
}
