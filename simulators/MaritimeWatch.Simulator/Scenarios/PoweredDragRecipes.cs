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

/// <summary>R1 and R2: drags under power, with the speeds of the record (detectors.md, G.1 and G.2).</summary>
internal static class PoweredDragRecipes
{
    private const double Minute = 60;

    /// <summary>R1A, Eagle S with the reported early loss of speed: twelve knots falls by a quarter before the cable.</summary>
    public static void EagleSWithEarlyDrop(Stage stage, double crossingAt) => EagleS(stage, "R1A", crossingAt, hasEarlyDrop: true);

    /// <summary>R1B, Eagle S without it: 9.3 knots throughout, 8.8 from the cable on.</summary>
    public static void EagleSWithoutEarlyDrop(Stage stage, double crossingAt) => EagleS(stage, "R1B", crossingAt, hasEarlyDrop: false);

    /// <summary>The way north past the West-Hinder lanes, through the north-eastbound lane of the Noordhinder and out of range.</summary>
    private static readonly GeoPosition[] UpTheLane = [new(51.62, 2.57), new(51.90, 2.78), new(52.10, 2.93), .. Waters.ToTheNorth];

    // Power cable in the Dover Strait 12:26, engine stopped 13:49 to 14:16, low revolutions 14:30 to 14:42,
    // and the next cables, off West-Hinder, 5 h 38 min after the first.
    private static void EagleS(Stage stage, string recipe, double crossingAt, bool hasEarlyDrop)
    {
        var random = stage.RandomFor(recipe);
        var first = stage.Find(recipe, new GeoPosition(51.0, 1.52 + random.Between(-0.03, 0.03)), asset => asset.Category == AssetCategory.PowerCable, "power cable").Place;
        var second = stage.Find(recipe, new GeoPosition(51.278, 2.385 + random.Between(-0.01, 0.01)), asset => asset.Category == AssetCategory.TelecomCable, "telecom cable").Place;
        const double LaneCourse = 50;
        var approach = Route.Through(
        [
            Earth.Away(first, LaneCourse + 180, 26 * Nautical.MetresPerMile),
            first,
            Earth.Away(first, LaneCourse, 4 * Nautical.MetresPerMile),
            new GeoPosition(51.085, 1.98),
        ]);
        IReadOnlyList<GeoPosition> onward = [new GeoPosition(51.085, 1.98), second, Earth.Away(second, 36, 9 * Nautical.MetresPerMile), .. UpTheLane];

        SpeedProfile Recorded() => hasEarlyDrop
            ? SpeedProfile.OverTime(crossingAt, (-14, 12), (-11, 9.3), (-2, 9.2), (1, 8.8), (39, 8.7), (42, 8.3), (80, 8.3), (83, 8.0))
            : SpeedProfile.OverTime(crossingAt, (-1.5, 9.3), (1, 8.8), (39, 8.8), (42, 8.5), (80, 8.5), (83, 8.2));

        var reach = approach.MetresTo(first);
        var appearsAt = Math.Max(0, crossingAt - (hasEarlyDrop ? 110 * Minute : 150 * Minute));
        var startMetres = reach - Recorded().MetresBetween(appearsAt, crossingAt);
        var profile = stage.Register.Register(HullKind.Tanker, lengthMetres: 229);
        var vessel = stage.Add(profile, () => new VesselMotion(
            appearsAt,
            new FollowRoute(stage.Stream, approach, Recorded(), NavigationalStatus.UnderWayUsingEngine, startMetres) { IsSpeedOverGround = true, UntilSeconds = crossingAt + (83 * Minute) },
            new DriftWithoutEngine(stage.Stream, stage.Wind, 27 * Minute, NavigationalStatus.UnderWayUsingEngine),
            new FollowRoute(stage.Stream, onward, SpeedProfile.OverTime(crossingAt, (110, 2), (116, 7.4), (124, 7.4), (127, 5), (136, 4.2)), NavigationalStatus.UnderWayUsingEngine)
            {
                IsSpeedOverGround = true,
                UntilSeconds = crossingAt + (136 * Minute),
            },
            new FollowRoute(stage.Stream, onward, null, NavigationalStatus.UnderWayUsingEngine) { IsSpeedOverGround = true, Arrival = (1, crossingAt + (338 * Minute)) }));

        var passages = stage.Passages(vessel);
        var atFirst = passages.MinBy(passage => Math.Abs(passage.Seconds - crossingAt));
        var next = passages.First(passage => passage.Seconds > crossingAt + (120 * Minute));
        var suspicious = hasEarlyDrop ? crossingAt - (14 * Minute) : atFirst.Seconds - (3 * Minute);
        var engineStop = crossingAt + (83 * Minute);
        stage.Labels.Add(new Label
        {
            Recipe = recipe,
            Mmsi = profile.Mmsi.Value,
            Kind = Expect.PoweredDrag,
            Start = stage.At(suspicious),
            End = stage.At(atFirst.Seconds + (10 * Minute)),
            AssetId = hasEarlyDrop ? null : atFirst.AssetId,
            ExpectedDetectors = ["D2"],
            MinimumSeverity = Expect.Notice,
            CrossingTime = stage.At(atFirst.Seconds),
            NotExpected =
            [
                new ForbiddenAlert(Expect.Loitering, Expect.Notice, stage.At(atFirst.Seconds - (15 * Minute)), stage.At(atFirst.Seconds + (15 * Minute))),
                stage.Never(Expect.DarkGap, Expect.Notice),
            ],
            Story = $"Tier a at the first crossing ({atFirst.AssetId}, {atFirst.SpeedKnots:F1} kn): the first cable of a drag cannot be saved.",
        });
        stage.Labels.Add(new Label
        {
            Recipe = recipe,
            Mmsi = profile.Mmsi.Value,
            Kind = Expect.PoweredDrag,
            Start = stage.At(hasEarlyDrop ? suspicious : engineStop),
            End = stage.At(hasEarlyDrop ? atFirst.Seconds + (10 * Minute) : engineStop + (27 * Minute)),
            ExpectedDetectors = ["D2"],
            MinimumSeverity = Expect.Warning,
            CrossingTime = stage.At(next.Seconds),
            Crossings = stage.CrossingsOf(vessel, next.Seconds - 1, next.Seconds + (45 * Minute)),
            Story = $"Tier b long before the next assets, {passages.Count(passage => passage.Seconds >= next.Seconds && passage.Seconds <= next.Seconds + (45 * Minute))} of them within 45 min from {next.AssetId} on.",
        });
    }

