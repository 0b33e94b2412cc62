using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Invariants;

/// <summary>Four hours in which everything happens: the base case of the invariants.</summary>
/// <remarks>All but the loiterer and the tug are heard to the end, or feed and coverage would be what the story is about.</remarks>
internal static class BusySea
{
    public const uint Loiterer = 219_000_606;

    public static readonly Waters Waters = Waters.WithOneCable().Cable("second-cable", 400).Cable("third-cable", 9_000)
        .Area(ContextCategory.Anchorage, "the-roads", -16_000, -8_000, -20_000, -10_000)
        .Area(ContextCategory.WindFarm, "the-farm", 20_000, 22_000, 2_000, 6_000)
        .Area(ContextCategory.TrafficSeparation, "the-lane", 14_000, 24_000, -9_500, -6_500, direction: 270);

    private static readonly Lazy<IReadOnlyList<AisReport>> TheTraffic = new(() => Voyage.Traffic([LoitererAlone(), .. Others()]));
    private static readonly Lazy<Logbook> TheBase = new(() => Watch(Traffic()));

    public static AssetIndex Index => Waters.Index;

    public static Voyage LoitererAlone() => Voyage.Of(Loiterer).Reporting(10).Noisy(1).Starts("00:00", metresOff: 80, knots: 1.2).Paces("01:30", 1.2).Sails("02:30", 9, 90);

    /// <summary>In order of arrival, as in order of time.</summary>
    public static IReadOnlyList<AisReport> Traffic() => TheTraffic.Value;

    public static IEnumerable<Voyage> Others()
    {
        yield return Voyage.Of(219_000_002).Reporting(180).Status(NavigationalStatus.AtAnchor).Noisy(2)
            .Starts("00:00", metresOff: -5_000, metresAlong: 3_000, heading: 270).LiesStill("00:45").Sails("02:40", 1.4, 90, heading: 270).LiesStill("03:35");
        yield return Voyage.Of(219_000_003).Reporting(30).Noisy(3).Starts("00:00", metresOff: 4_000, metresAlong: -9_000, knots: 10).Sails("00:40", 10, 0).Sails("02:00", 2.2, 270, heading: 0).Sails("03:35", 9, 0);
        yield return Voyage.Of(219_000_004).Reporting(10).Noisy(4).Starts("00:00", metresOff: -21_600, metresAlong: 7_000, knots: 10, course: 90).Sails("01:10", 10, 90).Sails("02:10", 8, 90).Sails("03:35", 10, 90);
        yield return Voyage.Of(219_000_005).Reporting(60).Noisy(5).Starts("00:00", metresOff: 300, metresAlong: -4_000).LiesStill("02:00").Sails("03:35", 8, 270);
        yield return Voyage.Of(219_000_006, shipType: 52).Reporting(10).Noisy(6).Starts("00:00", metresOff: 0, metresAlong: -6_000).Paces("02:00", 1.4);
        yield return ToAndFro(Voyage.Of(219_000_007, shipType: 30, length: 30).Reporting(20).Noisy(7), metresAlong: 12_000, knots: 3.5);
        yield return ToAndFro(Voyage.Of(219_000_008, shipType: 90, length: 80).Reporting(10).Noisy(8), metresAlong: -13_000, knots: 6);
        for (uint i = 0; i < 4; i++)
        {
            yield return Voyage.Of(244_000_100 + i).Reporting(30).Noisy((int)i + 20).Starts("00:00", -15_000, (i * 4_000.0) - 8_000, 9 + i, 90).Sails("03:35", 9 + i, 90);
        }
    }

    /// <summary>Over the third cable, half an hour each way.</summary>
    private static Voyage ToAndFro(Voyage ship, double metresAlong, double knots)
    {
        ship.Starts("00:00", metresOff: 9_000 - (knots * 1852 / 4), metresAlong, knots, course: 90);
        for (var leg = 1; leg <= 7; leg++)
        {
            ship.Sails(TimeSpan.FromMinutes(30 * leg).ToString(), knots, leg % 2 == 1 ? 90 : 270);
        }

        return ship.Sails("03:35", knots, 270);
    }

    public static Logbook Watch(IReadOnlyList<AisReport> traffic, int shards = 1) => Logbook.Keep(Index, traffic, DetectionSettings.Default, shards);

    /// <summary>The base case, which must not be empty: an invariant over no findings at all proves nothing.</summary>
    public static IReadOnlyList<string> Base()
    {
        var log = TheBase.Value;
        AlertKind[] expected =
        [
            AlertKind.Loitering, AlertKind.RepeatedCrossing, AlertKind.AnchoredOnAsset, AlertKind.DragAtAnchor, AlertKind.PoweredDrag, AlertKind.Drifting, AlertKind.Trawling,
            AlertKind.DarkGap, AlertKind.RouteDeviation, AlertKind.RestrictedArea,
        ];
        Assert.Equal(expected, log.Events.Select(alert => alert.Kind).Distinct().Order());
        Assert.Contains(log.Events, alert => alert.State == AlertState.Closed);
        Assert.NotEmpty(log.HeldBack);
        Assert.True(log.Events.Count > 20);
        return log.Canonical();
    }
}
