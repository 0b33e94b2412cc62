using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
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

    /// <summary>R4, the storm over IFA: six ships at anchor to windward of a cable, 50 kn gusts, one goes astern over it.</summary>
    public static void StormAtAnchor(Stage stage, double dragAt)
    {
        const string Recipe = "R4A";
        var random = stage.RandomFor(Recipe);
        var target = stage.Find(Recipe, new GeoPosition(51.055, 1.33 + random.Between(-0.02, 0.02)), asset => asset.Category == AssetCategory.PowerCable, "power cable");
        var across = target.BearingDegrees + 90;
        var towards = Angle.Between(across, 30) <= 90 ? across : across + 180;
        var gale = new Wind(Angle.Normalise(towards + 180), stage.Wind.MeanKnots, 36, 50, dragAt - (150 * Minute));

        var dragger = stage.Register.Register(HullKind.Bulker, lengthMetres: 190);
        var anchor = Earth.Away(target.Place, towards + 180, 2.9 * Nautical.MetresPerMile);
        var vessel = stage.Add(dragger, () => new VesselMotion(0, new LieAtAnchor(stage.Stream, gale, anchor, 185, dragger.Static.ToBow!.Value)
        {
            SheerDegrees = 4,
            SheerPeriodSeconds = 780,
            DragTowardsDegrees = towards,
            LiesToDragFromSeconds = dragAt - (75 * Minute),
            Drag = SpeedProfile.OverTime(dragAt, (0, 0), (3, 0.8), (12, 1.1), (40, 1.7), (70, 2.4), (114, 2.4), (126, 0)),
        }));
        for (var ship = 1; ship <= 5; ship++)
        {
            var profile = stage.Register.Register(random.Pick<HullKind>([HullKind.Bulker, HullKind.Tanker, HullKind.Coaster]));
            var abeam = (ship % 2 == 0 ? 1 : -1) * ((ship + 1) / 2) * 0.75 * Nautical.MetresPerMile;
            var place = Earth.Away(Earth.Away(anchor, towards + 180, random.Between(0, 0.5) * Nautical.MetresPerMile), towards + 90, abeam);
            var (chain, sheer, period) = (random.Between(165, 220), random.Between(4, 7), random.Between(700, 1000));
            stage.Add(profile, () => new VesselMotion(
                0, new LieAtAnchor(stage.Stream, gale, place, chain, profile.Static.ToBow!.Value) { SheerDegrees = sheer, SheerPeriodSeconds = period }));
            stage.Labels.Add(stage.Nothing(Recipe, profile.Mmsi.Value, "Rides the same storm to an anchor that holds.", stage.Never(Expect.DragAtAnchor, Expect.Notice)));
        }

        var corridor = stage.FirstWithin(vessel, target.Asset, WatchMetres, dragAt)!.Value;
        var crossing = stage.Passages(vessel).First(passage => passage.AssetId == target.Asset.Id);
        var drag = new Label
        {
            Recipe = Recipe,
            Mmsi = dragger.Mmsi.Value,
            Kind = Expect.DragAtAnchor,
            Start = stage.At(dragAt),
            End = stage.At(corridor),
            ExpectedDetectors = ["D1"],
            MinimumSeverity = Expect.Warning,
            CrossingTime = stage.At(corridor),
            Story = "Leaves her circle stern-first; the alert comes before she enters the watch corridor, which is the time the lead counts from.",
        };
        stage.Labels.Add(drag);
        stage.Labels.Add(drag with
        {
            End = stage.At(crossing.Seconds),
            AssetId = target.Asset.Id,
            MinimumSeverity = Expect.Alarm,
            CrossingTime = stage.At(crossing.Seconds),
            Story = "An alarm before she is over the cable.",
        });
    }

    /// <summary>R13, the turn of the tide: twelve ships swing twice right round, at three-minute reports, clear of every asset.</summary>
    public static void TideTurn(Stage stage, double at)
    {
        const string Recipe = "R13A";
        var random = stage.RandomFor(Recipe);
        for (var ship = 0; ship < 12; ship++)
        {
            var profile = stage.Register.Register(random.Pick<HullKind>([HullKind.Bulker, HullKind.Tanker, HullKind.Container, HullKind.Coaster]));
            var anchor = Berth(stage, random, ship);
            var (chain, sheer, period) = (random.Between(110, 200), random.Between(3, 7), random.Between(800, 1500));
            stage.Add(profile, () => new VesselMotion(
                at, new LieAtAnchor(stage.Stream, stage.Wind, anchor, chain, profile.Static.ToBow!.Value) { SheerDegrees = sheer, SheerPeriodSeconds = period }));
            stage.Labels.Add(stage.Nothing(
                Recipe, profile.Mmsi.Value, "Swings with the tide.", stage.Never(Expect.DragAtAnchor, Expect.Notice), stage.Never(null, Expect.Warning)));
        }
    }

    /// <summary>One of twelve berths in the West-Hinder anchorage, some three quarters of a mile from the next and a mile clear of every asset.</summary>
    public static GeoPosition Berth(Stage stage, SeededRandom random, int number)
    {
        var centre = new GeoPosition(51.386, 2.397);
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
