using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using Box = MaritimeWatch.Detection.Locating.GeoBox;

namespace MaritimeWatch.Detection.Passages;

/// <summary>How vessels passed one asset, or one stretch of it: every stay within a distance, every crossing, each with its doubt.</summary>
/// <remarks>
/// <para>
/// Between two fixes she is where a curve by her courses and speeds, or a straight line, has her (<see cref="PathForm"/> says which). Across a silence longer than the
/// G1 threshold no crossing is drawn (detectors.md B.3): such an approach is "possible", and bounded by the fastest she could have gone. Fixes that no
/// one hull can have made are taken apart first.
/// </para>
/// <para>
/// Distances are metres on the WGS 84 ellipsoid, within 0.1 % out to 10 km up to 70 degrees of latitude. Kilometres along run over the parts of the asset in the order
/// of its chart; between two parts they stand still. The asset's status and validity do not matter here: who asks about it means it. Immutable, safe for use
/// from several threads at once.
/// </para>
/// </remarks>
public sealed class AssetPassages
{
    /// <summary>The longest distance that can be asked about, in metres.</summary>
    public const double MostMetres = 100_000;

    private readonly StretchLegs stretch;
    private readonly PassageOptions options;

    /// <summary>Prepares the answers about an asset; some milliseconds for a surveyed line of 40,000 vertices.</summary>
    /// <param name="asset">Lines or an area.</param>
    /// <param name="withinMetres">The distance asked about, 0 to <see cref="MostMetres"/>.</param>
    /// <param name="range">The stretch asked about; null for all of it. An area has no kilometres and takes none.</param>
    /// <param name="options">How ways are worked out; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance or the stretch is out of range, or a stretch of an area was asked for.</exception>
    public AssetPassages(ChartedAsset asset, double withinMetres, KilometreRange? range = null, PassageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(asset);
        ArgumentOutOfRangeException.ThrowIfNegative(withinMetres);
        if (!(withinMetres <= MostMetres))
        {
            throw new ArgumentOutOfRangeException(nameof(withinMetres), withinMetres, "0 to 100,000 metres");
        }

        var asked = range ?? KilometreRange.Whole;
        if (!asked.IsValid || (asset.IsArea && !asked.IsWhole))
        {
            throw new ArgumentOutOfRangeException(nameof(range), asked, "a stretch runs from one kilometre to a later one, and an area has none");
        }

        Asset = asset;
        WithinMetres = withinMetres;
        Range = asked;
        this.options = options ?? new PassageOptions();
        stretch = new StretchLegs(asset, asked);
        if (stretch.Legs.IsEmpty)
        {
            throw new ArgumentOutOfRangeException(nameof(range), asked, FormattableString.Invariant($"the asset is {stretch.LengthMetres / 1_000:F1} km long"));
        }
    }

    /// <summary>The asset.</summary>
    public ChartedAsset Asset { get; }

    /// <summary>The distance asked about, in metres.</summary>
    public double WithinMetres { get; }

    /// <summary>The stretch asked about.</summary>
    public KilometreRange Range { get; }

    /// <summary>Kilometres of the whole asset along its parts; of the outline for an area.</summary>
    public double LengthKilometres => stretch.LengthMetres / 1_000;

    /// <summary>The stretch itself, as lines of at least two vertices; the outline of an area. Legs over 8 km are broken up.</summary>
    public IReadOnlyList<IReadOnlyList<GeoPosition>> Lines()
    {
        var lines = new List<IReadOnlyList<GeoPosition>>();
        var line = new List<GeoPosition>();
        foreach (ref readonly var leg in stretch.Legs)
        {
            var from = StretchLeg.Place(leg.From);
            if (line.Count == 0 || line[^1] != from)
            {
                line = [from];
                lines.Add(line);
            }

            line.Add(StretchLeg.Place(leg.To));
        }

        return lines;
    }

    /// <summary>Metres from a place to the stretch, 0 inside an area; 256 km where it is farther than that.</summary>
    public double DistanceMetres(GeoPosition place) => stretch.DistanceMetres(place);

