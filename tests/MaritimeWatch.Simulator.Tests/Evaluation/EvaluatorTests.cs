using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Evaluation;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Simulator.Tests.Evaluation;

public class EvaluatorTests
{
    private const string Drag = "ALERT_KIND_POWERED_DRAG";
    private const string Loitering = "ALERT_KIND_LOITERING";
    private const uint Culprit = 636000001;
    private const uint Stranger = 205000002;
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 14, 10);
    private static readonly Instant End = Instant.FromUtc(2026, 3, 14, 10, 30);

    [Theory]
    [InlineData(0, "met")]
    [InlineData(-1, "early")]
    [InlineData(1800, "met")]
    [InlineData(1800 + 120, "met")]
    [InlineData(1800 + 121, "late")]
    public void Evaluate_RaisedAtAndOneSecondBeyondTheWindow_JudgesByIt(int secondsAfterStart, string outcome)
    {
        var report = Evaluate([Event("a", Culprit, Drag, 2, secondsAfterStart)]);

        Assert.Equal(outcome, report.Labels.Single().Outcome);
    }

    [Fact]
    public void Evaluate_Met_GivesTheLeadToTheCrossing()
    {
        var report = Evaluate([Event("a", Culprit, Drag, 2, 600)]);

        Assert.Equal((1.0, 1.0), (report.Recall, report.Precision));
        Assert.Equal(50, report.Labels.Single().LeadMinutes);
        Assert.True(report.IsClean);
    }

    [Fact]
    public void Evaluate_RisesToTheSeverityLater_CountsFromThen()
    {
        var report = Evaluate([Event("a", Culprit, Drag, 1, 60), Event("a", Culprit, Drag, 2, 900, state: "MAINTAINED")]);

        Assert.Equal(45, report.Labels.Single().LeadMinutes);
    }

    [Fact]
    public void Evaluate_NeverSevereEnough_IsTooLow() =>
        Assert.Equal("too low", Evaluate([Event("a", Culprit, Drag, 1, 60)]).Labels.Single().Outcome);

    [Fact]
    public void Evaluate_NothingRaised_IsMissedAndRecallIsZero()
    {
        var report = Evaluate([]);

        Assert.Equal("missed", report.Labels.Single().Outcome);
        Assert.Equal(0, report.Recall);
        Assert.Null(report.Precision);
        Assert.False(report.IsClean);
    }

    [Fact]
    public void Evaluate_OtherAsset_DoesNotMeetTheLabel() =>
        Assert.Equal("missed", Evaluate([Event("a", Culprit, Drag, 2, 60, asset: "other")]).Labels.Single().Outcome);

    [Fact]
    public void Evaluate_OtherKindOfTheExpectedDetectors_MeetsTheLabel()
    {
        var label = Expecting() with { Kind = "ALERT_KIND_DRIFTING", ExpectedDetectors = ["DR", "D2"] };

        Assert.True(Evaluate([Event("a", Culprit, Drag, 2, 60)], label).Labels.Single().IsMet);
    }

    [Fact]
    public void Evaluate_Retracted_CountsNeitherWay()
    {
        var report = Evaluate([Event("a", Culprit, Drag, 2, 60), Event("a", Culprit, Drag, 2, 90, state: "RETRACTED"), Event("b", Stranger, Drag, 2, 60), Event("b", Stranger, Drag, 2, 70, state: "RETRACTED")]);

        Assert.Equal("missed", report.Labels.Single().Outcome);
        Assert.Equal((2, 0), (report.Retracted, report.FalseAlarms.Count));
    }

    [Fact]
    public void Evaluate_AlertOnAnUnlabelledVessel_IsAFalseAlarmWithItsRate()
    {
        var report = Evaluate([Event("a", Culprit, Drag, 2, 60), Event("b", Stranger, Loitering, 1, 60), Event("b", Stranger, Loitering, 3, 120, state: "MAINTAINED")]);

        var alarm = Assert.Single(report.FalseAlarms);
        Assert.Equal((Stranger, Loitering, "SEVERITY_ALARM"), (alarm.Mmsi!.Value, alarm.Kind, alarm.Severity));
        Assert.Equal(0.5, report.Precision);

        // One in 500 vessel-hours.
        Assert.Equal(2, Assert.Single(report.Rates).PerThousandVesselHours);
    }

    [Theory]
    [InlineData(0, 2, true)]
    [InlineData(-1, 2, false)]
    [InlineData(1800, 2, true)]
    [InlineData(1801, 2, false)]
    [InlineData(60, 1, false)]
    [InlineData(60, 3, true)]
    public void Evaluate_ForbiddenKind_IsAViolationWithinItsPeriodAndFromItsSeverityOn(int secondsAfterStart, int rank, bool isViolation)
    {
        var report = Evaluate([Event("b", Culprit, Loitering, rank, secondsAfterStart, asset: null)], Forbidding(Loitering));

        Assert.Equal(isViolation ? 1 : 0, report.Violations.Count);
        Assert.Equal(!isViolation, report.IsClean);
        Assert.Equal(isViolation ? 0 : 1, report.Unjudged);
    }

    [Fact]
    public void Evaluate_AnyKindForbidden_CatchesEveryKind() =>
        Assert.Single(Evaluate([Event("b", Culprit, Drag, 2, 60)], Forbidding(null)).Violations);

    [Fact]
    public void Evaluate_NoticeHeldBackWithAReason_IsNotRaised()
    {
        var label = Forbidding(Loitering) with { NotExpected = [new ForbiddenAlert(Loitering, "SEVERITY_NOTICE", Start, End)] };

        Assert.Empty(Evaluate([Event("b", Culprit, Loitering, 1, 60) with { SuppressedBy = ["pilot"] }], label).Violations);
        Assert.Single(Evaluate([Event("b", Culprit, Loitering, 1, 60)], label).Violations);
    }

    [Fact]
    public void TryParse_ContractLine_ReadsWhatCounts()
    {
        const string Json = """
            {"sequence":"1","alertId":"x","revision":1,"state":"ALERT_STATE_RAISED","kind":"ALERT_KIND_LOITERING","severity":"SEVERITY_NOTICE","vessel":{"mmsi":205000002,"name":"SIM"},"asset":{"id":"pwr"},"eventTime":"2026-03-14T10:00:00Z","suppressedBy":["pilot"]}
            """;

        Assert.True(AlertLine.TryParse(Json, out var alert, out _));
        Assert.Equal(new AlertLine("x", "ALERT_STATE_RAISED", Loitering, 1, Stranger, "SIM", "pwr", Start) { SuppressedBy = alert!.SuppressedBy, NextAssets = alert.NextAssets }, alert);
        Assert.Equal(["pilot"], alert.SuppressedBy);
        Assert.True(alert.IsHeldBack);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"alertId":"x"}""")]
    [InlineData("""{"alertId":"x","kind":"k","state":"s","severity":"SEVERITY_NOTICE","eventTime":"yesterday"}""")]
    public void TryParse_BadLine_SaysWhy(string json)
    {
        Assert.False(AlertLine.TryParse(json, out _, out var problem));
        Assert.NotEmpty(problem!);
    }

    [Fact]
    public void Of_Report_NamesRecallViolationsAndFalseAlarms()
    {
        var table = EvaluationTable.Of(Evaluate([Event("b", Stranger, Loitering, 2, 60)]));

        Assert.Contains("recall     0.0 % (0 of 1 labels met)", table, StringComparison.Ordinal);
        Assert.Contains("must not fire: kept", table, StringComparison.Ordinal);
        Assert.Contains("205000002", table, StringComparison.Ordinal);
    }

    private static EvaluationReport Evaluate(IEnumerable<AlertLine> events, Label? label = null) => Evaluator.Evaluate(
        "log", events, new LabelSet(new LabelHeader(1, ["R2"], Start, End, 500, 2), [label ?? Expecting()]), TimeSpan.FromMinutes(2));

    private static Label Expecting() => new()
    {
        Recipe = "R2",
        Mmsi = Culprit,
        Kind = Drag,
        Start = Start,
        End = End,
        AssetId = "gas",
        ExpectedDetectors = ["D2"],
        MinimumSeverity = "SEVERITY_WARNING",
        CrossingTime = Start + TimeSpan.FromHours(1),
    };

    private static Label Forbidding(string? kind) => new()
    {
        Recipe = "R6", Mmsi = Culprit, Start = Start, End = End, NotExpected = [new ForbiddenAlert(kind, "SEVERITY_WARNING", Start, End)],
    };

    private static AlertLine Event(string id, uint mmsi, string kind, int rank, int secondsAfterStart, string? asset = "gas", string state = "RAISED") =>
        new(id, "ALERT_STATE_" + state, kind, rank, mmsi, "SIM", asset, Start + TimeSpan.FromSeconds(secondsAfterStart));
}