    /// <summary>R1C, the same drag on track T1 (detectors.md G.3): the telecom cables off Nemo Link first, the next lines three hours on.</summary>
    public static void EagleSOnT1(Stage stage, double crossingAt)
    {
        const string Recipe = "R1C";
        var random = stage.RandomFor(Recipe);
        var first = stage.Find(Recipe, new GeoPosition(51.30, 2.18 + random.Between(-0.02, 0.02)), asset => asset.Category == AssetCategory.TelecomCable, "telecom cable").Place;
        var route = Route.Through([Earth.Away(first, 242, 30 * Nautical.MetresPerMile), first, Earth.Away(first, 62, 10 * Nautical.MetresPerMile), .. UpTheLane]);
        SpeedProfile Speed() => SpeedProfile.OverTime(crossingAt, (-17, 12), (-13, 9.4), (-2, 9.3), (1, 8.8), (80, 8.7));
        var appearsAt = Math.Max(0, crossingAt - (115 * Minute));
        var startMetres = route.MetresTo(first) - Speed().MetresBetween(appearsAt, crossingAt);
        var profile = stage.Register.Register(HullKind.Tanker, lengthMetres: 183);
        var vessel = stage.Add(profile, () => new VesselMotion(
            appearsAt, new FollowRoute(stage.Stream, route, Speed(), NavigationalStatus.UnderWayUsingEngine, startMetres) { IsSpeedOverGround = true }));
        var passages = stage.Passages(vessel);
        var atFirst = passages.MinBy(passage => Math.Abs(passage.Seconds - crossingAt));
        var far = passages.First(passage => passage.Seconds > crossingAt + (100 * Minute));
        stage.Labels.Add(new Label
        {
            Recipe = Recipe,
            Mmsi = profile.Mmsi.Value,
            Kind = Expect.PoweredDrag,
            Start = stage.At(crossingAt - (17 * Minute)),
            End = stage.At(atFirst.Seconds + (10 * Minute)),
            ExpectedDetectors = ["D2"],
            MinimumSeverity = Expect.Warning,
            CrossingTime = stage.At(far.Seconds),
            Crossings = stage.CrossingsOf(vessel, atFirst.Seconds + 1, far.Seconds + (120 * Minute)),
            NotExpected =
            [
                new ForbiddenAlert(Expect.Loitering, Expect.Notice, stage.At(atFirst.Seconds - (15 * Minute)), stage.At(atFirst.Seconds + (15 * Minute))),
                stage.Never(Expect.DarkGap, Expect.Notice),
            ],
            Story = $"Tier b at {atFirst.AssetId}; others follow within the hour, {far.AssetId} after {(far.Seconds - atFirst.Seconds) / 60:F0} min.",
        });
    }