    /// <summary>Small boxes that together hold everything within a distance of the stretch: what to read from a store.</summary>
    /// <param name="marginMetres">The distance, 0 or more: at least the one asked about and what a vessel sails between two fixes.</param>
    /// <param name="pieceMetres">The length of asset to a box, 500 metres or more.</param>
    public IReadOnlyList<Domain.GeoBox> Cover(double marginMetres, double pieceMetres = 5_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(marginMetres);
        ArgumentOutOfRangeException.ThrowIfLessThan(pieceMetres, 500);
        var boxes = new List<Domain.GeoBox>();
        if (stretch.Shape is { } shape)
        {
            return [Bounded(shape.Box.Grow(marginMetres))];
        }

        var (box, metres) = (Box.Empty, 0.0);
        foreach (ref readonly var leg in stretch.Legs)
        {
            // Two charted parts may lie far apart, and a leg may be longer than a piece.
            var pieces = (int)Math.Max(1, Math.Ceiling(leg.Metres / pieceMetres));
            for (var i = 0; i < pieces; i++)
            {
                var (from, to) = (leg.At(i / (double)pieces), leg.At((i + 1) / (double)pieces));
                var piece = Box.Empty.Include(from.Lon, from.Lat).Include(to.Lon, to.Lat);
                if (metres > 0 && (metres + (leg.Metres / pieces) > pieceMetres || !box.Intersects(piece)))
                {
                    boxes.Add(Bounded(box.Grow(marginMetres)));
                    (box, metres) = (Box.Empty, 0);
                }

                (box, metres) = (box.Union(piece), metres + (leg.Metres / pieces));
            }
        }

        boxes.Add(Bounded(box.Grow(marginMetres)));
        return boxes;
    }

    /// <summary>Every stay of one vessel within the distance, oldest first.</summary>
    /// <param name="fixes">All her positions of the time asked about, oldest first; those without a position are passed over.</param>
    /// <param name="from">Where given, a silence from then to her first fix may hold a possible approach.</param>
    /// <param name="until">Where given, a silence from her last fix to then may hold a possible approach.</param>
    public IReadOnlyList<Approach> Find(ReadOnlySpan<PositionReport> fixes, Instant? from = null, Instant? until = null)
    {
        foreach (ref readonly var fix in fixes)
        {
            if (!fix.HasPosition)
            {
                PositionReport[] placed = [.. fixes.ToArray().Where(one => one.HasPosition)];
                return Find(placed, from, until);
            }
        }

        var approaches = new List<Approach>();
        if (fixes.IsEmpty)
        {
            return approaches;
        }

        var fastest = HullSplit.FastestKnots(fixes, options, out var isOne);
        var context = new PassageContext(fixes[0].Mmsi, Asset.PositionalSigmaMetres, Asset.IsArea, WithinMetres, fastest, options);
        if (isOne)
        {
            new PassageScan(stretch, context, approaches).Follow(fixes);
        }
        else
        {
            foreach (var piece in HullSplit.Pieces(fixes, options))
            {
                new PassageScan(stretch, context, approaches).Follow(piece);
            }
        }

        AddOpen(fixes[0], from, context, approaches);
        AddOpen(fixes[^1], until, context, approaches);
        approaches.Sort((one, other) => one.From != other.From ? one.From.CompareTo(other.From) : one.Closest.Time.CompareTo(other.Closest.Time));
        return approaches;
    }

    /// <summary>The fixes under one MMSI by the hulls that can have made them: another's speed is not hers.</summary>
    /// <param name="fixes">Positions under one MMSI, oldest first.</param>
    /// <param name="options">What no hull does; null for the defaults.</param>
    /// <returns>Pieces of track, each in order of time, in the order in which they begin; one with everything where one hull can have made it. Stray fixes are in none.</returns>
    public static IReadOnlyList<PositionReport[]> Hulls(PositionReport[] fixes, PassageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fixes);
        options ??= new PassageOptions();
        HullSplit.FastestKnots(fixes, options, out var isOne);
        return fixes.Length == 0 ? [] : isOne ? [fixes] : HullSplit.Pieces(fixes, options);
    }

    /// <summary>How many hulls sent under one number side by side: pieces of track that overlap in time, of five fixes and more.</summary>
    /// <param name="hulls">As <see cref="Hulls"/> gave them.</param>
    public static int CountHulls(IReadOnlyList<PositionReport[]> hulls)
    {
        ArgumentNullException.ThrowIfNull(hulls);
        var pieces = hulls.Where(piece => piece.Length >= 5).ToList();
        return hulls.Count == 0 ? 0 : Math.Max(1, pieces.Select(piece => pieces.Count(other => other[0].Time <= piece[0].Time && other[^1].Time >= piece[0].Time)).DefaultIfEmpty(1).Max());
    }

    private void AddOpen(in PositionReport fix, Instant? edge, in PassageContext context, List<Approach> approaches)
    {
        var threshold = new SilenceWatch(options).SecondsAfter(fix);
        if (edge is { } time && Math.Abs((time - fix.Time).TotalSeconds) > threshold)
        {
            var knots = context.FastestKnots(fix.SpeedOverGroundKnots ?? 0, isSilence: true);
            new SilentPassage(stretch, context).AddOpen(fix, time, knots, threshold, approaches);
        }
    }

    private static Domain.GeoBox Bounded(in Box box) => box.East - box.West >= 360
        ? new(Math.Max(-90, box.South), -180, Math.Min(90, box.North), 180)
        : new(Math.Max(-90, box.South), Wrapped(box.West), Math.Min(90, box.North), Wrapped(box.East));

    private static double Wrapped(double longitude) => longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
}
