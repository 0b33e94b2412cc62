using System.Text.Json;
using MaritimeWatch.Simulator.Evaluation;
using MaritimeWatch.Simulator.Labels;
using static MaritimeWatch.Simulator.Tests.Evaluation.Watch;

namespace MaritimeWatch.Simulator.Tests.Evaluation;

public sealed class ThresholdCheckTests
{
    private static readonly EvaluationReport Met = Judge(
        [Event("a", 10, 2) with { NextAssets = [new AssetAhead("near", null)] }],
        Expecting() with { Deadline = At(12), Crossings = [new LabelCrossing("near", At(90)), new LabelCrossing("far", At(95))] });

    private static readonly EvaluationReport Missed = Judge([], Expecting());

    [Fact]
    public void Unmet_EverythingReached_IsEmpty() => Assert.Empty(ThresholdCheck.Unmet(Met, Thresholds.FromJson("""
        {
          "overall": { "violations": 0, "duplicates": 0, "precision": 1, "falseWarningsPerThousandVesselHours": 0, "warningsPerTenMinutes": 1, "alarmsPerHour": 0, "floodShare": 0, "chattering": 0 },
          "expectations": [{ "recipe": "R1A", "kind": "ALERT_KIND_POWERED_DRAG", "severity": "SEVERITY_WARNING", "recall": 1, "latencyMinutes": 10, "leadMinutes": 50, "nextAssetMinutes": 80, "crossingsNamed": 0.5, "deadlinesKept": 1 }]
        }
        """)));

    // Each one step beyond what is reached.
    [Theory]
    [InlineData("latencyMinutes", "9.9", "R1A: latency 10.0 min (a), at most 9.9 min is required")]
    [InlineData("leadMinutes", "50.1", "R1A: lead 50.0 min (a), at least 50.1 min is required")]
    [InlineData("nextAssetMinutes", "80.1", "R1A: next asset named ahead 80.0 min (a), at least 80.1 min is required")]
    [InlineData("crossingsNamed", "0.51", "R1A: next assets named 1 of 2, at least 51 % is required")]
    public void Unmet_FigureOfAnExpectation_IsNamedWithBothFigures(string figure, string asked, string said) =>
        Assert.Equal([said], Check(Met, $$"""{ "expectations": [{ "recipe": "R1A", "{{figure}}": {{asked}} }] }"""));

    [Theory]
    [InlineData("violations", "0", "violations: 1, at most 0 is allowed")]
    [InlineData("precision", "0.6", "precision 50.0 %, at least 60 % is required")]
    [InlineData("falseWarningsPerThousandVesselHours", "1.9", "false warnings per 1,000 vessel-hours: 2, at most 1.9 is allowed")]
    [InlineData("warningsPerTenMinutes", "1", "warnings or worse in ten minutes: 2, at most 1 is allowed")]
    [InlineData("alarmsPerHour", "0", "alarms or worse in an hour: 1, at most 0 is allowed")]
    public void Unmet_OverallFigure_IsNamedWithBothFigures(string figure, string asked, string said)
    {
        var report = Judge([Event("a", 10, 2), Event("b", 12, 3, kind: Spoof)], Expecting() with { NotExpected = [new ForbiddenAlert(Spoof, "SEVERITY_NOTICE", Begin, At(60))] });

        Assert.Equal([said], Check(report, $$"""{ "overall": { "{{figure}}": {{asked}} } }"""));
    }

    [Fact]
    public void Unmet_RecipeNobodyNames_IsHeldToTheCommonRecall()
    {
        Assert.Equal(["R1A powered drag warning: recall 0 of 1 (1 missed), at least 100 % is required"], Check(Missed, "{}"));
        Assert.Empty(Check(Missed, """{ "recall": 0 }"""));
    }

    [Fact]
    public void Unmet_RecipeWithoutLabels_IsNotReached() => Assert.Equal(
        ["R4: there is no such label", "known miss R5 trawling: there is no such label"],
        Check(Met, """{ "expectations": [{ "recipe": "R4" }], "knownMisses": [{ "recipe": "R5", "kind": "ALERT_KIND_TRAWLING", "reason": "not built" }] }""").Order());

