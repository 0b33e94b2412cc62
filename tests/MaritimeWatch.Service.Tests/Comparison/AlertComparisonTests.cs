using MaritimeWatch.Service.Comparison;
using MaritimeWatch.Simulator.Evaluation;
using static MaritimeWatch.Service.Tests.Comparison.Log;

namespace MaritimeWatch.Service.Tests.Comparison;

public sealed class AlertComparisonTests
{
    private static readonly AlertLine[] Usual = [Event("a", 0, 1), Event("a", 20, 2, "MAINTAINED"), Event("a", 60, 2, "CLOSED")];

    [Fact]
    public void Of_TheSameLog_DiffersInNothing()
    {
        var comparison = AlertComparison.Of(Outlines(Usual), Outlines(Usual));

        Assert.False(comparison.Differs);
        Assert.Equal(1, comparison.Same);
    }

    [Fact]
    public void Of_AnotherVesselsAlert_CameAndWent()
    {
        var comparison = AlertComparison.Of(Outlines(Usual), Outlines([Event("b", 0, mmsi: 244000003)]));

        Assert.Equal(("a", "b"), (Assert.Single(comparison.Gone).AlertId, Assert.Single(comparison.Come).AlertId));
        Assert.Empty(comparison.Changed);
    }

    public static TheoryData<string, AlertLine[]> Changes => new()
    {
        { "severity warning -> alarm", [Event("a", 0, 1), Event("a", 20, 3, "MAINTAINED"), Event("a", 60, 2, "CLOSED")] },
        { "raised 5 min later", [Event("a", 5, 1), Event("a", 20, 2, "MAINTAINED"), Event("a", 60, 2, "CLOSED")] },
        { "raised 2.5 min earlier", [Event("a", -2.5, 1), Event("a", 20, 2, "MAINTAINED"), Event("a", 60, 2, "CLOSED")] },
        { "warning 10 min earlier", [Event("a", 0, 1), Event("a", 10, 2, "MAINTAINED"), Event("a", 60, 2, "CLOSED")] },
        { "closed -> retracted", [Event("a", 0, 1), Event("a", 20, 2, "MAINTAINED"), Event("a", 60, 2, "RETRACTED")] },
        { "closed -> open", [Event("a", 0, 1), Event("a", 20, 2, "MAINTAINED"), Event("a", 60, 2, "MAINTAINED")] },
        { "asset tel-1 -> tel-2", [Event("a", 0, 1, asset: "tel-2"), Event("a", 20, 2, "MAINTAINED"), Event("a", 60, 2, "CLOSED")] },
        { "revisions 3 -> 2", [Event("a", 0, 1), Event("a", 20, 2, "MAINTAINED")] },
        { "now suppressed by: anchorage", [Event("a", 0, 1, suppressedBy: "anchorage"), Event("a", 20, 2, "MAINTAINED"), Event("a", 60, 2, "CLOSED")] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Of_AlertThatChanged_SaysWhat(string words, AlertLine[] after)
    {
        var change = Assert.Single(AlertComparison.Of(Outlines(Usual), Outlines(after)).Changed);

        Assert.Contains(words, change.InWords());
    }

    [Fact]
    public void Of_AlertThatIsNoLongerSuppressed_SaysSo()
    {
        var before = Outlines(Event("a", 0, 1, suppressedBy: ["anchorage", "tug"]));

        var change = Assert.Single(AlertComparison.Of(before, Outlines(Event("a", 0, 1, suppressedBy: "tug"))).Changed);

        Assert.Equal(["no longer suppressed by: anchorage"], change.InWords());
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(60.02, false)]
    public void Of_AnotherIdOfTheSameVesselAndKind_IsThatAlertWhereTheTimesTouch(double sinceMinutes, bool isPaired)
    {
        var comparison = AlertComparison.Of(Outlines(Usual), Outlines(Event("later", 65, since: sinceMinutes)));

        Assert.Equal(isPaired ? (1, 0, 0) : (0, 1, 1), (comparison.Changed.Count, comparison.Come.Count, comparison.Gone.Count));
        if (isPaired)
        {
            Assert.Contains("now later", comparison.Changed[0].InWords());
        }
    }

    [Fact]
    public void Of_OtherKind_IsAnotherAlert() =>
        Assert.Empty(AlertComparison.Of(Outlines(Usual), Outlines(Event("b", 0, kind: "DRIFTING"))).Changed);

    [Fact]
    public void Of_SeveralThatOverlap_PairsTheLongestOverlapFirstAndTheSameIdBeforeAll()
    {
        var before = Outlines(Event("a", 0), Event("a", 60, state: "CLOSED"), Event("b", 50), Event("b", 100, state: "CLOSED"), Event("c", 0), Event("c", 60, state: "CLOSED"));
        var after = Outlines(Event("x", 55), Event("x", 100, state: "CLOSED"), Event("y", 5), Event("y", 60, state: "CLOSED"), Event("c", 200));

        var comparison = AlertComparison.Of(before, after);

        Assert.Equal([("a", "y"), ("b", "x"), ("c", "c")], comparison.Changed.Select(change => (change.Before.AlertId, change.After.AlertId)).Order());
    }

    [Fact]
    public void Of_AreaAlerts_ArePairedWithoutAVessel() =>
        Assert.Single(AlertComparison.Of(Outlines(Event("a", 0, mmsi: null), Event("a", 9, state: "CLOSED", mmsi: null)), Outlines(Event("b", 5, mmsi: null))).Changed);

    [Fact]
    public void Of_Comparison_CountsByKindAndSeverity()
    {
        var table = ComparisonTable.Of(AlertComparison.Of(Outlines(Usual), Outlines([.. Usual, Event("b", 5, 3, mmsi: 244000003)])));

        Assert.Contains("1 alerts before, 2 after: 1 the same, 0 changed, 1 came, 0 went", table, StringComparison.Ordinal);
        Assert.Matches("loitering +alarm +0 +1 +\\+1\n", table);
        Assert.Matches("loitering +warning +1 +1\n", table);
    }
}
