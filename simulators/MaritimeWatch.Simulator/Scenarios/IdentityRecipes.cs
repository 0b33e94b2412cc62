using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Reception;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>S1, S3 and S4 of detectors.md for one ship each, and two honest changes of a name.</summary>
internal static class IdentityRecipes
{
    private const double Minute = 60;
    private const double Mile = Nautical.MetresPerMile;
    private static readonly GeoPosition Berth = new(51.348, 3.205);

    /// <summary>One ship's position leaps four miles away and back every ten seconds for ten minutes.</summary>
    public static void LeapingShip(Stage stage, double at)
    {
        const string Recipe = "leaping-ship";
        var random = stage.RandomFor(Recipe);
        var place = new GeoPosition(52.30, 2.35 + random.Between(-0.03, 0.03));
        var elsewhere = Earth.Away(place, 80, 4 * Mile);
        var leaps = Enumerable.Range(0, 30).Select(leap => (ITransmissionEffect)FalsePosition.Fixed(at + (leap * 20), at + (leap * 20) + 10, elsewhere));
        var mmsi = Sail(stage, stage.Register.Register(HullKind.Tanker) with { Transmission = [.. leaps] }, random, place, at);
        stage.Labels.Add(Expected(stage, Recipe, mmsi, Expect.KinematicSpoof, "S1", Expect.Warning, at, 10, "Leaps four miles to and fro with every report: no hull does, and no second one lies five miles off."));
    }

    /// <summary>A ship under way takes another name, call sign and IMO number under the same MMSI.</summary>
    public static void TwoNames(Stage stage, double at)
    {
        const string Recipe = "two-names";
        var random = stage.RandomFor(Recipe);
        var profile = stage.Register.Register(HullKind.Coaster, lengthMetres: 96);
        var other = stage.Register.Register(HullKind.Coaster, lengthMetres: 96).Static;
        var changed = profile.Static with { Name = other.Name, CallSign = other.CallSign, ImoNumber = other.ImoNumber };
        var mmsi = Sail(stage, profile with { ChangesTo = (at, changed) }, random, new GeoPosition(51.90, 2.20 + random.Between(-0.05, 0.05)), at);
        stage.Labels.Add(Expected(stage, Recipe, mmsi, Expect.IdentityChange, "S3", Expect.Warning, at, 25, "Another name, call sign and IMO number in the middle of the sea."));
    }

    /// <summary>A gyro compass that is off by a right angle while the ship goes straight ahead at twelve knots.</summary>
    public static void TurnedCompassShip(Stage stage, double at)
    {
        const string Recipe = "turned-compass";
        var random = stage.RandomFor(Recipe);
        var mmsi = Sail(
            stage, stage.Register.Register(HullKind.Bulker) with { Transmission = [new TurnedCompass(at, 90)] }, random, new GeoPosition(52.20, 2.60 + random.Between(-0.05, 0.05)), at);
        stage.Labels.Add(Expected(stage, Recipe, mmsi, Expect.ImplausiblePosition, "S4", Expect.Notice, at, 25, "Goes sideways at twelve knots, if her heading is believed.") with
        {
            NotExpected = [stage.Never(Expect.Drifting, Expect.Notice), stage.Never(Expect.DragAtAnchor, Expect.Notice), stage.Never(Expect.PoweredDrag, Expect.Notice)],
        });
    }

    /// <summary>Trap: alongside in Zeebrugge a ship is given a new name, once and honestly; then she sails.</summary>
    public static void Renamed(Stage stage, double at)
    {
        const string Recipe = "renamed";
        var profile = stage.Register.Register(HullKind.Coaster);
        var newName = stage.Register.Register(HullKind.Coaster).Static.Name;
        var changed = profile.Static with { Name = newName };
        stage.Add(profile with { ChangesTo = (at, changed) }, () => FromTheBerth(stage, 0, at + (60 * Minute)));
        stage.Labels.Add(stage.Nothing(
            Recipe, profile.Mmsi.Value, "Renamed in port: a notice at most.", stage.Never(Expect.IdentityChange, Expect.Warning), stage.Never(null, Expect.Warning)));
    }

    /// <summary>Trap: a ship changes her flag in port: one MMSI goes off the air alongside, another with the same IMO number comes up at the same berth.</summary>
    public static void Reflagged(Stage stage, double at)
    {
        const string Recipe = "reflagged";
        var before = stage.Register.Register(HullKind.Bulker, lengthMetres: 175);
        var after = stage.Register.Register(HullKind.Bulker, lengthMetres: 175);
        after = after with { Static = after.Static with { ImoNumber = before.Static.ImoNumber } };
        stage.Add(before, () => new VesselMotion(0, new LieMoored(at, Earth.Moved(Berth, -300, -200), 60)));
        stage.Add(after, () => FromTheBerth(stage, at + (25 * Minute), at + (100 * Minute)));
        foreach (var profile in (VesselProfile[])[before, after])
        {
            stage.Labels.Add(stage.Nothing(
                Recipe, profile.Mmsi.Value, "Reflagged alongside: nothing is dark, nothing is spoofed.", stage.Never(Expect.DarkGap, Expect.Notice), stage.Never(Expect.IdentityChange, Expect.Warning), stage.Never(null, Expect.Warning)));
        }
    }

    private static VesselMotion FromTheBerth(Stage stage, double appearsAt, double sails) => new(
        appearsAt,
        new LieMoored(sails, Earth.Moved(Berth, -300, -200), 60),
        new FollowRoute(
            stage.Stream,
            [new(51.365, 3.195), new(51.43, 3.05), new(51.485, 2.56), new(51.485, 2.17), .. Waters.ToTheSouthWest],
            SpeedProfile.OverTime(sails, (0, 2), (15, 7), (40, 11)),
            NavigationalStatus.UnderWayUsingEngine));

    private static Label Expected(Stage stage, string recipe, uint mmsi, string kind, string detector, string severity, double at, double withinMinutes, string story) => new()
    {
        Recipe = recipe,
        Mmsi = mmsi,
        Kind = kind,
        Start = stage.At(at),
        End = stage.At(at + (withinMinutes * Minute)),
        ExpectedDetectors = [detector],
        MinimumSeverity = severity,
        Story = story,
    };

    private static uint Sail(Stage stage, VesselProfile profile, SeededRandom random, GeoPosition place, double at)
    {
        var knots = random.Between(11.5, 12.5);
        var appearsAt = Math.Max(0, at - (80 * Minute));
        var start = Earth.Away(place, 188, (0.2 + ((at - appearsAt) / 3600 * knots)) * Mile);
        var route = Route.Through([start, place, Earth.Away(place, 8, 10 * Mile), .. Waters.ToTheNorth]);
        stage.Add(profile, () => new VesselMotion(
            appearsAt, new FollowRoute(stage.Stream, route, SpeedProfile.Constant(knots), NavigationalStatus.UnderWayUsingEngine, 0.2 * Mile) { IsSpeedOverGround = true }));
        return profile.Mmsi.Value;
    }
}
