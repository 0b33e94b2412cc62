namespace MaritimeWatch.Domain.Assets;

/// <summary>Makes polygons of rings whose inside is even-odd over all of them.</summary>
public static class RingNesting
{
    /// <summary>The polygons: of each the outer ring first, then its holes, all in the order in which they were given.</summary>
    /// <param name="rings">Closed rings of four positions or more: the last position is the first again.</param>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<GeoPosition>>> Polygons(IReadOnlyList<IReadOnlyList<GeoPosition>> rings)
    {
        var around = rings.Select(ring => rings.Where(other => !ReferenceEquals(other, ring) && Contains(other, ring)).ToList()).ToList();
        var polygons = new List<(IReadOnlyList<GeoPosition> Outer, int Depth, List<IReadOnlyList<GeoPosition>> Rings)>();
        for (var number = 0; number < rings.Count; number++)
        {
            if (around[number].Count % 2 == 0)
            {
                polygons.Add((rings[number], around[number].Count, [rings[number]]));
            }
        }

        var alone = new List<IReadOnlyList<IReadOnlyList<GeoPosition>>>();

        // A hole belongs to the innermost outer ring around it.
        for (var number = 0; number < rings.Count; number++)
        {
            if (around[number].Count % 2 == 1)
            {
                var innermost = polygons.Where(polygon => around[number].Contains(polygon.Outer)).OrderByDescending(polygon => polygon.Depth).FirstOrDefault();
                if (innermost.Rings is { } hole)
                {
                    hole.Add(rings[number]);
                }
                else
                {
                    // Only where rings cross, which no chart should have: shown all the same.
                    alone.Add([rings[number]]);
                }
            }
        }

        return [.. polygons.Select(polygon => polygon.Rings), .. alone];
    }

    /// <summary>Whether a ring lies inside another. Two rings may touch or share vertices, so a point that is truly inside decides; the smaller one is never around the larger.</summary>
    private static bool Contains(IReadOnlyList<GeoPosition> outer, IReadOnlyList<GeoPosition> inner) =>
        Math.Abs(DoubleArea(outer)) > Math.Abs(DoubleArea(inner)) && IsInside(outer, Inside(inner));

    /// <summary>A point inside a ring and off its edges: half-way along the widest stretch of the parallel that runs half-way between the two vertices furthest apart in latitude.</summary>
    private static GeoPosition Inside(IReadOnlyList<GeoPosition> ring)
    {
        var latitudes = ring.Select(vertex => vertex.Latitude).Distinct().Order().ToList();
        if (latitudes.Count < 2)
        {
            return ring[0];
        }

        var (south, north) = latitudes.Zip(latitudes.Skip(1)).MaxBy(pair => pair.Second - pair.First);
        var latitude = (south + north) / 2;
        var crossings = ring.Zip(ring.Skip(1)).Where(edge => Crosses(edge.First, edge.Second, latitude)).Select(edge => Crossing(edge.First, edge.Second, latitude)).Order().ToList();
        var (west, east) = crossings.Where((_, number) => number % 2 == 0).Zip(crossings.Where((_, number) => number % 2 == 1)).MaxBy(stretch => stretch.Second - stretch.First);
        return new GeoPosition(latitude, (west + east) / 2);
    }

    private static bool Crosses(GeoPosition a, GeoPosition b, double latitude) => a.Latitude > latitude != b.Latitude > latitude;

    private static double Crossing(GeoPosition a, GeoPosition b, double latitude) => a.Longitude + ((latitude - a.Latitude) / (b.Latitude - a.Latitude) * (b.Longitude - a.Longitude));

    private static bool IsInside(IReadOnlyList<GeoPosition> ring, GeoPosition at)
    {
        var isInside = false;
        for (var next = 1; next < ring.Count; next++)
        {
            var (a, b) = (ring[next - 1], ring[next]);
            if (Crosses(a, b, at.Latitude) && at.Longitude < Crossing(a, b, at.Latitude))
            {
                isInside = !isInside;
            }
        }

        return isInside;
    }

    /// <summary>Twice the area of a ring in square degrees; positive where it runs counterclockwise.</summary>
    public static double DoubleArea(IReadOnlyList<GeoPosition> ring)
    {
        var doubleArea = 0.0;
        for (var next = 1; next < ring.Count; next++)
        {
            doubleArea += (ring[next - 1].Longitude * ring[next].Latitude) - (ring[next].Longitude * ring[next - 1].Latitude);
        }

        return doubleArea;
    }
}
