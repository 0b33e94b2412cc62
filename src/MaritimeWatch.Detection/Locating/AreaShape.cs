using System.Collections.Immutable;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Locating;

/// <summary>The rings of an area, their edges sorted into bands of latitude so that "is it inside" looks at a few edges only.</summary>
internal sealed class AreaShape
{
    private readonly Edge[] edges;
    private readonly int[] bandStarts;
    private readonly double bandsPerDegree;

    public AreaShape(ImmutableArray<ImmutableArray<GeoPosition>> rings)
    {
        var all = new List<Edge>();
        var box = GeoBox.Empty;
        var reference = double.NaN;
        foreach (var ring in rings)
        {
            AddRing(ring, all, ref box, ref reference);
        }

        Box = box;
        var bands = Math.Clamp(all.Count / 4, 1, 4096);
        bandsPerDegree = all.Count == 0 ? 0 : bands / Math.Max(box.North - box.South, 1e-9);
        (edges, bandStarts) = Sort(all, bands);
    }

    private readonly record struct Edge(double Lon, double Lat, double ToLon, double ToLat);

    /// <summary>The box round the rings; longitudes run on past 180 where an area lies across the antimeridian.</summary>
    public GeoBox Box { get; }

    /// <summary>Whether a place is inside by the even-odd rule.</summary>
    public bool Contains(GeoPosition position)
    {
        var lon = Unwrap(position.Longitude);
        var lat = position.Latitude;
        if (lat < Box.South || lat > Box.North || lon > Box.East)
        {
            return false;
        }

        var inside = false;
        var band = Band(lat);
        foreach (ref readonly var edge in edges.AsSpan(bandStarts[band]..bandStarts[band + 1]))
        {
            if (edge.Lat > lat != edge.ToLat > lat
                && lon < edge.Lon + ((lat - edge.Lat) / (edge.ToLat - edge.Lat) * (edge.ToLon - edge.Lon)))
            {
                inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>Metres to the edge from outside, 0 inside; positive infinity when beyond <paramref name="limitMetres"/>.</summary>
    public double DistanceMetres(GeoPosition position, double limitMetres)
    {
        if (Contains(position))
        {
            return 0;
        }

        var scale = DegreeScale.About(position.Latitude);
        var tall = limitMetres * 1.01 / scale.MetresPerDegreeLatitude;
        if (edges.Length == 0 || position.Latitude + tall < Box.South || position.Latitude - tall > Box.North)
        {
            return double.PositiveInfinity;
        }

        var from = bandStarts[Band(position.Latitude - tall)];
        var to = bandStarts[Band(position.Latitude + tall) + 1];
        var best = new NearestOnLine(position, scale);
        foreach (ref readonly var edge in edges.AsSpan(from..to))
        {
            best.Consider(new Vertex(edge.Lon, edge.Lat), new Vertex(edge.ToLon, edge.ToLat));
        }

        var distance = best.DistanceMetres;
        return distance <= limitMetres ? distance : double.PositiveInfinity;
    }

    private static void AddRing(ImmutableArray<GeoPosition> ring, List<Edge> all, ref GeoBox box, ref double reference)
    {
        for (var i = 0; i < ring.Length; i++)
        {
            // An open ring is closed here: the first vertex follows the last.
            var a = ring[i];
            var b = ring[(i + 1) % ring.Length];
            reference = double.IsNaN(reference) ? a.Longitude : reference;
            var from = Near(a.Longitude, reference);
            var to = Near(b.Longitude, from);
            reference = to;
            box = box.Include(from, a.Latitude);
            if (from != to || a.Latitude != b.Latitude)
            {
                all.Add(new Edge(from, a.Latitude, to, b.Latitude));
            }
        }
    }

    private static double Near(double longitude, double reference) =>
        longitude - reference > 180 ? longitude - 360 : longitude - reference < -180 ? longitude + 360 : longitude;

    private (Edge[] Edges, int[] Starts) Sort(List<Edge> all, int bands)
    {
        var starts = new int[bands + 1];
        foreach (var edge in all)
        {
            var (low, high) = Bands(edge, bands);
            for (var band = low; band <= high; band++)
            {
                starts[band + 1]++;
            }
        }

        for (var band = 0; band < bands; band++)
        {
            starts[band + 1] += starts[band];
        }

        var sorted = new Edge[starts[bands]];
        var at = starts.AsSpan(0, bands).ToArray();
        foreach (var edge in all)
        {
            var (low, high) = Bands(edge, bands);
            for (var band = low; band <= high; band++)
            {
                sorted[at[band]++] = edge;
            }
        }

        return (sorted, starts);
    }

    private (int Low, int High) Bands(in Edge edge, int bands) =>
        (Band(Math.Min(edge.Lat, edge.ToLat), bands), Band(Math.Max(edge.Lat, edge.ToLat), bands));

    private int Band(double latitude) => Band(latitude, bandStarts.Length - 1);

    private int Band(double latitude, int bands) => Math.Clamp((int)((latitude - Box.South) * bandsPerDegree), 0, bands - 1);

    private double Unwrap(double longitude) => longitude < Box.West ? longitude + 360 : longitude - 360 >= Box.West ? longitude - 360 : longitude;
}
