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
        IReadOnlyList<GeoPosition> onward = [new GeoPosition(51.085, 1.98), second, Earth.Away(second, 36, 20 * Nautical.MetresPerMile)];

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
            Story = $"Tier b long before the next assets, {passages.Count(passage => passage.Seconds >= next.Seconds && passage.Seconds <= next.Seconds + (45 * Minute))} of them within 45 min from {next.AssetId} on.",
        });
    }

    /// <summary>R2, Newnew Polar Bear: 11 to 9.5 to 11 knots within five minutes at a pipeline; an innocent neighbour crossed seven minutes before.</summary>
    public static void NewnewPolarBear(Stage stage, double crossingAt)
    {
        const string Recipe = "R2A";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(52.856, 3.62 + random.Between(-0.08, 0.08)), asset => asset.Category == AssetCategory.GasPipeline, "gas pipeline");
        var course = 352 + random.Between(-4, 4);
        var culprit = Sail(stage, stage.Register.Register(HullKind.Container, lengthMetres: 169), place.Place, course, crossingAt,
            () => SpeedProfile.OverTime(crossingAt, (-1.2, 11), (0, 9.5), (0.8, 9.5), (3.8, 11.1)));
        var neighbourPlace = stage.Find(Recipe, Earth.Away(place.Place, 90, 0.8 * Nautical.MetresPerMile), asset => asset == place.Asset).Place;
        var neighbour = Sail(stage, stage.Register.Register(HullKind.Bulker, lengthMetres: 260), neighbourPlace, course, crossingAt - (7 * Minute), () => SpeedProfile.Constant(11.4));

        var crossing = stage.Passages(culprit).MinBy(passage => Math.Abs(passage.Seconds - crossingAt));
        stage.Labels.Add(new Label
        {
            Recipe = Recipe,
            Mmsi = culprit.Profile.Mmsi.Value,
            Kind = Expect.PoweredDrag,
            Start = stage.At(crossing.Seconds - (2 * Minute)),
            End = stage.At(crossing.Seconds + (10 * Minute)),
            AssetId = crossing.AssetId,
            ExpectedDetectors = ["D2"],
            MinimumSeverity = Expect.Warning,
            CrossingTime = stage.At(crossing.Seconds),
            Story = "Loses 13.6 % of her speed at the pipeline and has it back four minutes later.",
        });
        stage.Labels.Add(stage.Nothing(Recipe, neighbour.Profile.Mmsi.Value, "The neighbour, at constant speed.", stage.Never(Expect.PoweredDrag, Expect.Notice)));
    }

    private static Traffic.SimulatedVessel Sail(Stage stage, VesselProfile profile, GeoPosition through, double course, double at, Func<SpeedProfile> speed)
    {
        var route = Route.Through([Earth.Away(through, course + 180, 30 * Nautical.MetresPerMile), through, Earth.Away(through, course, 24 * Nautical.MetresPerMile)]);
        var appearsAt = Math.Max(0, at - (130 * Minute));
        var startMetres = route.MetresTo(through) - speed().MetresBetween(appearsAt, at);
        return stage.Add(profile, () => new VesselMotion(
            appearsAt, new FollowRoute(stage.Stream, route, speed(), NavigationalStatus.UnderWayUsingEngine, startMetres) { IsSpeedOverGround = true }));
    }
}
