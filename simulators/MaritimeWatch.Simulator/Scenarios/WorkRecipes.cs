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

/// <summary>R5, R6, R11 and R12: what people do for a living over cables, most of it innocent.</summary>
internal static class WorkRecipes
{
    private const double Minute = 60;
    private const double Mile = Nautical.MetresPerMile;

    /// <summary>R5A: an otter trawler works back and forth across a telecom cable, twelve crossings at 2.5 to 4.5 kn.</summary>
    public static void Trawler(Stage stage, double at)
    {
        var random = stage.RandomFor("R5A");
        var place = stage.Find("R5A", new GeoPosition(52.675, 2.70 + random.Between(-0.05, 0.05)), asset => asset.Category == AssetCategory.TelecomCable, "telecom cable");
        var along = Eastward(place);
        var zigzag = Enumerable.Range(0, 13).Select(leg =>
            Earth.Away(Earth.Away(place.Place, along, leg * 0.55 * Mile), along + (leg % 2 == 0 ? -90 : 90), random.Between(0.8, 1.1) * Mile)).ToList();
        Trawl(stage, "R5A", random, at, place, Route.Through(zigzag, 250), (2.6, 4.3), 38, NavigationalStatus.EngagedInFishing);
    }

    /// <summary>R5B: a beam trawler tows up and down across a pipeline, close together and at the fast end, and her status says only that she is under way.</summary>
    public static void BeamTrawler(Stage stage, double at)
    {
        var random = stage.RandomFor("R5B");
        var place = stage.Find("R5B", new GeoPosition(52.33 + random.Between(-0.03, 0.03), 2.06), asset => asset.Category == AssetCategory.GasPipeline, "gas pipeline");
        Trawl(stage, "R5B", random, at, place, UpAndDown(place, random, leg => leg * 0.25, 12, (0.7, 0.9)), (3.9, 4.4), 41, NavigationalStatus.UnderWayUsingEngine);
    }

    /// <summary>R5C: thirty passes over the same mile of one cable (after Melkart-5 off Svalbard, 2022).</summary>
    public static void ThirtyPasses(Stage stage, double at)
    {
        var random = stage.RandomFor("R5C");
        var place = stage.Find("R5C", new GeoPosition(52.46, 3.85 + random.Between(-0.05, 0.05)), asset => asset.Category == AssetCategory.TelecomCable, "telecom cable");
        Trawl(stage, "R5C", random, at, place, UpAndDown(place, random, leg => Math.Abs((leg % 8) - 4) * 0.22, 30, (0.6, 0.8)), (3.2, 4.2), 42, NavigationalStatus.EngagedInFishing);
    }

    private static double Eastward(PlaceOnAsset place) => Angle.Between(place.BearingDegrees, 90) <= 90 ? place.BearingDegrees : place.BearingDegrees + 180;

    /// <summary>Parallel tows across an asset, joined by half turns wide enough for the gear.</summary>
    private static Route UpAndDown(PlaceOnAsset place, SeededRandom random, Func<int, double> milesAlong, int passes, (double Least, double Most) reach)
    {
        var along = Eastward(place);
        var corners = new List<GeoPosition>();
        for (var pass = 0; pass < passes; pass++)
        {
            var on = Earth.Away(place.Place, along, milesAlong(pass) * Mile);
            foreach (var side in (double[])[pass % 2 == 0 ? -90 : 90, pass % 2 == 0 ? 90 : -90])
            {
                corners.Add(Earth.Away(on, along + side, random.Between(reach.Least, reach.Most) * Mile));
            }
        }

        return Route.Through(corners, 180);
    }

