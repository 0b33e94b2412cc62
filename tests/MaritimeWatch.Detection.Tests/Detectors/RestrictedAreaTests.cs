using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>Entry into wind farms and restricted areas; the farm lies 10 to 14 km east, the safety zone of 500 m about it (detectors.md B.1).</summary>
public sealed class RestrictedAreaTests
{
    private static Waters WithFarm(ContextCategory category = ContextCategory.WindFarm, AreaRestrictions? restrictions = null) =>
        Waters.WithOneCable().Area(category, "the-farm", 10_000, 14_000, -20_000, 20_000, restrictions: restrictions);

    /// <summary>Sails north along the western edge of the farm, so many metres off it, after an approach from the west; there from 00:20 on.</summary>
    private static Voyage Skirts(double metresFromFarm, string until, double knots = 8, int? shipType = 70, int? length = 120) =>
        Voyage.Of(shipType: shipType, length: length).Starts("00:00", metresOff: 5_000, metresAlong: -10_000, knots: knots, course: 90)
            .Sails("00:10", knots, 90).At("00:20", knots, 10_000 - metresFromFarm, -10_000).Sails(until, knots, 0);

    [Theory]
    [InlineData(505, Severity.Unspecified)]
    [InlineData(495, Severity.Notice)]
    [InlineData(5, Severity.Notice)]
    [InlineData(-5, Severity.Warning)]
    public void RestrictedArea_ByDistance_IsTheZoneOrTheFarm(double metresFromFarm, Severity expected) =>
        Assert.Equal(expected, WithFarm().Watch(Skirts(metresFromFarm, "00:25")).Worst(AlertKind.RestrictedArea));

