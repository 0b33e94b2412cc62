using MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Makes polygons of rings whose inside is even-odd over all of them: outer rings counterclockwise, each with its holes clockwise (RFC 7946, section 3.1.6).</summary>
internal static class RingNesting
{
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<GeoPosition>>> Polygons(IReadOnlyList<IReadOnlyList<GeoPosition>> rings)
    {
        var around = rings.Select(ring => rings.Where(other => !ReferenceEquals(other, ring) && Contains(other, ring)).ToList()).ToList();
        var polygons = new List<(IReadOnlyList<GeoPosition> Outer, int Depth, List<IReadOnlyList<GeoPosition>> Rings)>();
        for (var number = 0; number < rings.Count; number++)
        {
            if (around[number].Count % 2 == 0)
            {
                polygons.Add((rings[number], around[number].Count, [Turned(rings[number], counterclockwise: true)]));
            }
        }

        // A hole belongs to the innermost outer ring around it.
        for (var number = 0; number < rings.Count; number++)
        {
            if (around[number].Count % 2 == 1)
            {
                polygons.Single(polygon => polygon.Depth == around[number].Count - 1 && around[number].Contains(polygon.Outer)).Rings.Add(Turned(rings[number], counterclockwise: false));
            }
        }

        return [.. polygons.Select(polygon => polygon.Rings)];
    }

    /// <summary>Whether most of a ring's vertices lie inside another: two rings may touch in some.</summary>
    private static bool Contains(IReadOnlyList<GeoPosition> outer, IReadOnlyList<GeoPosition> inner) => inner.Skip(1).Count(vertex => IsInside(outer, vertex)) * 2 > inner.Count - 1;

    private static bool IsInside(IReadOnlyList<GeoPosition> ring, GeoPosition at)
    {
        var isInside = false;
        for (var next = 1; next < ring.Count; next++)
        {
            var (a, b) = (ring[next - 1], ring[next]);
            if (a.Latitude > at.Latitude != b.Latitude > at.Latitude
                && at.Longitude < a.Longitude + ((at.Latitude - a.Latitude) / (b.Latitude - a.Latitude) * (b.Longitude - a.Longitude)))
            {
                isInside = !isInside;
            }
        }

        return isInside;
    }

    private static IReadOnlyList<GeoPosition> Turned(IReadOnlyList<GeoPosition> ring, bool counterclockwise)
    {
        var doubleArea = 0.0;
        for (var next = 1; next < ring.Count; next++)
        {
            doubleArea += (ring[next - 1].Longitude * ring[next].Latitude) - (ring[next].Longitude * ring[next - 1].Latitude);
        }

        return doubleArea > 0 == counterclockwise ? ring : [.. ring.Reverse()];
    }
}