    [Theory]
    [InlineData("R1", "R1A", true)]
    [InlineData("R1", "R11", false)]
    [InlineData("R1", "R11A", false)]
    [InlineData("R1A", "R1", false)]
    [InlineData("drifting", "drifting-tanker", false)]
    public void Unmet_NameOfAFamily_NamesItsVariants(string named, string recipe, bool isNamed)
    {
        var unmet = Check(Judge([], Expecting() with { Recipe = recipe }), $$"""{ "recall": 0, "expectations": [{ "recipe": "{{named}}" }] }""");

        Assert.Equal(isNamed ? 0 : 1, unmet.Count);
    }

    [Fact]
    public void Unmet_KnownMiss_IsExcusedWhileItIsOne() =>
        Assert.Empty(Check(Missed, """{ "expectations": [], "knownMisses": [{ "recipe": "R1A", "reason": "not built" }] }"""));

    [Fact]
    public void Unmet_KnownMissThatIsMet_IsToBeTakenOffTheList() => Assert.Equal(
        ["known miss R1A: met in 1 of 1; take it off the list (not built)"],
        Check(Met, """{ "knownMisses": [{ "recipe": "R1A", "reason": "not built" }] }"""));

    [Fact]
    public void Unmet_KnownFalseAlarms_AreNotCountedWhileThereAreSome()
    {
        var forbidding = Expecting() with { NotExpected = [new ForbiddenAlert(Spoof, "SEVERITY_NOTICE", Begin, At(60))] };
        const string Asked = """
            {
              "overall": { "violations": 0, "precision": 1, "falseWarningsPerThousandVesselHours": 0 },
              "knownFalseAlarms": [
                { "kind": "ALERT_KIND_KINEMATIC_SPOOF", "recipe": "R1", "reason": "why" },
                { "kind": "ALERT_KIND_POWERED_DRAG", "reason": "why not" }
              ]
            }
            """;

        Assert.Empty(Check(Judge([Event("a", 10, 2), Event("b", 12, 3, kind: Spoof), Event("c", 12, 2, mmsi: Stranger)], forbidding), Asked));
        Assert.Equal(
            ["known false alarm R1 kinematic spoof: there is none; take it off the list (why)", "known false alarm background powered drag: there is none; take it off the list (why not)"],
            Check(Judge([Event("a", 10, 2)], forbidding), Asked));
        Assert.Equal(
            ["precision 50.0 %, at least 100 % is required", "false warnings per 1,000 vessel-hours: 2, at most 0 is allowed"],
            Check(Judge([Event("a", 10, 2), Event("b", 12, 3, kind: Spoof), Event("c", 12, 2, mmsi: Stranger), Event("d", 12, 2, mmsi: Stranger, kind: "ALERT_KIND_DRIFTING")], forbidding), Asked));
    }

    [Fact]
    public void Unmet_ExpectationWhoseLabelsAreAllExcused_HasNoLabelLeft() => Assert.Equal(
        ["R1A: there is no such label"],
        Check(Missed, """{ "expectations": [{ "recipe": "R1A" }], "knownMisses": [{ "recipe": "R1A", "reason": "not built" }] }"""));

    [Fact]
    public void Unmet_ViolationsOfALogWithoutVesselHours_CannotBeARate() => Assert.Equal(
        ["false warnings per 1,000 vessel-hours: the vessel-hours are not known"],
        Check(Evaluator.Unlabelled("recorded", [], null, null, null), """{ "overall": { "falseWarningsPerThousandVesselHours": 1 } }"""));

    [Theory]
    [InlineData("""{ "overal": {} }""", "overal")]
    [InlineData("""{ "expectations": [{ "recall": 1 }] }""", "recipe")]
    [InlineData("""{ "knownMisses": [{ "recipe": "R5" }] }""", "reason")]
    [InlineData("null", "null")]
    public void FromJson_WhatIsNoThreshold_IsRefusedByName(string json, string named) =>
        Assert.Contains(named, Assert.Throws<JsonException>(() => Thresholds.FromJson(json)).Message, StringComparison.Ordinal);

    private static IReadOnlyList<string> Check(EvaluationReport report, string thresholds) => ThresholdCheck.Unmet(report, Thresholds.FromJson(thresholds));
}
