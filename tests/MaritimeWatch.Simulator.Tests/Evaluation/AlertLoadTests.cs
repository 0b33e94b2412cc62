using MaritimeWatch.Simulator.Evaluation;
using static MaritimeWatch.Simulator.Tests.Evaluation.Watch;

namespace MaritimeWatch.Simulator.Tests.Evaluation;

public sealed class AlertLoadTests
{
    [Fact]
    public void Evaluate_RaisedRisenLoweredRisen_SoundsAtEveryRiseFromWarningOn()
    {
        var report = Judge([Event("a", 0, 1), Event("a", 1, 2, "MAINTAINED"), Event("a", 2, 2, "MAINTAINED"), Event("a", 3, 3, "MAINTAINED"), Event("a", 4, 2, "LOWERED"), Event("a", 5, 3, "MAINTAINED"), Event("a", 6, 3, "CLOSED")]);

        Assert.Equal((3, 2), (report.WarningLoad.Sounded, report.AlarmLoad.Sounded));
    }

    [Fact]
    public void Evaluate_HeldBack_DoesNotSoundAndRetractedHas()
    {
        var report = Judge([Event("a", 0, 1) with { SuppressedBy = ["pilot"] }, Event("b", 1, 2), Event("b", 9, 2, "RETRACTED")]);

        Assert.Equal(1, report.WarningLoad.Sounded);
        Assert.Equal(Hours(8), report.WarningLoad.HoursStanding);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    public void Evaluate_MoreThanTenInAWindow_IsAFlood(int alerts, int floods)
    {
        var load = Judge(Many(alerts, fromMinutes: 20)).WarningLoad;

        Assert.Equal((alerts, floods), (load.MostPerTenMinutes, load.Floods));

        // A day has 144 windows.
        Assert.Equal((144, Math.Round(floods / 144.0, 3)), (load.Windows, load.FloodShare!.Value));
        Assert.Equal(Math.Round(alerts / 144.0, 3), load.MeanPerTenMinutes);
    }

    [Fact]
    public void Evaluate_AcrossAWindowsEnd_CountsByTheClock()
    {
        var load = Judge([.. Many(6, fromMinutes: 19), .. Many(6, fromMinutes: 20, name: "late")]).WarningLoad;

        Assert.Equal((6, 0, 12), (load.MostPerTenMinutes, load.Floods, load.MostPerHour));
    }

    [Fact]
    public void Evaluate_TwoDays_CountsEach()
    {
        var load = Judge([Event("a", 10, 2), Event("b", (14 * 60) - 1, 2), Event("c", 14 * 60, 2)]).WarningLoad;

        Assert.Equal([new DayLoad("2026-03-14", 2), new DayLoad("2026-03-15", 1)], load.Days);
        Assert.Equal((2, 3.0), (load.MostPerDay, load.MeanPerDay!.Value));
    }

    [Fact]
    public void Evaluate_Kinds_AreCountedTheMostFrequentFirst() => Assert.Equal(
        [new KindLoad(Spoof, 2), new KindLoad(Drag, 1)],
        Judge([Event("a", 1, 2), Event("b", 2, 2, kind: Spoof), Event("c", 3, 2, kind: Spoof)]).WarningLoad.Kinds);

    [Fact]
    public void Evaluate_AlertsThatOverlap_StandOnce()
    {
        var report = Judge(
            [Event("a", 0, 2), Event("b", 10, 3), Event("a", 20, 2, "CLOSED"), Event("b", 30, 2, "LOWERED"), Event("b", 40, 2, "CLOSED"), Event("c", 60, 2), Event("c", 70, 2, "CLOSED")]);

        Assert.Equal((Hours(50), Hours(20)), (report.WarningLoad.HoursStanding, report.AlarmLoad.HoursStanding));
    }

    [Fact]
    public void Evaluate_AlertLeftOpen_StandsToTheEndOfTheTraffic() => Assert.Equal(23, Judge([Event("a", 60, 2)]).WarningLoad.HoursStanding);

    [Theory]
    [InlineData(1.0, 1)]
    [InlineData(1.02, 0)]
    public void Evaluate_ThreeSoundsOfAVesselAndKindWithinAMinute_Chatter(double lastMinutes, int chattering) =>
        Assert.Equal(chattering, Judge([Event("a", 0, 2), Event("b", 0.5, 2), Event("c", lastMinutes, 2), Event("d", 0.5, 2, mmsi: Stranger)]).WarningLoad.Chattering);

    [Theory]
    [InlineData(24 * 60, 0)]
    [InlineData((24 * 60) + 0.02, 1)]
    public void Evaluate_StandingForMoreThanADay_IsStale(double minutes, int stale) =>
        Assert.Equal(stale, Judge([Event("a", 0, 2), Event("a", minutes, 2, "CLOSED")]).WarningLoad.Stale);

    [Fact]
    public void Unlabelled_WithPeriodAndHours_GivesRatesOfEveryAlertAndNoJudgement()
    {
        var report = Evaluator.Unlabelled("recorded", [Event("a", 10, 2), Event("b", 20, 1), Event("c", 20, 1) with { SuppressedBy = ["port"] }], 250, Begin, At(60));

        Assert.Equal([new AlertRate(Drag, "SEVERITY_NOTICE", 1, 4), new AlertRate(Drag, "SEVERITY_WARNING", 1, 4)], report.Rates);
        Assert.Equal((6, 1.0, 1), (report.WarningLoad.Windows, report.WarningLoad.Hours, report.HeldBack));
        Assert.Equal((false, null, null, null), (report.HasLabels, report.Recall, report.Precision, report.FalseWarningsPerThousandVesselHours));
    }

    [Fact]
    public void Unlabelled_WithoutPeriodOrHours_TakesTheLogsOwnPeriodAndHasNoRates()
    {
        var report = Evaluator.Unlabelled("recorded", [Event("a", 10, 2), Event("a", 70, 2, "CLOSED")], null, null, null);

        Assert.Equal((1.0, 6), (report.WarningLoad.Hours, report.WarningLoad.Windows));
        Assert.Null(Assert.Single(report.Rates).PerThousandVesselHours);
        Assert.Null(Evaluator.Unlabelled("empty", [], null, null, null).WarningLoad.MeanPerDay);
    }

    private static double Hours(double minutes) => Math.Round(minutes / 60, 3);

    private static IEnumerable<AlertLine> Many(int count, double fromMinutes, string name = "many") =>
        Enumerable.Range(0, count).Select(number => Event($"{name}{number}", fromMinutes + (number * 0.1), 2, mmsi: Stranger + (uint)number));
}
