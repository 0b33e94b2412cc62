using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>R5, R6, R11 and R12: what people do for a living over cables, most of it innocent.</summary>
internal static class WorkRecipes
{
    private const double Minute = 60;
    private const double Mile = Nautical.MetresPerMile;

    /// <summary>R5: a trawler works back and forth across a telecom cable, twelve crossings at 2.5 to 4.5 kn.</summary>
    public static void Trawler(Stage stage, double at)
    {
        const string Recipe = "R5A";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(52.675, 2.70 + random.Between(-0.05, 0.05)), asset => asset.Category == AssetCategory.TelecomCable, "telecom cable");
        var along = Angle.Between(place.BearingDegrees, 90) <= 90 ? place.BearingDegrees : place.BearingDegrees + 180;
        var zigzag = new List<GeoPosition>();
        for (var leg = 0; leg <= 12; leg++)
        {
            zigzag.Add(Earth.Away(Earth.Away(place.Place, along, leg * 0.55 * Mile), along + (leg % 2 == 0 ? -90 : 90), random.Between(0.8, 1.1) * Mile));
        }

        var fishing = Route.Through(zigzag, 250);
        var keys = Enumerable.Range(0, 60).Select(step => at + (step * 12 * Minute)).ToArray();
        var knots = keys.Select(_ => random.Between(2.6, 4.3)).ToArray();
        (keys[0], knots[0]) = (at - (10 * Minute), knots[1]);
        var profile = stage.Register.Register(HullKind.Trawler, lengthMetres: 38);
        var from = Earth.Away(zigzag[0], along + 200, 9 * Mile);
        var outward = Route.Through([from, zigzag[0]]);
        var vessel = stage.Add(profile, () => new VesselMotion(
            at - (60 * Minute),
            new FollowRoute(stage.Stream, outward, SpeedProfile.OverDistance((7.9 * Mile, 9), (8.8 * Mile, 4)), NavigationalStatus.UnderWayUsingEngine),
            new FollowRoute(stage.Stream, fishing, new SpeedProfile(keys, knots), NavigationalStatus.EngagedInFishing) { IsSpeedOverGround = true },
            new FollowRoute(stage.Stream, [Earth.Away(zigzag[^1], along + 90, 3 * Mile), Earth.Away(zigzag[^1], along + 60, 20 * Mile)], SpeedProfile.Constant(9), NavigationalStatus.UnderWayUsingEngine)));
        var passes = stage.Passages(vessel).Where(passage => passage.AssetId == place.Asset.Id).ToList();
        stage.Labels.Add(new Label
        {
            Recipe = Recipe,
            Mmsi = profile.Mmsi.Value,
            Kind = Expect.Trawling,
            Start = stage.At(passes[0].Seconds - (45 * Minute)),
            End = stage.At(passes[^1].Seconds + (60 * Minute)),
            AssetId = null,
            ExpectedDetectors = ["TR"],
            MinimumSeverity = Expect.Notice,
            CrossingTime = null,
            NotExpected = [stage.Never(Expect.PoweredDrag, Expect.Alarm), stage.Never(Expect.DragAtAnchor, Expect.Alarm)],
            Story = $"{passes.Count} passes over the cable with the gear down.",
        });
    }

    /// <summary>R6: a cable ship on site, 0 to 1 kn over the cable, status restricted in her ability to manoeuvre.</summary>
    public static void CableShip(Stage stage, double at)
    {
        const string Recipe = "R6A";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(52.30, 3.2 + random.Between(-0.1, 0.1)), asset => asset.Category == AssetCategory.TelecomCable, "telecom cable");
        var hours = Math.Max(1, (stage.Seconds - at) / 3600);
        var worksite = Route.Through([Earth.Away(place.Place, place.BearingDegrees + 180, 200), Earth.Away(place.Place, place.BearingDegrees, hours * 1.1 * Mile)]);
        var keys = Enumerable.Range(0, ((int)hours * 2) + 2).Select(step => at + (step * 30 * Minute)).ToArray();
        var knots = keys.Select(_ => random.Chance(0.45) ? 0 : random.Between(0.2, 0.95)).ToArray();
        var profile = stage.Register.Register(HullKind.CableShip, destination: "CABLE REPAIR");
        stage.Add(profile, () => new VesselMotion(
            at,
            new FollowRoute(stage.Stream, worksite, new SpeedProfile(keys, knots), NavigationalStatus.RestrictedManoeuvrability) { IsSpeedOverGround = true, HeldHeading = place.BearingDegrees }));
        stage.Labels.Add(stage.Nothing(
            Recipe, profile.Mmsi.Value, "At work on the cable: kept and counted as suppressed, not raised.", stage.Never(Expect.Loitering, Expect.Notice), stage.Never(Expect.AnchoredOnAsset, Expect.Notice)));
    }

    /// <summary>R11, first form: 14 to 9 kn for the pilot at Wandelaar, across the cables that land at Zeebrugge.</summary>
    public static void PilotSlowDown(Stage stage, double at)
    {
        const string Recipe = "R11A";
        var random = stage.RandomFor(Recipe);
        var pilot = PilotStation(stage);
        var route = Route.Through(
        [
            new GeoPosition(51.445, 2.10), new GeoPosition(51.445, 2.54), Earth.Away(pilot, 272, 3.5 * Mile), pilot, Earth.Away(pilot, 82, 5 * Mile), new GeoPosition(51.425, 3.34),
        ]);
        var boarding = route.MetresTo(pilot);
        SpeedProfile Engine() => SpeedProfile.OverDistance(
            (boarding - (2.2 * Mile), 14), (boarding - (0.5 * Mile), 9), (boarding + (3.5 * Mile), 9), (boarding + (5 * Mile), 10.5));
        var profile = stage.Register.Register(HullKind.Container, destination: "BEANR", lengthMetres: 210 + random.Next(0, 40));
        stage.Add(profile, () => new VesselMotion(at, new FollowRoute(stage.Stream, route, Engine(), NavigationalStatus.UnderWayUsingEngine)));
        stage.Labels.Add(stage.Nothing(Recipe, profile.Mmsi.Value, "Slows down for the pilot.", stage.Never(null, Expect.Warning)));
    }

    /// <summary>R11, second form: 14 to 9 kn round the bend of a separation scheme, across three assets.</summary>
    public static void BendSlowDown(Stage stage, double at)
    {
        const string Recipe = "R11B";
        var bend = new GeoPosition(51.785, 2.68);
        var route = Route.Through([new GeoPosition(51.36, 2.17), new GeoPosition(51.61, 2.54), bend, new GeoPosition(51.89, 3.30), new GeoPosition(51.99, 3.72)], 1400);
        var turn = route.MetresTo(bend);
        SpeedProfile Engine() => SpeedProfile.OverDistance((turn - (1.8 * Mile), 14), (turn - (0.2 * Mile), 9), (turn + (1.5 * Mile), 9), (turn + (4 * Mile), 14));
        var profile = stage.Register.Register(HullKind.Tanker, destination: "NLRTM");
        stage.Add(profile, () => new VesselMotion(at, new FollowRoute(stage.Stream, route, Engine(), NavigationalStatus.UnderWayUsingEngine)));
        stage.Labels.Add(stage.Nothing(Recipe, profile.Mmsi.Value, "Slows down round the bend.", stage.Never(null, Expect.Warning)));
    }

    /// <summary>R12: the ferry, over the same cables both ways at the same hours, engines constant, the stream fair or foul.</summary>
    public static void Ferry(Stage stage, double at)
    {
        const string Recipe = "R12A";
        GeoPosition[] track = [new(51.978, 4.118), new(51.990, 4.05), new(52.0, 3.6), new(51.97, 2.6), new(51.93, 1.9), new(51.938, 1.38), new(51.946, 1.285)];
        var profile = stage.Register.Register(HullKind.Ferry, destination: "HOEK-HARWICH", lengthMetres: 212);
        var outward = Route.Through(track);
        var homeward = Route.Through([.. track.Reverse()]);
        stage.Add(profile, () => new VesselMotion(
            at,
            new LieMoored(at + (40 * Minute), track[0], 110),
            Leg(stage, outward),
            new LieMoored(at + (8.5 * 3600), null, 280),
            Leg(stage, homeward),
            new LieMoored(at + (17 * 3600), null, 110),
            Leg(stage, outward),
            new LieMoored(stage.Seconds, null, 280)));
        stage.Labels.Add(stage.Nothing(Recipe, profile.Mmsi.Value, "The scheduled ferry.", stage.Never(Expect.RepeatedCrossing, Expect.Notice), stage.Never(null, Expect.Warning)));
    }

    /// <summary>Where pilots board for the Scheldt: the charted area when there is one, otherwise the approximate position of assets.md section 2.</summary>
    public static GeoPosition PilotStation(Stage stage)
    {
        var near = new GeoPosition(51.39, 3.05);
        var centres = stage.Chart.Areas.Where(area => area.Category == ContextCategory.PilotBoarding)
            .Select(area => new GeoPosition(
                (area.Rings[0].Min(vertex => vertex.Latitude) + area.Rings[0].Max(vertex => vertex.Latitude)) / 2,
                (area.Rings[0].Min(vertex => vertex.Longitude) + area.Rings[0].Max(vertex => vertex.Longitude)) / 2))
            .Where(centre => Earth.Distance(centre, near) < 15_000)
            .ToList();
        return centres.Count == 0 ? near : centres.MinBy(centre => Earth.Distance(centre, near));
    }

    private static FollowRoute Leg(Stage stage, Route route) => new(
        stage.Stream,
        route,
        SpeedProfile.OverDistance((0, 6), (1200, 12), (3200, 17.6), (route.LengthMetres - 3200, 17.6), (route.LengthMetres - 1200, 10), (route.LengthMetres, 4)),
        NavigationalStatus.UnderWayUsingEngine);
}