    private static void Trawl(
        Stage stage, string recipe, SeededRandom random, double at, PlaceOnAsset place, Route fishing, (double Least, double Most) speed, int lengthMetres, NavigationalStatus status)
    {
        var (first, last) = (fishing.Points[0], fishing.Points[^1]);
        var keys = Enumerable.Range(0, 80).Select(step => at + (step * 12 * Minute)).ToArray();
        var knots = keys.Select(_ => random.Between(speed.Least, speed.Most)).ToArray();
        (keys[0], knots[0]) = (at - (10 * Minute), knots[1]);
        var profile = stage.Register.Register(HullKind.Trawler, lengthMetres: lengthMetres);
        var outward = Route.Through([Earth.Away(first, Eastward(place) + 200, 9 * Mile), first]);
        var vessel = stage.Add(profile, () => new VesselMotion(
            at - (60 * Minute),
            new FollowRoute(stage.Stream, outward, SpeedProfile.OverDistance((7.9 * Mile, 9), (8.8 * Mile, 4)), NavigationalStatus.UnderWayUsingEngine),
            new FollowRoute(stage.Stream, fishing, new SpeedProfile(keys, knots), status) { IsSpeedOverGround = true },
            new FollowRoute(stage.Stream, [Earth.Away(last, Eastward(place) + 90, 3 * Mile), .. Waters.ToTheNorth], SpeedProfile.Constant(9), NavigationalStatus.UnderWayUsingEngine)));
        var passes = stage.Passages(vessel).Where(passage => passage.AssetId == place.Asset.Id).ToList();
        stage.Labels.Add(new Label
        {
            Recipe = recipe,
            Mmsi = profile.Mmsi.Value,
            Kind = Expect.Trawling,
            Start = stage.At(passes[0].Seconds - (45 * Minute)),
            End = stage.At(passes[0].Seconds + (6 * 60 * Minute)),
            ExpectedDetectors = ["TR"],
            MinimumSeverity = Expect.Warning,
            NotExpected = [stage.Never(Expect.PoweredDrag, Expect.Alarm), stage.Never(Expect.DragAtAnchor, Expect.Alarm)],
            Story = $"{passes.Count} passes over one asset with the gear down: a notice in the protected tier, a warning at the third pass.",
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

    /// <summary>R6B: a dredger at work beside an export cable, up and down at 0.4 to 1.6 kn without crossing it.</summary>
    public static void DredgerBesideCable(Stage stage, double at)
    {
        const string Recipe = "R6B";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(52.15, 4.03 + random.Between(-0.01, 0.01)), asset => asset.Category == AssetCategory.ExportCable, "export cable");
        var beside = Earth.Away(place.Place, place.BearingDegrees + 90, 160);
        var beat = new List<GeoPosition>();
        for (var leg = 0; leg < 60; leg++)
        {
            var track = Earth.Away(beside, place.BearingDegrees + 90, leg % 2 * 90);
            beat.AddRange([Earth.Away(track, place.BearingDegrees + (leg % 2 * 180), random.Between(0.5, 0.9) * Mile), Earth.Away(track, place.BearingDegrees + ((leg + 1) % 2 * 180), random.Between(0.5, 0.9) * Mile)]);
        }

        var keys = Enumerable.Range(0, 200).Select(step => at + (step * 20 * Minute)).ToArray();
        var knots = keys.Select(_ => random.Between(0.4, 1.6)).ToArray();
        var profile = stage.Register.Register(HullKind.Dredger, destination: "DREDGING");
        stage.Add(profile, () => new VesselMotion(
            at,
            new FollowRoute(stage.Stream, Route.Through(beat, 45), new SpeedProfile(keys, knots), NavigationalStatus.RestrictedManoeuvrability) { IsSpeedOverGround = true, HeldHeading = place.BearingDegrees }));
        stage.Labels.Add(stage.Nothing(
            Recipe, profile.Mmsi.Value, "Dredges beside the cable: kept and counted as suppressed, not raised.", stage.Never(Expect.Loitering, Expect.Notice), stage.Never(Expect.AnchoredOnAsset, Expect.Notice), stage.Never(null, Expect.Warning)));
    }

    /// <summary>R11, first form: 14 to 9 kn for the pilot at Wandelaar, across the cables that land at Zeebrugge.</summary>
    public static void PilotSlowDown(Stage stage, double at)
    {
        const string Recipe = "R11A";
        var random = stage.RandomFor(Recipe);
        var pilot = PilotStation(stage);
        var route = Route.Through(
        [
            new GeoPosition(51.445, 2.10), new GeoPosition(51.445, 2.54), Earth.Away(pilot, 272, 3.5 * Mile), pilot, Earth.Away(pilot, 82, 5 * Mile), .. Waters.ToVlissingen,
        ]);
        var boarding = route.MetresTo(pilot);
        SpeedProfile Engine() => SpeedProfile.OverDistance(
            (boarding - (2.2 * Mile), 14), (boarding - (0.5 * Mile), 9), (boarding + (3.5 * Mile), 9), (boarding + (5 * Mile), 10.5), (route.LengthMetres - (2 * Mile), 10.5), (route.LengthMetres, 3));
        var profile = stage.Register.Register(HullKind.Container, destination: "BEANR", lengthMetres: 210 + random.Next(0, 40));
        stage.Add(profile, () => new VesselMotion(at, new FollowRoute(stage.Stream, route, Engine(), NavigationalStatus.UnderWayUsingEngine), new LieMoored(stage.Seconds)));
        stage.Labels.Add(stage.Nothing(Recipe, profile.Mmsi.Value, "Slows down for the pilot.", stage.Never(null, Expect.Warning)));
    }

    /// <summary>R11, second form: 14 to 9 kn round the bend of a separation scheme, across three assets.</summary>
    public static void BendSlowDown(Stage stage, double at)
    {
        const string Recipe = "R11B";
        var bend = new GeoPosition(51.785, 2.68);
        var route = Route.Through([new GeoPosition(51.36, 2.17), new GeoPosition(51.61, 2.54), bend, new GeoPosition(51.89, 3.30), .. Waters.ToRotterdam], 1400);
        var turn = route.MetresTo(bend);
        SpeedProfile Engine() => SpeedProfile.OverDistance((turn - (1.8 * Mile), 14), (turn - (0.2 * Mile), 9), (turn + (1.5 * Mile), 9), (turn + (4 * Mile), 14), (route.LengthMetres - (9 * Mile), 14), (route.LengthMetres - (5 * Mile), 9), (route.LengthMetres, 3));
        var profile = stage.Register.Register(HullKind.Tanker, destination: "NLRTM");
        stage.Add(profile, () => new VesselMotion(at, new FollowRoute(stage.Stream, route, Engine(), NavigationalStatus.UnderWayUsingEngine), new LieMoored(stage.Seconds)));
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

    /// <summary>R12B: a fast ferry between Ramsgate and Oostende, six sailings a day at 30 kn over the same cables.</summary>
    public static void FastFerry(Stage stage, double at)
    {
        const string Recipe = "R12B";
        GeoPosition[] track = [new(51.325, 1.42), new(51.322, 1.48), new(51.262, 2.75), new(51.250, 2.89), new(51.234, 2.922)];
        var profile = stage.Register.Register(HullKind.FastFerry, destination: "RAMSGATE-OOSTENDE");
        var outward = Route.Through(track, 300);
        var homeward = Route.Through([.. track.Reverse()], 300);
        stage.Add(profile, () =>
        {
            var plan = new List<IManoeuvre> { new LieMoored(at + (20 * Minute), track[0], 80) };
            for (var sailing = 0; sailing < 6; sailing++)
            {
                plan.Add(Leg(stage, sailing % 2 == 0 ? outward : homeward, 30));
                plan.Add(new LieMoored(sailing == 5 ? stage.Seconds : at + (20 * Minute) + ((sailing + 1) * 165 * Minute), null, 80));
            }

            return new VesselMotion(at, plan);
        });
        stage.Labels.Add(stage.Nothing(
            Recipe, profile.Mmsi.Value, "The fast ferry, over the same cables every 165 minutes.", stage.Never(Expect.RepeatedCrossing, Expect.Notice), stage.Never(Expect.KinematicSpoof, Expect.Notice), stage.Never(null, Expect.Warning)));
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

    private static FollowRoute Leg(Stage stage, Route route, double knots = 17.6) => new(
        stage.Stream,
        route,
        SpeedProfile.OverDistance((0, 6), (1200, 12), (3200, knots), (route.LengthMetres - 3200, knots), (route.LengthMetres - 1200, 10), (route.LengthMetres, 4)),
        NavigationalStatus.UnderWayUsingEngine);
}