    /// <summary>R2A, Newnew Polar Bear: 11 to 9.5 to 11 knots within five minutes at a pipeline; an innocent neighbour crossed seven minutes before.</summary>
    public static void NewnewPolarBear(Stage stage, double crossingAt)
    {
        var random = stage.RandomFor("R2A");
        Dip(stage, "R2A", random, crossingAt, new GeoPosition(52.856, 3.62 + random.Between(-0.08, 0.08)), 352 + random.Between(-4, 4), 1, (HullKind.Container, 169), (HullKind.Bulker, 260), Waters.ToTheNorth);
    }

    /// <summary>R2B, a loaded tanker eastbound over two parallel pipelines: 13 to 11.2 to 13.1 knots.</summary>
    public static void TankerOverTwoPipelines(Stage stage, double crossingAt)
    {
        var random = stage.RandomFor("R2B");
        Dip(stage, "R2B", random, crossingAt, new GeoPosition(52.01 + random.Between(-0.015, 0.015), 3.11), 89 + random.Between(-2, 2), 13.0 / 11, (HullKind.Tanker, 240), (HullKind.Coaster, 110), [new(52.01, 3.80), .. Waters.ToRotterdam]);
    }

    private static void Dip(
        Stage stage, string recipe, SeededRandom random, double crossingAt, GeoPosition near, double course, double scale, (HullKind Kind, int Metres) culpritHull, (HullKind Kind, int Metres) neighbourHull, GeoPosition[] leaves)
    {
        var place = stage.Find(recipe, near, asset => asset.Category == AssetCategory.GasPipeline, "gas pipeline");
        var culprit = Sail(stage, stage.Register.Register(culpritHull.Kind, lengthMetres: culpritHull.Metres), place.Place, course, crossingAt,
            () => SpeedProfile.OverTime(crossingAt, (-1.2, 11 * scale), (0, 9.5 * scale), (0.8, 9.5 * scale), (3.8, 11.1 * scale)), leaves);
        var side = random.Chance(0.5) ? 90 : -90;
        var neighbourPlace = stage.Find(recipe, Earth.Away(place.Place, course + side, 0.8 * Nautical.MetresPerMile), asset => asset == place.Asset).Place;
        var neighbour = Sail(stage, stage.Register.Register(neighbourHull.Kind, lengthMetres: neighbourHull.Metres), neighbourPlace, course, crossingAt - (7 * Minute), () => SpeedProfile.Constant(11.4 * scale), leaves);

        var crossing = stage.Passages(culprit).Where(passage => passage.AssetId == place.Asset.Id).MinBy(passage => Math.Abs(passage.Seconds - crossingAt));
        stage.Labels.Add(new Label
        {
            Recipe = recipe,
            Mmsi = culprit.Profile.Mmsi.Value,
            Kind = Expect.PoweredDrag,
            Start = stage.At(crossing.Seconds - (2 * Minute)),
            End = stage.At(crossing.Seconds + (10 * Minute)),
            AssetId = recipe == "R2A" ? crossing.AssetId : null,
            ExpectedDetectors = ["D2"],
            MinimumSeverity = Expect.Warning,
            CrossingTime = stage.At(crossing.Seconds),
            Crossings = stage.CrossingsOf(culprit, crossing.Seconds + 1, crossing.Seconds + (60 * Minute)),
            Story = "Loses 13.6 % of her speed at the pipeline and has it back four minutes later.",
        });
        stage.Labels.Add(stage.Nothing(recipe, neighbour.Profile.Mmsi.Value, "The neighbour, at constant speed.", stage.Never(Expect.PoweredDrag, Expect.Notice)));
    }

