using MaritimeWatch.Simulator.Evaluation;
using static MaritimeWatch.Simulator.Tests.Evaluation.Watch;

namespace MaritimeWatch.Simulator.Tests.Evaluation;

public sealed class PoolTests
{
    private static readonly EvaluationReport Good = Judge([Event("a", 10, 2)], Expecting());
    private static readonly EvaluationReport Late = Judge([Event("a", 40, 3), Event("b", 41, 2, mmsi: Stranger)], Expecting());
    private static readonly EvaluationReport Missed = Judge([], Expecting());

    [Fact]
    public void Pool_ThreeReports_CountsOverAllLabelsAlertsAndHours()
    {
        var pooled = EvaluationReport.Pool("all", [Good, Late, Missed]);

        Assert.Equal((0.333, 0.667), (pooled.Recall!.Value, pooled.Precision!.Value));
        Assert.Equal((1500.0, 3, 1, 0.667), (pooled.VesselHours!.Value, pooled.Alerts, pooled.FalseWarnings, pooled.FalseWarningsPerThousandVesselHours!.Value));
        Assert.Equal((3, 72.0, 432), (pooled.WarningLoad.Sounded, pooled.WarningLoad.Hours, pooled.WarningLoad.Windows));
        Assert.Equal(new AlertRate(Drag, "SEVERITY_WARNING", 1, 0.667), Assert.Single(pooled.Rates));
    }

    [Fact]
    public void Pool_OfOne_IsThatOne()
    {
        var pooled = EvaluationReport.Pool("all", [Late]);

        Assert.Equal(EvaluationTable.Of(Late), EvaluationTable.Of(pooled));
    }

    [Fact]
    public void Recipes_OfSeveral_SpreadTheFiguresOverTheLabels()
    {
        var recipe = Assert.Single(EvaluationReport.Pool("all", [Good, Late, Missed]).Recipes);
        var expected = Assert.Single(recipe.Expectations);

        Assert.Equal(("R1A", 3, 0.333, 1.0), (recipe.Recipe, recipe.Labels, recipe.Recall!.Value, recipe.Precision!.Value));
        Assert.Equal([("met", 1), ("late", 1), ("missed", 1)], expected.Outcomes.Select(outcome => (outcome.Key, outcome.Value)));
        Assert.Equal([("SEVERITY_ALARM", 1), ("SEVERITY_WARNING", 1)], expected.SeveritiesReached.Select(reached => (reached.Key, reached.Value)));
        Assert.Equal(new Spread(10, 25, 40), expected.LatencyMinutes);
        Assert.Equal(new Spread(20, 35, 50), expected.LeadMinutes);
        Assert.Null(expected.NextAssetMinutes);
    }

    [Fact]
    public void Recipes_AreInTheOrderOfTheirNumbers() => Assert.Equal(
        ["R1A", "R2", "R11", "trap-convoy"],
        Judge([], Expecting() with { Recipe = "trap-convoy" }, Expecting() with { Recipe = "R11" }, Expecting() with { Recipe = "R2" }, Expecting()).Recipes.Select(recipe => recipe.Recipe));

    [Fact]
    public void Of_SeveralFiles_ShowsEveryRecipeEveryFileAndEveryLabelThatIsNotMet()
    {
        var table = EvaluationTable.Of(EvaluationReport.Pool("all", [Good, Late with { Name = "second" }]), [Good, Late with { Name = "second" }]).Split('\n');

        Assert.Matches("^R1A +powered drag, warning +1 of 2 +50.0 % +10.0 / 25.0 / 40.0 +20.0 / 35.0 / 50.0 ", table[1]);
        Assert.Contains(table, line => line.StartsWith("second  0 of 1 ", StringComparison.Ordinal) || line.StartsWith("second      0 of 1", StringComparison.Ordinal));
        Assert.Contains("second: R1A 636000001 powered drag warning: late at 2026-03-14T10:40:00Z, a", table);
        Assert.DoesNotContain(table, line => line.EndsWith(' '));
    }
}
