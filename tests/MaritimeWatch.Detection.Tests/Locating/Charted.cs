using System.Collections.Immutable;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Tests.Locating;

/// <summary>Short ways to write charts in tests.</summary>
internal static class Charted
{
    public static readonly Instant Noon = Instant.FromUtc(2024, 12, 25, 12);

    public static ChartedAsset Line(string id, params (double Lat, double Lon)[] vertices) => Asset(id, AssetCategory.PowerCable, 50, vertices);

    public static ChartedAsset CableArea(string id, params (double Lat, double Lon)[] ring) => Asset(id, AssetCategory.CableArea, 50, ring);

    public static ChartedAsset Asset(
        string id,
        AssetCategory category,
        double sigmaMetres,
        (double Lat, double Lon)[] vertices,
        AssetStatus status = AssetStatus.InService,
        Instant? validFrom = null) => new()
    {
        Id = id,
        Name = id,
        Category = category,
        Status = status,
        Parts = [Positions(vertices)],
        PositionalSigmaMetres = sigmaMetres,
        ValidFrom = validFrom,
    };

    public static ContextArea Area(string id, params (double Lat, double Lon)[] ring) => new()
    {
        Id = id,
        Name = id,
        Category = ContextCategory.Anchorage,
        Rings = [Positions(ring)],
    };

    public static Chart Of(params ChartedAsset[] assets) => new([.. assets], []);

    public static ImmutableArray<GeoPosition> Positions(IEnumerable<(double Lat, double Lon)> vertices) =>
        [.. vertices.Select(v => new GeoPosition(v.Lat, v.Lon))];

    /// <summary>Lines that wander over a box, with legs from metres to tens of kilometres, some assets in two parts.</summary>
    public static Chart Random(int seed, int lines, int vertices, double south, double west, double heightDegrees, double widthDegrees)
    {
        var random = new Random(seed);
        return Of([.. Enumerable.Range(0, lines).Select(i => RandomLine(random, $"line-{i:D3}", vertices, south, west, heightDegrees, widthDegrees))]);
    }

    private static ChartedAsset RandomLine(Random random, string id, int vertices, double south, double west, double height, double width)
    {
        var parts = new List<ImmutableArray<GeoPosition>>();
        var leg = Math.Pow(10, (random.NextDouble() * 3) - 3.5);
        for (var part = 0; part <= random.Next(2); part++)
        {
            var (lat, lon, course) = (south + (random.NextDouble() * height), west + (random.NextDouble() * width), random.NextDouble() * 6.28);
            var line = new List<(double, double)>();
            for (var i = 0; i < vertices; i++)
            {
                line.Add((lat, lon));
                course += (random.NextDouble() - 0.5) * 0.8;
                lat += leg * Math.Cos(course);
                lon += leg * Math.Sin(course);
            }

            parts.Add(Positions(line));
        }

        return new ChartedAsset
        {
            Id = id,
            Name = id,
            Category = AssetCategory.TelecomCable,
            Status = AssetStatus.InService,
            Parts = [.. parts],
            PositionalSigmaMetres = random.Next(3) * 200,
        };
    }
}
