using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Sea;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>R4 and R13: ships at anchor, one of them dragging in a storm; twelve of them doing nothing but swing.</summary>
internal static class AnchorRecipes
{
    /// <summary>Half-width of the watch corridor (detectors.md, B.2).</summary>
    private const double WatchMetres = 926;
    private const double Minute = 60;
    private static readonly GeoPosition WestHinder = new(51.386, 2.397);
    private static readonly GeoPosition MaasRoads = new(52.105, 3.70);

    /// <summary>R4A, the storm over IFA: six ships at anchor to windward of a cable, 50 kn gusts, one goes astern over it.</summary>
    public static void StormAtAnchor(Stage stage, double dragAt)
    {
        var random = stage.RandomFor("R4A");
        var target = stage.Find("R4A", new GeoPosition(51.055, 1.33 + random.Between(-0.02, 0.02)), asset => asset.Category == AssetCategory.PowerCable, "power cable");
        Storm(stage, "R4A", random, dragAt, target, 30, 2.9, 190, [(0, 0), (3, 0.8), (12, 1.1), (40, 1.7), (70, 2.4), (114, 2.4), (126, 0)]);
    }

    /// <summary>R4B, track T2: the same storm from the north-west over the West-Hinder roads, the first pipeline two miles to leeward.</summary>
    public static void StormInTheRoads(Stage stage, double dragAt)
    {
        var random = stage.RandomFor("R4B");
        var target = stage.Find("R4B", new GeoPosition(51.39, 2.48 + random.Between(-0.01, 0.01)), asset => asset.Category == AssetCategory.GasPipeline, "gas pipeline");
        Storm(stage, "R4B", random, dragAt, target, 110, 2.1, 229, [(0, 0), (4, 0.7), (20, 1.0), (60, 1.5), (140, 1.9), (170, 0)]);
    }

    private static void Storm(
        Stage stage, string recipe, SeededRandom random, double dragAt, PlaceOnAsset target, double rather, double milesOff, int lengthMetres, (double Minutes, double Knots)[] drags)
    {
        var across = target.BearingDegrees + 90;
        var towards = Angle.Between(across, rather) <= 90 ? across : across + 180;
        var gale = new Wind(Angle.Normalise(towards + 180), stage.Wind.MeanKnots, 36, 50, dragAt - (150 * Minute));

        var dragger = stage.Register.Register(HullKind.Bulker, lengthMetres: lengthMetres);
        var anchor = Earth.Away(target.Place, towards + 180, milesOff * Nautical.MetresPerMile);
        const double Chain = 185;
        var vessel = stage.Add(dragger, () => new VesselMotion(0, new LieAtAnchor(stage.Stream, gale, anchor, Chain, dragger.Static.ToBow!.Value)
        {
            SheerDegrees = 4,
            SheerPeriodSeconds = 780,
            DragTowardsDegrees = towards,
            LiesToDragFromSeconds = dragAt - (75 * Minute),
            Drag = SpeedProfile.OverTime(dragAt, drags),
        }));
        for (var ship = 1; ship <= 5; ship++)
        {
            var profile = stage.Register.Register(random.Pick<HullKind>([HullKind.Bulker, HullKind.Tanker, HullKind.Coaster]));
            var abeam = (ship % 2 == 0 ? 1 : -1) * ((ship + 1) / 2) * 0.75 * Nautical.MetresPerMile;
            var place = Earth.Away(Earth.Away(anchor, towards + 180, random.Between(0, 0.5) * Nautical.MetresPerMile), towards + 90, abeam);
            var (chain, sheer, period) = (random.Between(165, 220), random.Between(4, 7), random.Between(700, 1000));
            stage.Add(profile, () => new VesselMotion(
                0, new LieAtAnchor(stage.Stream, gale, place, chain, profile.Static.ToBow!.Value) { SheerDegrees = sheer, SheerPeriodSeconds = period }));
            stage.Labels.Add(stage.Nothing(recipe, profile.Mmsi.Value, "Rides the same storm to an anchor that holds.", stage.Never(Expect.DragAtAnchor, Expect.Notice)));
        }

        var corridor = stage.FirstWithin(vessel, target.Asset, WatchMetres, dragAt)!.Value;
        var crossing = stage.Passages(vessel).First(passage => passage.AssetId == target.Asset.Id);

        // She can swing as far from her anchor as chain and hull reach; a quarter mile outside that circle nobody should still be silent.
        var outside = stage.FirstBeyond(vessel, anchor, Chain + dragger.Static.ToBow!.Value + (0.25 * Nautical.MetresPerMile), dragAt);
        var drag = new Label
        {
            Recipe = recipe,
            Mmsi = dragger.Mmsi.Value,
            Kind = Expect.DragAtAnchor,
            Start = stage.At(dragAt),
            End = stage.At(corridor),
            ExpectedDetectors = ["D1"],
            MinimumSeverity = Expect.Warning,
            CrossingTime = stage.At(corridor),
            Deadline = stage.At(outside),
            Story = "Leaves her circle stern-first; the alert comes before she enters the watch corridor, which is the time the lead counts from.",
        };
        stage.Labels.Add(drag);
        stage.Labels.Add(drag with
        {
            End = stage.At(crossing.Seconds),
            AssetId = target.Asset.Id,
            MinimumSeverity = Expect.Alarm,
            CrossingTime = stage.At(crossing.Seconds),
            Crossings = stage.CrossingsOf(vessel, dragAt),
            Deadline = null,
            Story = "An alarm before she is over the cable.",
        });
    }