    // The second sample inside is at 00:21.
    [Fact]
    public void RestrictedArea_TwoSamplesInside_RaiseIt()
    {
        Assert.Empty(WithFarm().Watch(Skirts(200, "00:20")).Events);
        var alert = Assert.Single(WithFarm().Watch(Skirts(200, "00:21")).Events);
        Assert.Equal((Voyage.Moment("00:20"), Voyage.Moment("00:21")), (alert.Since, alert.EventTime));
        Assert.Equal("restricted-area-219000606-the-farm-20260314T002000Z", alert.AlertId);
        Assert.Contains("the-farm", alert.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void RestrictedArea_OneBadFix_IsSilent()
    {
        var ship = Skirts(800, "00:25").At("00:26", 8, 9_900, -8_500).At("00:27", 8, 9_200, -8_250).Sails("00:40", 8, 0);
        Assert.Empty(WithFarm().Watch(ship).Events);
    }

    [Theory]
    [InlineData("00:30", Severity.Notice)]
    [InlineData("00:31", Severity.Warning)]
    public void RestrictedArea_LongerThanTenMinutes_IsAWarning(string until, Severity expected) =>
        Assert.Equal(expected, WithFarm().Watch(Skirts(300, until)).Worst(AlertKind.RestrictedArea));

    [Fact]
    public void RestrictedArea_CrossesAnAssetInside_IsAWarning()
    {
        // The export cable runs through the zone, 200 m off the farm; eight minutes, then across it.
        var log = WithFarm().Cable("export", 9_800).Watch(Skirts(300, "00:26").Sails("00:28", 8, 60));
        Assert.Equal("00:27", log.When(AlertKind.RestrictedArea, Severity.Warning));
    }

    [Fact]
    public void RestrictedArea_ThroughTheFarmFast_IsSeenFarFromAnyCable()
    {
        // 20 kn, 617 m a minute: nothing else makes a detector look at her.
        var log = WithFarm().Watch(Voyage.Of().Starts("00:00", metresOff: 5_000, knots: 20, course: 90).Sails("00:30", 20, 90));
        Assert.Equal(Severity.Warning, log.Worst(AlertKind.RestrictedArea));
        Assert.Equal(AlertState.Closed, log.Of(AlertKind.RestrictedArea)[^1].State);
        Assert.Contains("she left the-farm", log.Of(AlertKind.RestrictedArea)[^1].Headline, StringComparison.Ordinal);
    }

    // 500 m and 100 m of slack, two samples.
    [Theory]
    [InlineData(595, false)]
    [InlineData(605, true)]
    public void RestrictedArea_Leaves_ClosesBeyondTheSlack(double metresFromFarm, bool closed)
    {
        var ship = Skirts(300, "00:25").At("00:26", 8, 10_000 - metresFromFarm, -8_500).At("00:27", 8, 10_000 - metresFromFarm, -8_250);
        Assert.Equal(closed, WithFarm().Watch(ship).Of(AlertKind.RestrictedArea)[^1].State == AlertState.Closed);
    }

    [Fact]
    public void RestrictedArea_NeighbouringFarms_AreOneSituation()
    {
        var log = WithFarm().Area(ContextCategory.WindFarm, "the-next", 14_800, 18_000)
            .Watch(Voyage.Of().Starts("00:00", metresOff: 5_000, knots: 15, course: 90).Sails("00:45", 15, 90));
        Assert.Single(log.Of(AlertKind.RestrictedArea).Select(alert => alert.AlertId).Distinct());
    }

    [Theory]
    [InlineData(70, 300)]
    [InlineData(60, 180)]
    [InlineData(99, 60)]
    [InlineData(37, 12)]
    [InlineData(36, 9)]
    [InlineData(30, 20)]
    [InlineData(null, 15)]
    [InlineData(90, 41)]
    public void RestrictedArea_AnyHull_IsRaised(int? shipType, int length) =>
        Assert.NotEmpty(WithFarm().Watch(Skirts(300, "00:25", shipType: shipType, length: length)).Of(AlertKind.RestrictedArea));

    [Theory]
    [InlineData(33, 90, "ship type 33")]
    [InlineData(34, 90, "ship type 34")]
    [InlineData(50, 30, "ship type 50")]
    [InlineData(55, 60, "ship type 55")]
    [InlineData(14, 80, "ship type 14")]
    [InlineData(18, 25, "ship type 18")]
    [InlineData(31, 30, "towing")]
    [InlineData(32, 60, "towing")]
    [InlineData(90, 40, "workboat of 40 m")]
    [InlineData(40, 24, "workboat of 24 m")]
    public void RestrictedArea_WorksThere_IsHeldBack(int shipType, int length, string reason) =>
        AssertHeldBack(WithFarm().Watch(Skirts(300, "00:25", shipType: shipType, length: length)), reason);

    [Fact]
    public void RestrictedArea_Listed_IsHeldBack() => AssertHeldBack(
        WithFarm().Watch(DetectionSettings.Default with { ServiceVessels = [219_000_606] }, Skirts(300, "00:25")), "listed as a service vessel");

    [Fact]
    public void RestrictedArea_AlreadyInsideWhenFirstSeen_IsHeldBack()
    {
        var log = WithFarm().Watch(Voyage.Of().Starts("00:00", metresOff: 12_000, knots: 2).Sails("01:00", 2, 0));
        AssertHeldBack(log, "already inside when first seen");
    }

    [Fact]
    public void RestrictedArea_ComesBackIn_IsRaisedTheSecondTime()
    {
        var log = WithFarm().Watch(Voyage.Of().Starts("00:00", metresOff: 11_000, knots: 10, course: 270).Sails("00:15", 10, 270).Sails("00:40", 10, 90));
        Assert.Equal(Severity.Warning, log.Worst(AlertKind.RestrictedArea));
    }

    [Fact]
    public void RestrictedArea_InALaneThroughTheFarm_IsHeldBack()
    {
        var waters = WithFarm().Area(ContextCategory.TrafficSeparation, "the-corridor", 0, 20_000, -1_000, 1_000);
        AssertHeldBack(waters.Watch(Voyage.Of().Starts("00:00", metresOff: 5_000, knots: 15, course: 90).Sails("00:30", 15, 90)), "inside the-corridor");
    }

    // She works there for days before she is known: four warnings, then a regular visitor.
    [Fact]
    public void RestrictedArea_RegularVisitor_IsLearned()
    {
        var ship = Voyage.Of(shipType: 90, length: 80);
        for (var day = 0; day < 8; day++)
        {
            ship.At($"{day}.08:00", 10, 5_000, course: 90).At($"{day}.08:10", 10, 8_000, course: 90).At($"{day}.08:20", 5, 11_000).At($"{day}.08:21", 5, 11_000, 50).At($"{day}.08:22", 5, 11_000, 100)
                .At($"{day}.08:30", 10, 8_000, course: 270).At($"{day}.08:31", 10, 7_000, course: 270).At($"{day}.08:32", 10, 6_700, course: 270);
        }

        var log = WithFarm().Watch(ship);
        Assert.Equal(5, log.Of(AlertKind.RestrictedArea).Count(alert => alert.State == AlertState.Raised));
        Assert.Equal(3, log.HeldBack.Count(held => held.Kind == AlertKind.RestrictedArea && held.Reason.StartsWith("there on ", StringComparison.Ordinal)));
    }

    // S-57 RESTRN: 7 entry prohibited, 8 entry restricted, 14 area to be avoided; 1 anchoring and 3 fishing prohibited are no ban of entry.
    [Theory]
    [InlineData(null, "00:25", Severity.Notice)]
    [InlineData(null, "01:00", Severity.Notice)]
    [InlineData(AreaRestrictions.EntryProhibited, "00:25", Severity.Warning)]
    [InlineData(AreaRestrictions.EntryRestricted, "00:25", Severity.Notice)]
    [InlineData(AreaRestrictions.EntryRestricted, "00:35", Severity.Warning)]
    [InlineData(AreaRestrictions.AreaToBeAvoided | AreaRestrictions.AnchoringProhibited, "00:25", Severity.Notice)]
    [InlineData(AreaRestrictions.AnchoringProhibited, "01:00", Severity.Unspecified)]
    [InlineData(AreaRestrictions.FishingProhibited | AreaRestrictions.TrawlingProhibited, "01:00", Severity.Unspecified)]
    public void RestrictedArea_ByItsRestriction_IsGraver(AreaRestrictions? restrictions, string until, Severity expected) =>
        Assert.Equal(expected, WithFarm(ContextCategory.Restricted, restrictions).Watch(Skirts(-500, until)).Worst(AlertKind.RestrictedArea));

    [Fact]
    public void RestrictedArea_HasNoZoneOfItsOwn() =>
        Assert.Empty(WithFarm(ContextCategory.Restricted, AreaRestrictions.EntryProhibited).Watch(Skirts(5, "00:40")).Events);

    private static void AssertHeldBack(Logbook log, string reason)
    {
        Assert.Empty(log.Of(AlertKind.RestrictedArea));
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.RestrictedArea && held.Reason.Contains(reason, StringComparison.Ordinal));
    }
}
