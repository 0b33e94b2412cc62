using System.Collections.Immutable;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Locating;

/// <summary>The legs of every asset that can be watched, as chains of vertices cut into short runs.</summary>
internal sealed class LegTable
{
    // Long legs are cut so that their boxes stay tight; the cut points lie on the leg, so no distance changes.
    private const double MaxLegMetres = 8_000;
    private const double MaxRunMetres = 1_000;
    private const int MaxLegsPerRun = 8;
    private const double Nowhere = 1e9;

    private readonly List<Vertex> vertices = [];
    private readonly List<LegRun> runs = [];

    private LegTable(ImmutableArray<ChartedAsset> assets)
    {
        // By id, so that the order of indices is the order in which ties are broken.
        Assets = [.. assets.Where(a => a.Status is AssetStatus.InService or AssetStatus.Unknown).OrderBy(a => a.Id, StringComparer.Ordinal)];
        Shapes = new AreaShape?[Assets.Length];
        Validities = Array.ConvertAll(Assets, asset => new Validity(
            asset.ValidFrom?.UnixMilliseconds ?? long.MinValue, asset.ValidTo?.UnixMilliseconds ?? long.MaxValue));
        for (var asset = 0; asset < Assets.Length; asset++)
        {
            AddAsset(asset);
        }

        NoLeg = vertices.Count;
        Vertices = [.. vertices, new Vertex(0, Nowhere), new Vertex(1, Nowhere)];
        Owners = new int[Vertices.Length];
        Runs = [.. runs];
        Boxes = Array.ConvertAll(Runs, run => BoxOf(run));
        foreach (ref readonly var run in Runs.AsSpan())
        {
            Owners.AsSpan(run.FirstVertex, run.Legs).Fill(run.Asset);
        }
    }

    /// <summary>Assets that can be watched, by id.</summary>
    public ChartedAsset[] Assets { get; }

    /// <summary>The shape of each asset that is an area, else null.</summary>
    public AreaShape?[] Shapes { get; }

    /// <summary>When each asset is watched.</summary>
    public Validity[] Validities { get; }

    public Vertex[] Vertices { get; }

    /// <summary>The asset of the leg from each vertex to the next.</summary>
    public int[] Owners { get; }

    /// <summary>The first vertex of a leg that is no asset's and farther from every place than any that is.</summary>
    public int NoLeg { get; }

    /// <summary>Runs in the order of their assets; an area has one run without legs, which stands for its inside.</summary>
    public LegRun[] Runs { get; }

    /// <summary>The box round each run.</summary>
    public GeoBox[] Boxes { get; }

    public static LegTable Build(ImmutableArray<ChartedAsset> assets) => new(assets);

    public ReadOnlySpan<Vertex> ChainOf(in LegRun run) => run.Legs == 0 ? [] : Vertices.AsSpan(run.FirstVertex, run.Legs + 1);

    /// <summary>Takes a run into account: its legs, or for the inside of an area whether the position is there.</summary>
    public void Consider(in LegRun run, GeoPosition position, ref NearestOnLine line)
    {
        if (run.Legs == 1)
        {
            line.Consider(run.First, run.Second);
        }
        else if (run.Legs > 1)
        {
            line.Consider(ChainOf(run));
        }
        else if (Shapes[run.Asset]!.Contains(position))
        {
            line.ConsiderInside();
        }
    }

    /// <summary>Whether a run is certainly farther; surveyed lines have dozens in a cell. Near the antimeridian never.</summary>
    public bool IsBeyond(int run, GeoPosition position, in DegreeScale scale, double planeSquare) =>
        Boxes[run].PlaneSquare(position, scale) > planeSquare && Math.Abs(position.Longitude) < 179;

    private GeoBox BoxOf(in LegRun run)
    {
        if (run.Legs == 0)
        {
            return Shapes[run.Asset]!.Box;
        }

        var box = GeoBox.Empty;
        foreach (ref readonly var vertex in ChainOf(run))
        {
            box = box.Include(vertex.Lon, vertex.Lat);
        }

        return box;
    }

    private void AddAsset(int index)
    {
        var asset = Assets[index];
        if (asset.IsArea)
        {
            Shapes[index] = new AreaShape(asset.Parts);
            runs.Add(new LegRun(default, default, 0, 0, index));
        }

        foreach (var part in asset.Parts)
        {
            if (part.IsDefaultOrEmpty)
            {
                continue;
            }

            var start = vertices.Count;
            Append(part[0].Longitude, part[0].Latitude);
            for (var i = 1; i < part.Length; i++)
            {
                AddLeg(index, part[i - 1], part[i], ref start);
            }

            if (asset.IsArea && part[0] != part[^1])
            {
                AddLeg(index, part[^1], part[0], ref start);
            }

            CutIntoRuns(index, start);
        }
    }

    private void AddLeg(int asset, GeoPosition from, GeoPosition to, ref int start)
    {
        var longitude = to.Longitude - from.Longitude;
        if (Math.Abs(longitude) <= 180)
        {
            AddPieces(from.Longitude, from.Latitude, to.Longitude, to.Latitude);
            return;
        }

        // RFC 7946 asks for lines cut at the antimeridian; one that is not goes the short way round, in two chains.
        var edge = longitude < 0 ? 180.0 : -180.0;
        var run = longitude < 0 ? longitude + 360 : longitude - 360;
        var latitude = run == 0 ? to.Latitude : from.Latitude + ((to.Latitude - from.Latitude) * (edge - from.Longitude) / run);
        AddPieces(from.Longitude, from.Latitude, edge, latitude);
        CutIntoRuns(asset, start);
        start = vertices.Count;
        Append(-edge, latitude);
        AddPieces(-edge, latitude, to.Longitude, to.Latitude);
    }

    private void AddPieces(double fromLon, double fromLat, double toLon, double toLat)
    {
        var (kx, ky) = DegreeScale.At((fromLat + toLat) / 2);
        var pieces = (int)Math.Ceiling(Math.Max(1, Length(fromLon, fromLat, toLon, toLat, kx, ky) / MaxLegMetres));
        for (var i = 1; i < pieces; i++)
        {
            var share = i / (double)pieces;
            Append(fromLon + (share * (toLon - fromLon)), fromLat + (share * (toLat - fromLat)));
        }

        Append(toLon, toLat);
    }

    private void Append(double lon, double lat) => vertices.Add(new Vertex(lon, lat));

    private void CutIntoRuns(int asset, int start)
    {
        while (start < vertices.Count - 1)
        {
            var (kx, ky) = DegreeScale.At(vertices[start].Lat);
            var legs = 1;
            var metres = LegMetres(start, kx, ky);
            while (legs < MaxLegsPerRun && start + legs < vertices.Count - 1
                && metres + LegMetres(start + legs, kx, ky) is var longer && longer <= MaxRunMetres)
            {
                metres = longer;
                legs++;
            }

            runs.Add(new LegRun(vertices[start], vertices[start + 1], start, legs, asset));
            start += legs;
        }
    }

    private double LegMetres(int vertex, double kx, double ky) =>
        Length(vertices[vertex].Lon, vertices[vertex].Lat, vertices[vertex + 1].Lon, vertices[vertex + 1].Lat, kx, ky);

    private static double Length(double fromLon, double fromLat, double toLon, double toLat, double kx, double ky)
    {
        var x = (toLon - fromLon) * kx;
        var y = (toLat - fromLat) * ky;
        return Math.Sqrt((x * x) + (y * y));
    }
}