    /// <summary>R2C, a coaster that loses a third of her speed at a telecom cable and sheers about on her way from then on (after Samus Swan, 2022; no speeds are published).</summary>
    public static void ZigZag(Stage stage, double crossingAt)
    {
        const string Recipe = "R2C";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(52.42 + random.Between(-0.02, 0.02), 2.55), asset => asset.Category == AssetCategory.TelecomCable, "telecom cable").Place;
        var course = 178 + random.Between(-4, 4);
        List<GeoPosition> way = [Earth.Away(place, course + 180, 26 * Nautical.MetresPerMile), place, Earth.Away(place, course, 1.6 * Nautical.MetresPerMile)];
        for (var leg = 0; leg < 6; leg++)
        {
            way.Add(Earth.Away(way[^1], course + (leg % 2 == 0 ? 48 : -48) + random.Between(-6, 6), random.Between(1.1, 1.5) * Nautical.MetresPerMile));
        }

        var route = Route.Through([.. way, .. Waters.DownTheLane], 350);
        SpeedProfile Speed() => SpeedProfile.OverTime(crossingAt, (-2, 9.6), (2, 6.4), (110, 6.1), (125, 9.2));
        var appearsAt = Math.Max(0, crossingAt - (110 * Minute));
        var startMetres = route.MetresTo(place) - Speed().MetresBetween(appearsAt, crossingAt);
        var profile = stage.Register.Register(HullKind.Coaster, lengthMetres: 104);
        var vessel = stage.Add(profile, () => new VesselMotion(
            appearsAt, new FollowRoute(stage.Stream, route, Speed(), NavigationalStatus.UnderWayUsingEngine, startMetres) { IsSpeedOverGround = true }));
        var crossing = stage.Passages(vessel).MinBy(passage => Math.Abs(passage.Seconds - crossingAt));
        stage.Labels.Add(new Label
        {
            Recipe = Recipe,
            Mmsi = profile.Mmsi.Value,
            Kind = Expect.PoweredDrag,
            Start = stage.At(crossing.Seconds - (3 * Minute)),
            End = stage.At(crossing.Seconds + (15 * Minute)),
            ExpectedDetectors = ["D2"],
            MinimumSeverity = Expect.Warning,
            CrossingTime = stage.At(crossing.Seconds),
            Story = "Loses a third of her speed at the cable on a straight course, then sheers from side to side for an hour and a half.",
        });
    }

    private static Traffic.SimulatedVessel Sail(Stage stage, VesselProfile profile, GeoPosition through, double course, double at, Func<SpeedProfile> speed, GeoPosition[] leaves)
    {
        var end = Earth.Away(through, course, 12 * Nautical.MetresPerMile);
        var route = Route.Through([Earth.Away(through, course + 180, 30 * Nautical.MetresPerMile), through, end]);
        var tail = Route.Through([end, .. leaves]);
        var knots = speed().At(at + (60 * Minute));
        var appearsAt = Math.Max(0, at - (130 * Minute));
        var startMetres = route.MetresTo(through) - speed().MetresBetween(appearsAt, at);
        return stage.Add(profile, () => new VesselMotion(
            appearsAt,
            new FollowRoute(stage.Stream, route, speed(), NavigationalStatus.UnderWayUsingEngine, startMetres) { IsSpeedOverGround = true },
            new FollowRoute(stage.Stream, tail, Waters.Engine(tail, leaves, knots), NavigationalStatus.UnderWayUsingEngine) { IsSpeedOverGround = true },
            new LieMoored(stage.Seconds)));
    }
}
