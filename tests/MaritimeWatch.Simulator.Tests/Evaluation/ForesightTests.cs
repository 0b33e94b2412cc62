using MaritimeWatch.Simulator.Evaluation;
using MaritimeWatch.Simulator.Labels;
using static MaritimeWatch.Simulator.Tests.Evaluation.Watch;

namespace MaritimeWatch.Simulator.Tests.Evaluation;

/// <summary>When a label was met, what it foresaw, what it said twice.</summary>
public sealed class ForesightTests
{
    [Fact]
    public void Evaluate_Met_TellsTimeFromOnsetAndTheSeverityReached()
    {
        var label = Judge([Event("a", 4, 1), Event("a", 10, 2, "MAINTAINED"), Event("a", 90, 4, "MAINTAINED")], Expecting()).Labels.Single();

        Assert.Equal((10.0, "SEVERITY_CRITICAL"), (label.LatencyMinutes!.Value, label.SeverityReached));
    }

    [Fact]
    public void Evaluate_TooLow_HasNoLatencyButTellsTheSeverityReached()
    {
        var label = Judge([Event("a", 4, 1)], Expecting()).Labels.Single();

        Assert.Equal(("too low", null, "SEVERITY_NOTICE"), (label.Outcome, label.LatencyMinutes, label.SeverityReached));
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(12.02, false)]
    public void Evaluate_Deadline_IsKeptUpToItsSecond(double minutes, bool isKept) =>
        Assert.Equal(isKept, Judge([Event("a", minutes, 2)], Expecting() with { Deadline = At(12) }).Labels.Single().DeadlineKept);

    [Fact]
    public void Evaluate_Deadline_OfAMissIsNotKeptAndWithoutOneThereIsNothingToKeep()
    {
        Assert.False(Judge([Event("a", 4, 1)], Expecting() with { Deadline = At(12) }).Labels.Single().DeadlineKept);
        Assert.Null(Judge([Event("a", 4, 2)], Expecting()).Labels.Single().DeadlineKept);
    }

    [Fact]
    public void Evaluate_NextAssets_CountFromTheFirstEventThatNamesEach()
    {
        var label = Expecting() with { Crossings = [new LabelCrossing("far", At(300)), new LabelCrossing("near", At(200)), new LabelCrossing("unseen", At(310))] };

        var result = Judge(
            [
                Event("a", 10, 2) with { NextAssets = [new AssetAhead("near", At(190))] },
                Event("a", 20, 2, "MAINTAINED") with { NextAssets = [new AssetAhead("near", At(205)), new AssetAhead("far", At(310))] },
                Event("a", 300.5, 2, "MAINTAINED") with { NextAssets = [new AssetAhead("unseen", At(310))] },
                Event("b", 15, 2, mmsi: Stranger) with { NextAssets = [new AssetAhead("far", At(300))] },
            ],
            label).Labels.Single();

        Assert.Equal(["near", "far", "unseen"], result.Crossings.Select(crossing => crossing.AssetId));
        Assert.Equal([190.0, 280.0, 9.5], result.Crossings.Select(crossing => crossing.LeadMinutes!.Value));
        Assert.Equal([-10.0, 10.0, 0.0], result.Crossings.Select(crossing => crossing.EtaErrorMinutes!.Value));
        Assert.Equal(190, result.NextAssetMinutes);
    }

    [Theory]
    [InlineData(null, 190)]
    [InlineData(200.0, 190)]
    [InlineData(200.02, 300)]
    public void Evaluate_NextAsset_IsTheFirstFromTheLabelsOwnCrossingOn(double? crossing, double leadMinutes)
    {
        var label = Expecting() with { CrossingTime = crossing is { } minutes ? At(minutes) : null, Crossings = [new LabelCrossing("near", At(200)), new LabelCrossing("far", At(310))] };

        var result = Judge([Event("a", 10, 2) with { NextAssets = [new AssetAhead("near", null), new AssetAhead("far", null)] }], label).Labels.Single();

        Assert.Equal(leadMinutes, result.NextAssetMinutes);
    }