    /// <summary>R13A, the turn of the tide: twelve ships in the West-Hinder roads swing twice right round, at three-minute reports, clear of every asset.</summary>
    public static void TideTurn(Stage stage, double at) => Swing(stage, "R13A", at, stage.Stream, WestHinder, [new(51.395, 2.92), new(51.39, 3.05), new(51.41, 3.15), .. Waters.ToVlissingen]);

    /// <summary>R13B, the same at neaps in the roads off the Maas: the stream at half strength, the wind takes a hand at slack water.</summary>
    public static void NeapTide(Stage stage, double at) => Swing(stage, "R13B", at, stage.Stream.AtNeaps(), MaasRoads, Waters.ToRotterdam);

    private static void Swing(Stage stage, string recipe, double at, TidalStream stream, GeoPosition roads, GeoPosition[] inward)
    {
        var random = stage.RandomFor(recipe);
        for (var ship = 0; ship < 12; ship++)
        {
            var profile = stage.Register.Register(random.Pick<HullKind>([HullKind.Bulker, HullKind.Tanker, HullKind.Container, HullKind.Coaster]));
            var anchor = Berth(stage, random, roads, ship);
            var (chain, sheer, period) = (random.Between(110, 200), random.Between(3, 7), random.Between(800, 1500));

            // After two turns the pilot comes for one after the other.
            var weighs = at + (25.6 * 3600) + (ship * 4 * Minute);
            stage.Add(profile, () => new VesselMotion(
                at,
                new LieAtAnchor(stream, stage.Wind, anchor, chain, profile.Static.ToBow!.Value) { SheerDegrees = sheer, SheerPeriodSeconds = period, UntilSeconds = weighs },
                new FollowRoute(stage.Stream, inward, SpeedProfile.OverTime(weighs, (0, 1), (6, 4), (20, 10)), NavigationalStatus.UnderWayUsingEngine),
                new LieMoored(stage.Seconds)));
            stage.Labels.Add(stage.Nothing(
                recipe, profile.Mmsi.Value, "Swings with the tide.", stage.Never(Expect.DragAtAnchor, Expect.Notice), stage.Never(null, Expect.Warning)));
        }
    }

    /// <summary>One of twelve berths in a road, some three quarters of a mile from the next and a mile clear of every asset.</summary>
    private static GeoPosition Berth(Stage stage, SeededRandom random, GeoPosition centre, int number)
    {
        var (column, row) = ((number % 3) - 1.0, (number / 3 % 4) - 1.5);
        var place = Earth.Moved(
            centre,
            ((column * 0.72) + random.Between(-0.06, 0.06)) * Nautical.MetresPerMile,
            ((row * 0.85) + random.Between(-0.06, 0.06)) * Nautical.MetresPerMile);
        for (var step = 0; step < 40 && stage.Assets.Clearance(place) < 1.1 * Nautical.MetresPerMile; step++)
        {
            place = Earth.Moved(place, -300, 0);
        }

        return place;
    }
}
