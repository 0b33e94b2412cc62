using System.Runtime.CompilerServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Answers where a position or a leg lies with respect to everything charted; immutable, swapped whole with a new chart.</summary>
/// <remarks>
/// Legs between charted vertices are straight in longitude and latitude (RFC 7946, section 3.1.1). Distances are metres on the WGS 84
/// ellipsoid, within 0.1 % of the geodesic out to 10 km up to 70 degrees of latitude. Only assets watched at the
/// given event time are found. No query allocates; a result span that is too short holds the first results. Safe for use from
/// several threads at once.
/// </remarks>
public sealed class AssetIndex
{
    private readonly CellGrid grid;
    private readonly AssetDistances distances;
    private readonly AssetNearest nearestOfAll;
    private readonly AssetCrossings crossings;
    private readonly AreaTable areas;

    private AssetIndex(Chart chart, AssetIndexOptions options)
    {
        Chart = chart;
        var table = LegTable.Build(chart.Assets);
        var tree = new BoxTree(table.Boxes);
        grid = new CellGridBuilder(table, options).Build();
        distances = new AssetDistances(table, grid, tree);
        nearestOfAll = new AssetNearest(table, grid, distances);
        crossings = new AssetCrossings(table, grid, tree);
        areas = new AreaTable(chart.Areas, options.WatchedAreaMarginMetres);
        ReachMetres = options.ApproachMetres + options.MarginMetres + options.LeastSigmaMetres;
    }

    /// <summary>What the index was built from.</summary>
    public Chart Chart { get; }

    /// <summary>The radius in metres up to which <see cref="FindWithin"/> is answered from the grid alone.</summary>
    public double ReachMetres { get; }

    /// <summary>Bytes the grid holds, for measurements.</summary>
    public long GridBytes => grid.Bytes;

    /// <summary>Builds the index of a chart.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static AssetIndex Build(Chart chart, AssetIndexOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chart);
        options ??= new AssetIndexOptions();
        options.Validate();
        return new AssetIndex(chart, options);
    }

    /// <summary>Whether a watched asset may be within its reach: approach tier, margin and its own sigma. False is certain.</summary>
    /// <param name="rawLatitude">Latitude in 1/600,000 degree, as AIS sends it.</param>
    /// <param name="rawLongitude">Longitude in 1/600,000 degree, as AIS sends it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNearAnyAsset(int rawLatitude, int rawLongitude) => grid.Any(rawLatitude, rawLongitude);

    /// <summary>Finds the assets within a radius, one entry each, nearest first, ties by id.</summary>
    /// <remarks>Up to <see cref="ReachMetres"/> this reads one grid cell; beyond, it searches wider at some hundred nanoseconds more.</remarks>
    /// <returns>The number of entries written.</returns>
    public int FindWithin(GeoPosition position, double radiusMetres, Instant time, Span<AssetProximity> results) =>
        radiusMetres <= ReachMetres
            ? distances.FindInCell(position, radiusMetres, time, results)
            : distances.FindWide(position, radiusMetres, time, results);

    /// <summary>Finds the assets within their own reach, which grows with their positional sigma; nearest first, ties by id.</summary>
    /// <remarks>An asset a little beyond its reach may be found too: the grid decides by cell.</remarks>
    /// <returns>The number of entries written.</returns>
    public int FindInReach(GeoPosition position, Instant time, Span<AssetProximity> results) =>
        distances.FindInCell(position, double.PositiveInfinity, time, results);

    /// <summary>Finds the nearest asset by distance as charted, among those within reach.</summary>
    public bool TryFindNearest(GeoPosition position, Instant time, out AssetProximity nearest) =>
        nearestOfAll.TryFind(position, time, out nearest);

    /// <summary>Finds where the leg between two fixes crosses assets, in the order sailed.</summary>
    /// <remarks>A fix on the line counts as a crossing of the leg that begins there, so consecutive legs count it once; a leg along the
    /// line crosses nothing. Of a charted area only entering counts.</remarks>
    /// <returns>The number of entries written.</returns>
    public int FindCrossings(GeoPosition from, GeoPosition to, Instant time, Span<AssetCrossing> results) =>
        crossings.Find(from, to, time, results);

    /// <summary>Finds the context areas that hold a position (distance 0) or lie within a margin of it, nearest first, ties by id.</summary>
    /// <returns>The number of entries written.</returns>
    public int FindAreas(GeoPosition position, double marginMetres, Instant time, Span<AreaProximity> results) =>
        areas.Find(position, marginMetres, time, results);

    /// <summary>What kinds of watched area a position may be in or near; none is certain. A few nanoseconds.</summary>
    /// <param name="rawLatitude">Latitude in 1/600,000 degree, as AIS sends it.</param>
    /// <param name="rawLongitude">Longitude in 1/600,000 degree, as AIS sends it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WatchedAreas WatchedAreasAt(int rawLatitude, int rawLongitude) => areas.WatchedAt(rawLatitude, rawLongitude);

    /// <summary>Finds, for every asset ahead, where a vessel that holds its course first meets it, nearest first, ties by id.</summary>
    /// <param name="origin">Where the vessel is.</param>
    /// <param name="courseDegrees">Course over ground in degrees true, held: a rhumb line.</param>
    /// <param name="rangeMetres">How far to look, 0 to 500,000 metres; more counts as that.</param>
    /// <param name="time">Event time.</param>
    /// <param name="results">Where to write.</param>
    /// <returns>The number of entries written.</returns>
    public int Project(GeoPosition origin, double courseDegrees, double rangeMetres, Instant time, Span<ProjectedCrossing> results) =>
        crossings.Project(origin, courseDegrees, rangeMetres, time, results);
}
