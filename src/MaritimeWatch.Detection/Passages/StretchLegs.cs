using System.Collections.Immutable;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using Box = MaritimeWatch.Detection.Locating.GeoBox;

namespace MaritimeWatch.Detection.Passages;

/// <summary>The legs of one stretch of one asset, each with its place along it, and the answers about them.</summary>
/// <remarks>The parts of an asset count one after another in the order of its chart; the water between two parts counts nothing. The outline of an
/// area is its legs.</remarks>
internal sealed class StretchLegs
{
    private const int MaxLegsPerGroup = 8;
    private const double MaxGroupMetres = 2_000;

    private readonly StretchLeg[] legs;
    private readonly int[] groupStarts;
    private readonly BoxTree tree;

    public StretchLegs(ChartedAsset asset, KilometreRange range)
    {
        // Whoever asks about an asset means it, retired or not.
        var watched = new ChartedAsset
        {
            Id = asset.Id,
            Name = asset.Name,
            Category = asset.Category,
            Status = AssetStatus.InService,
            Parts = asset.Parts,
            PositionalSigmaMetres = asset.PositionalSigmaMetres,
        };
        var table = LegTable.Build(ImmutableArray.Create(watched));
        Shape = table.Shapes[0];
        var cut = new List<StretchLeg>();
        var chains = new List<int>();
        var (along, end, chain) = (0.0, -1, 0);
        foreach (ref readonly var run in table.Runs.AsSpan())
        {
            if (run.Legs > 0 && run.FirstVertex != end)
            {
                chain++;
            }

            var vertices = table.ChainOf(run);
            for (var i = 0; i < run.Legs; i++)
            {
                var metres = Geodesic.DistanceMetres(StretchLeg.Place(vertices[i]), StretchLeg.Place(vertices[i + 1]));
                if (Cut(new StretchLeg(vertices[i], vertices[i + 1], along, metres), range) is { } leg)
                {
                    cut.Add(leg);
                    chains.Add(chain);
                }

                along += metres;
                end = run.FirstVertex + i + 1;
            }
        }

        LengthMetres = along;
        legs = [.. cut];
        (groupStarts, var boxes) = Group(chains);
        tree = new BoxTree(boxes);
        Extent = boxes.Aggregate(Box.Empty, (all, box) => all.Union(box));
    }

    /// <summary>Metres of the whole asset along its parts; of its outline for an area.</summary>
    public double LengthMetres { get; }

    /// <summary>The box round the stretch.</summary>
    public Box Extent { get; }

    /// <summary>The inside of an area, or null for lines.</summary>
    public AreaShape? Shape { get; }

    /// <summary>The legs of the stretch in the order of the chart; none where the range lies beyond the asset's end.</summary>
    public ReadOnlySpan<StretchLeg> Legs => legs;

    /// <summary>The groups of legs whose box meets a rectangle.</summary>
    public BoxTree.Search Find(in Box box) => tree.Find(box);

    /// <summary>The legs of a group.</summary>
    public ReadOnlySpan<StretchLeg> LegsOf(int group) => legs.AsSpan(groupStarts[group], groupStarts[group + 1] - groupStarts[group]);

    /// <summary>The nearest point of the stretch to a place, if it lies within a distance. 0 metres inside an area.</summary>
    public StretchFoot Nearest(GeoPosition place, double withinMetres)
    {
        var nearest = StretchFoot.None;
        if (Shape is { } shape && shape.Contains(place))
        {
            return new StretchFoot(0, 0, place, double.NaN, double.NaN);
        }

        var scale = DegreeScale.About(place.Latitude);
        var search = tree.Find(Box.Empty.Include(place.Longitude, place.Latitude).Grow(withinMetres));
        while (search.TryNext(out var group))
        {
            foreach (ref readonly var leg in LegsOf(group))
            {
                var line = new NearestOnLine(place, scale);
                line.Consider(leg.From, leg.To);
                var metres = line.DistanceMetres;
                if (metres <= withinMetres && metres < nearest.Metres)
                {
                    nearest = leg.FootAt(ShareOf(leg, line.Point), metres, 0);
                }
            }
        }

        return nearest;
    }

    /// <summary>How far it is from a place to the stretch; 256 km where it is farther than that.</summary>
    public double DistanceMetres(GeoPosition place)
    {
        const double Farthest = 256_000;
        for (var metres = 2_000.0; metres <= Farthest; metres *= 2)
        {
            var nearest = Nearest(place, metres);
            if (!nearest.IsNone)
            {
                return nearest.Metres;
            }
        }

        return Farthest;
    }

    /// <summary>The share of a leg at which a point of it lies.</summary>
    public static double ShareOf(in StretchLeg leg, GeoPosition point)
    {
        var (x, y) = (leg.To.Lon - leg.From.Lon, leg.To.Lat - leg.From.Lat);
        var square = (x * x) + (y * y);
        return square == 0 ? 0
            : Math.Clamp(((Math.IEEERemainder(point.Longitude - leg.From.Lon, 360) * x) + ((point.Latitude - leg.From.Lat) * y)) / square, 0, 1);
    }

    private static StretchLeg? Cut(in StretchLeg leg, KilometreRange range)
    {
        var (first, last) = (range.From * 1_000, range.To * 1_000);
        if (leg.StartMetres > last || leg.StartMetres + leg.Metres < first)
        {
            return null;
        }

        var from = leg.Metres == 0 ? 0 : Math.Clamp((first - leg.StartMetres) / leg.Metres, 0, 1);
        var to = leg.Metres == 0 ? 1 : Math.Clamp((last - leg.StartMetres) / leg.Metres, 0, 1);
        return from == 0 && to == 1 ? leg
            : to <= from ? null
            : new StretchLeg(leg.At(from), leg.At(to), leg.AlongMetres(from), (to - from) * leg.Metres);
    }

    private (int[] Starts, Box[] Boxes) Group(List<int> chains)
    {
        var starts = new List<int>();
        var boxes = new List<Box>();
        var metres = 0.0;
        for (var i = 0; i < legs.Length; i++)
        {
            metres += legs[i].Metres;
            if (i == 0 || chains[i] != chains[i - 1] || i - starts[^1] >= MaxLegsPerGroup || metres > MaxGroupMetres)
            {
                starts.Add(i);
                boxes.Add(Box.Empty);
                metres = legs[i].Metres;
            }

            boxes[^1] = boxes[^1].Include(legs[i].From.Lon, legs[i].From.Lat).Include(legs[i].To.Lon, legs[i].To.Lat);
        }

        starts.Add(legs.Length);
        return ([.. starts], [.. boxes]);
    }
}
