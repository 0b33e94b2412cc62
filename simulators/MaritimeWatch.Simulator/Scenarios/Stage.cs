using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Reception;
using MaritimeWatch.Simulator.Sea;
using MaritimeWatch.Simulator.Ships;
using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>What the recipes play on: the chart, the sea, the hours, and the vessels and labels so far.</summary>
internal sealed class Stage
{
    public Stage(ulong seed, Instant start, TimeSpan duration, Chart chart)
    {
        Seed = seed;
        Start = start;
        Seconds = duration.TotalSeconds;
        Chart = chart;
        Assets = new AssetLines(chart.Assets);
        var random = new SeededRandom(seed, 1);
        Stream = new TidalStream(random.NextUnit());
        Wind = new Wind(random.Between(200, 260), random.Between(8, 14));
        Register = new ShipRegister(new SeededRandom(seed, 2));
    }

    public ulong Seed { get; }

    public Instant Start { get; }

    /// <summary>Length of the traffic.</summary>
    public double Seconds { get; }

    /// <summary>Whether the file is to stay small: recipes bring less company, because ordinary traffic is there already.</summary>
    public bool IsLean { get; init; }

    public Chart Chart { get; }

    public AssetLines Assets { get; }

    public TidalStream Stream { get; }

    /// <summary>The wind outside any scripted gale.</summary>
    public Wind Wind { get; }

    public ShipRegister Register { get; }

    public List<SimulatedVessel> Vessels { get; } = [];

    /// <summary>What happens to everything on its way into the feed.</summary>
    public List<IReceptionEffect> Feed { get; } = [];

    public List<Label> Labels { get; } = [];

    public Instant At(double seconds) => Start + TimeSpan.FromSeconds(Math.Round(seconds));

    /// <summary>A generator for one recipe, independent of every other's.</summary>
    public SeededRandom RandomFor(string recipe) => new(Seed, recipe.Aggregate(1469598103934665603UL, (hash, letter) => (hash ^ letter) * 1099511628211UL));

    public SimulatedVessel Add(VesselProfile profile, Func<VesselMotion> motion)
    {
        var vessel = new SimulatedVessel(profile, motion);
        Vessels.Add(vessel);
        return vessel;
    }

    /// <summary>The point nearest to a place on an asset that fits.</summary>
    /// <exception cref="ScenarioException">None lies within reach: the chart is of another sea.</exception>
    public PlaceOnAsset Find(string recipe, GeoPosition near, Func<ChartedAsset, bool>? fits = null, string what = "line")
    {
        const double ReachMetres = 60_000;
        return Assets.Nearest(near, fits) is { } found && found.Metres <= ReachMetres
            ? found
            : throw new ScenarioException($"{recipe} needs a {what} within {ReachMetres / 1000:F0} km of {near}; the asset files have none there");
    }

    /// <summary>Runs a vessel ahead and finds where her true track crosses assets.</summary>
    public List<Passage> Passages(SimulatedVessel vessel)
    {
        var passages = new List<Passage>();
        Track(vessel, (GeoPosition before, in VesselState state, double seconds) =>
        {
            foreach (var (asset, share) in Assets.Crossings(before, state.Position))
            {
                passages.Add(new Passage(asset.Id, seconds - 1 + share, state.SpeedKnots));
            }
        });
        return passages;
    }

    /// <summary>Runs a vessel ahead and finds when she first comes within a distance of an asset, or null.</summary>
    public double? FirstWithin(SimulatedVessel vessel, ChartedAsset asset, double metres, double fromSeconds = 0)
    {
        double? first = null;
        Track(vessel, (GeoPosition _, in VesselState state, double seconds) =>
        {
            if (first is null && seconds >= fromSeconds && seconds % 10 == 0 && Assets.Nearest(state.Position, other => other == asset)!.Value.Metres <= metres)
            {
                first = seconds;
            }
        });
        return first;
    }

    /// <summary>Runs a vessel ahead and finds when she is first beyond a distance of a place.</summary>
    public double FirstBeyond(SimulatedVessel vessel, GeoPosition place, double metres, double fromSeconds)
    {
        double? first = null;
        Follow(vessel, (in VesselState state, double seconds) =>
            first = first is null && seconds >= fromSeconds && Earth.Distance(place, state.Position) > metres ? seconds : first);
        return first ?? throw new InvalidOperationException("the script does not take her there");
    }

    /// <summary>Runs a vessel ahead and finds when she first is inside an area, or null.</summary>
    public double? FirstIn(SimulatedVessel vessel, ContextArea area)
    {
        double? first = null;
        Follow(vessel, (in VesselState state, double seconds) => first = first is null && IsInside(state.Position, area) ? seconds : first);
        return first;
    }

    /// <summary>Whether a place is within the outer ring of an area.</summary>
    public static bool IsInside(GeoPosition place, ContextArea area)
    {
        var isInside = false;
        var ring = area.Rings[0];
        for (var i = 1; i < ring.Length; i++)
        {
            var (from, to) = (ring[i - 1], ring[i]);
            isInside ^= from.Latitude > place.Latitude != to.Latitude > place.Latitude
                && place.Longitude < from.Longitude + ((to.Longitude - from.Longitude) * (place.Latitude - from.Latitude) / (to.Latitude - from.Latitude));
        }

        return isInside;
    }

    /// <summary>Where a vessel truly is at a time: the last place if she has left.</summary>
    public GeoPosition PlaceOf(SimulatedVessel vessel, double at)
    {
        var place = default(GeoPosition);
        Follow(vessel, (in VesselState state, double seconds) => place = seconds <= at ? state.Position : place);
        return place;
    }

    /// <summary>The labels' list of what a vessel crosses from a time on.</summary>
    public IReadOnlyList<LabelCrossing> CrossingsOf(SimulatedVessel vessel, double fromSeconds, double untilSeconds = double.PositiveInfinity) =>
        [.. Passages(vessel).Where(passage => passage.Seconds >= fromSeconds && passage.Seconds <= untilSeconds).Select(passage => new LabelCrossing(passage.AssetId, At(passage.Seconds)))];

    /// <summary>Runs a vessel ahead, second by second.</summary>
    public void Follow(SimulatedVessel vessel, StateAt each) => Track(vessel, (GeoPosition _, in VesselState state, double seconds) => each(state, seconds));

    private void Track(SimulatedVessel vessel, TrackStep step)
    {
        var motion = vessel.Motion();
        var before = default(GeoPosition);
        for (var second = Math.Ceiling(motion.AppearsAt); second < Seconds && motion.Advance(second); second++)
        {
            if (second > 0 && before != default && before != motion.State.Position)
            {
                step(before, motion.State, second);
            }

            before = motion.State.Position;
        }
    }

    /// <summary>Is told where a vessel is.</summary>
    public delegate void StateAt(in VesselState state, double seconds);

    private delegate void TrackStep(GeoPosition before, in VesselState state, double seconds);
}
