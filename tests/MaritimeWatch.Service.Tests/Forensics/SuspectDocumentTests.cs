using System.Globalization;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Forensics;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Forensics;

/// <summary>docs/forensics.md says what the score is made of: every number of its tables is the one in force.</summary>
public sealed class SuspectDocumentTests
{
    private static readonly string[] Page = File.ReadAllLines(SharedData.InRepository("docs/forensics.md"));

    private static readonly SuspectFacts There = new() { Presence = PresenceKind.Crossed, OffsetSeconds = 0, PlusMinusSeconds = 120, LengthMetres = 10 };

    [Fact]
    public void Weights_OfThePage_AreThoseOfTheScore()
    {
        var told = Rows("term").Select(row => (row[0], Number(row[1]))).ToList();

        Assert.Equal(SuspectScore.Terms(There).Select(term => (term.Name, term.Most)), told);
        Assert.Equal(100, told.Sum(term => term.Item2));
    }

    [Fact]
    public void SharesOfPresence_OfThePage_AreThoseOfTheScore()
    {
        var told = Rows("presence").Select(row => Number(row[1])).ToList();
        PresenceKind[] inOrder = [PresenceKind.Crossed, PresenceKind.SilentAcross, PresenceKind.Neared, PresenceKind.SilentInReach, PresenceKind.Stale];

        Assert.Equal(inOrder.Select(kind => Points(There with { Presence = kind }, 0) / 40), told);
    }

    [Fact]
    public void SharesOfAlerts_OfThePage_AreThoseOfTheScoreAndLeaveNoneOut()
    {
        var told = Rows("alert").ToDictionary(row => Enum.Parse<AlertKind>(row[0].Replace(" ", "", StringComparison.Ordinal), ignoreCase: true), row => Number(row[1]));

        Assert.Equal(Enum.GetValues<AlertKind>().Where(kind => Points(There with { Alerts = [kind] }, 5) > 0).Order(), told.Keys.Order());
        Assert.All(told, one => Assert.Equal(one.Value * 8, Points(There with { Alerts = [one.Key] }, 5), 1e-9));
    }

    /// <summary>Minutes, degrees and knots from which a term counts, and in full: at the limit nothing, or all.</summary>
    [Fact]
    public void Limits_OfThePage_AreThoseOfTheScore()
    {
        var rows = Rows("sign").ToDictionary(row => row[0], row => (From: Number(row[1]), Full: Number(row[2]), Points: Number(row[3])));
        Func<double, SuspectFacts>[] signs =
        [
            value => There with { SternFirstMinutes = value }, value => There with { SlowMinutes = value }, value => There with { CrabShiftDegrees = value }, value => There with { DriftMinutes = value },
        ];

        Assert.Equal(["stern first, minutes", "10 % slower, minutes", "bow off her way, degrees", "adrift, minutes"], rows.Keys);
        foreach (var ((from, full, points), sign) in rows.Values.Zip(signs))
        {
            double Sum(double value) => Points(sign(value), 2) + Points(sign(value), 3);
            Assert.Equal(0, Sum(from));
            Assert.True(Sum(from + ((full - from) / 10)) > 0);
            Assert.True(Sum(full - ((full - from) / 10)) < points);
            Assert.Equal(points, Sum(full), 1e-9);
            Assert.Equal(points, Sum(full * 2), 1e-9);
        }
    }

    /// <summary>What the page says of how the terms weigh against each other.</summary>
    [Fact]
    public void Balance_OfThePage_IsThatOfTheScore()
    {
        double Sum(SuspectFacts facts) => SuspectScore.Sum(SuspectScore.Terms(facts));
        var dragging = There with { BaselineKnots = 10, LossKnots = 5, SlowMinutes = 60, CrabShiftDegrees = 40, SternFirstMinutes = 30, DriftMinutes = 60 };
        var hour = 120 + 3_600;

        Assert.Equal(33, Sum(There) - Sum(There with { OffsetSeconds = -hour }), 0.5);
        Assert.Equal(37, Sum(There) - Sum(There with { OffsetSeconds = hour }), 0.5);
        Assert.True(Sum(dragging with { OffsetSeconds = -hour }) > Sum(There));
        Assert.True(Sum(dragging with { OffsetSeconds = hour }) < Sum(There));
        Assert.True(Sum(There with { Presence = PresenceKind.SilentInReach, SilenceMinutes = 300, Alerts = [AlertKind.PoweredDrag], Oddities = 3, LengthMetres = 300 }) < Sum(There));
    }

    private static double Points(SuspectFacts facts, int term) => SuspectScore.Terms(facts)[term].Points;

    /// <summary>The rows of the table whose first column has this heading.</summary>
    private static List<string[]> Rows(string heading)
    {
        var first = Array.FindIndex(Page, line => line.StartsWith($"| {heading} |", StringComparison.Ordinal));
        Assert.True(first >= 0, $"docs/forensics.md has no table of '{heading}'");
        return [.. Page.Skip(first + 2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
    }

    // The first number of a cell: what follows it is explained.
    private static double Number(string cell) => double.Parse(cell.Split(' ', ',')[0], CultureInfo.InvariantCulture);
}