    [Theory]
    [InlineData("RETRACTED", 50, "met", true)]
    [InlineData("RETRACTED", 50.02, "not retracted", false)]
    [InlineData("CLOSED", 20, "not retracted", false)]
    public void Evaluate_LabelOfAnAlertToTakeBack_AsksForTheRetractionByTheDeadline(string state, double minutes, string outcome, bool isKept)
    {
        var report = Judge([Event("a", 10, 2), Event("a", minutes, 2, state)], Expecting() with { IsRetracted = true, Deadline = At(50) });

        Assert.Equal((outcome, isKept), (report.Labels.Single().Outcome, report.Labels.Single().DeadlineKept!.Value));

        // What should be taken back is no alert to be proud of.
        Assert.Equal(0, report.Right);
    }

    [Fact]
    public void Evaluate_LabelOfAnAlertToTakeBack_IsMissedWithoutAny() =>
        Assert.Equal("missed", Judge([], Expecting() with { IsRetracted = true, Deadline = At(50) }).Labels.Single().Outcome);

    [Theory]
    [InlineData("MAINTAINED", 200, true)]
    [InlineData("MAINTAINED", 200.02, false)] // after the crossing
    [InlineData("CLOSED", 100, false)]
    public void Evaluate_NextAsset_IsNamedByAStandingAlertUpToTheCrossing(string state, double minutes, bool isNamed)
    {
        var events = new[] { Event("a", 10, 2), Event("a", minutes, 2, state) with { NextAssets = [new AssetAhead("near", null)] } };

        var crossing = Judge(events, Expecting() with { Crossings = [new LabelCrossing("near", At(200))] }).Labels.Single().Crossings.Single();

        Assert.Equal(isNamed, crossing.NamedTime is not null);
        Assert.Null(crossing.EtaErrorMinutes);
    }

    [Fact]
    public void Evaluate_SecondAlertOfTheKindWithinTheLabel_IsADuplicateOnce()
    {
        var report = Judge([Event("a", 10, 2), Event("b", 20, 1), Event("c", 20, 1, kind: "ALERT_KIND_DRIFTING")], Expecting(), Expecting("SEVERITY_NOTICE"));

        var duplicate = Assert.Single(report.Duplicates);
        Assert.Equal(("b", "a"), (duplicate.AlertId, duplicate.FirstAlertId));
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(30.02, 0)]
    public void Evaluate_SecondAlert_IsADuplicateUpToTheEndOfTheLabel(double minutes, int duplicates) =>
        Assert.Equal(duplicates, Judge([Event("a", 10, 2), Event("b", minutes, 2)], Expecting()).Duplicates.Count);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-0.02, 0)]
    public void Evaluate_AlertOver_IsNoDuplicateOfALabelThatBeginsLater(double closedMinutes, int duplicates) =>
        Assert.Equal(duplicates, Judge([Event("a", -50, 2), Event("a", closedMinutes, 2, "CLOSED"), Event("b", 10, 2)], Expecting()).Duplicates.Count);

    [Fact]
    public void Evaluate_RetractedAlert_IsNoDuplicate() =>
        Assert.Empty(Judge([Event("a", 10, 2), Event("a", 11, 2, "RETRACTED"), Event("b", 12, 2)], Expecting()).Duplicates);

    [Fact]
    public void Evaluate_FalseWarnings_AreCountedFromWarningOnAndPerThousandHours()
    {
        var forbidding = Expecting() with { NotExpected = [new ForbiddenAlert("ALERT_KIND_DRIFTING", "SEVERITY_WARNING", Begin, At(60))] };

        var report = Judge(
            [Event("a", 10, 2), Event("b", 10, 1, mmsi: Stranger), Event("c", 10, 3, mmsi: Stranger), Event("d", 10, 2, kind: "ALERT_KIND_DRIFTING")], forbidding);

        // c on a stranger and d against the label, in 500 vessel-hours; b is a notice.
        Assert.Equal((2, 4.0), (report.FalseWarnings, report.FalseWarningsPerThousandVesselHours!.Value));
    }
}
