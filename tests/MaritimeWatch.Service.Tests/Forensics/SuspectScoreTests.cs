using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Forensics;

namespace MaritimeWatch.Service.Tests.Forensics;

public sealed class SuspectScoreTests
{
    private static readonly SuspectFacts Passing = new()
    {
        Presence = PresenceKind.Crossed, OffsetSeconds = 600, PlusMinusSeconds = 120, BaselineKnots = 10, SigmaKnots = 0.1, LengthMetres = 120,
    };

    [Fact]
    public void Terms_OfEverythingAtOnce_AreAHundredPoints()
    {
        var terms = SuspectScore.Terms(Passing with
        {
            OffsetSeconds = 0, LossKnots = 5, SlowMinutes = 60, CrabShiftDegrees = 40, SternFirstMinutes = 30, DriftMinutes = 60, SilenceMinutes = 90, Oddities = 5, Alerts = [AlertKind.PoweredDrag],
        });

        Assert.Equal(100, SuspectScore.Sum(terms));
        Assert.All(terms, term => Assert.Equal(term.Most, term.Points));
        Assert.Equal(["place and time", "speed", "drag", "drift", "silence", "alerts", "identity", "size"], terms.Select(term => term.Name));
    }

    [Fact]
    public void Terms_OfAnOrdinaryPassage_AreForPlaceTimeAndSizeAlone()
    {
        var terms = SuspectScore.Terms(Passing with { OffsetSeconds = 0 });

        Assert.Equal(44, SuspectScore.Sum(terms));
        Assert.All(terms.Skip(1).SkipLast(1), term => Assert.Equal(0, term.Points));
    }

    [Fact]
    public void Sum_CrossingMovedNearerInTime_IsNeverLower()
    {
        foreach (var sign in new[] { -1, 1 })
        {
            foreach (var plusMinus in new[] { 0.0, 120, 10_800 })
            {
                var sums = Enumerable.Range(0, 400).Select(i => Sum(Passing with { PlusMinusSeconds = plusMinus, OffsetSeconds = sign * (20_000 - (50 * i)) })).ToList();
                Assert.Equal(sums.Order(), sums);
                Assert.True(sums[^1] > sums[0] + 5);
            }
        }
    }

    [Fact]
    public void Sum_CrossingBeforeTheFault_IsMoreThanOneAsLongAfter() =>
        Assert.True(Sum(Passing with { OffsetSeconds = -900 }) > Sum(Passing with { OffsetSeconds = 900 }));

    [Theory]
    [InlineData(nameof(SuspectFacts.LossKnots), 3.0)]
    [InlineData(nameof(SuspectFacts.SlowMinutes), 60.0)]
    [InlineData(nameof(SuspectFacts.CrabShiftDegrees), 45.0)]
    [InlineData(nameof(SuspectFacts.SternFirstMinutes), 20.0)]
    [InlineData(nameof(SuspectFacts.DriftMinutes), 60.0)]
    [InlineData(nameof(SuspectFacts.SilenceMinutes), 120.0)]
    [InlineData(nameof(SuspectFacts.Oddities), 6.0)]
    public void Sum_MoreOfAnyEvidence_IsNeverLowerWhateverElseIsKnown(string evidence, double most)
    {
        var random = new Random(42);
        var grew = 0;
        for (var round = 0; round < 300; round++)
        {
            var facts = Drawn(random);
            var sums = Enumerable.Range(0, 41).Select(i => Sum(With(facts, evidence, most * i / 40))).ToList();
            Assert.Equal(sums.Order(), sums);
            grew += sums[^1] > sums[0] ? 1 : 0;
        }

        Assert.True(grew > 100, $"it mattered {grew} times");
    }

    [Fact]
    public void Sum_OneMoreAlert_IsNeverLower()
    {
        foreach (var kind in Enum.GetValues<AlertKind>())
        {
            foreach (var other in Enum.GetValues<AlertKind>())
            {
                Assert.True(Sum(Passing with { Alerts = [kind, other] }) >= Sum(Passing with { Alerts = [kind] }));
            }
        }
    }

    [Fact]
    public void Sum_SurerPresence_IsMore()
    {
        PresenceKind[] fromSurest = [PresenceKind.Crossed, PresenceKind.SilentAcross, PresenceKind.Neared, PresenceKind.SilentInReach, PresenceKind.Stale];
        var sums = fromSurest.Select(kind => Sum(Passing with { Presence = kind })).ToList();

        Assert.Equal(sums.OrderDescending(), sums);
        Assert.Equal(5, sums.Distinct().Count());
    }

    /// <summary>In full for two hours, half from eight on.</summary>
    [Theory]
    [InlineData(0, 8)]
    [InlineData(2, 8)]
    [InlineData(5, 6)]
    [InlineData(8, 4)]
    [InlineData(30, 4)]
    public void Terms_OfAStalePosition_AreLessTheOlderItIs(double hours, double points) =>
        Assert.Equal(points, SuspectScore.Terms(Passing with { Presence = PresenceKind.Stale, OffsetSeconds = 0, StaleHours = hours })[0].Points);

    [Fact]
    public void LossOfSpeed_AtTierAAndJustBelow_CountsAndDoesNot()
    {
        // D2, tier a: the largest of 0.4 kn, 5 % and three sigma (floored at 0.3 kn).
        Assert.Equal(0.5, SuspectScore.LeastLoss(10, 0.1), 1e-9);
        Assert.Equal(0.4, SuspectScore.LeastLoss(6, 0.05), 1e-9);
        Assert.Equal(0.9, SuspectScore.LeastLoss(10, 0.3), 1e-9);
        Assert.Equal(0, Speed(Passing with { LossKnots = 0.49 }));
        Assert.Equal(8, Speed(Passing with { LossKnots = 0.5 }));
        Assert.Equal(16, Speed(Passing with { LossKnots = 1.0 }));

        // Eagle S at Estlink 2, 9.3 to 8.8 kn; Newnew Polar Bear, 11 to 9.5 kn (detectors.md C.5): the first counts, the second in full.
        Assert.InRange(Speed(Passing with { BaselineKnots = 9.3, LossKnots = 0.5 }), 8, 16);
        Assert.Equal(16, Speed(Passing with { BaselineKnots = 11, LossKnots = 1.5 }));
    }

    [Fact]
    public void LossOfSpeed_ThatATurnExplains_CountsForLessAndStillForSomething() =>
        Assert.InRange(Speed(Passing with { LossKnots = 2, IsLossExplained = true }), 1, Speed(Passing with { LossKnots = 2 }) / 2);

    [Fact]
    public void Size_FortyMetresAndOneLess_CountsAndDoesNot()
    {
        Assert.Equal(4, Sum(Passing with { LengthMetres = 40 }) - Sum(Passing with { LengthMetres = 39 }), 1e-9);
        Assert.Equal(2, Sum(Passing with { LengthMetres = null }) - Sum(Passing with { LengthMetres = 39 }), 1e-9);
    }

    private static double Sum(SuspectFacts facts) => SuspectScore.Sum(SuspectScore.Terms(facts));

    private static double Speed(SuspectFacts facts) => SuspectScore.Terms(facts)[1].Points;

    private static SuspectFacts Drawn(Random random) => new()
    {
        Presence = (PresenceKind)random.Next(1, 6),
        OffsetSeconds = (random.NextDouble() - 0.5) * 7_200,
        PlusMinusSeconds = random.NextDouble() * 3_600,
        AwayShare = random.NextDouble(),
        BaselineKnots = random.Next(4) == 0 ? null : 5 + (random.NextDouble() * 15),
        SigmaKnots = random.NextDouble() * 0.3,
        LossKnots = random.NextDouble() * 2,
        IsLossExplained = random.Next(2) == 0,
        SlowMinutes = random.NextDouble() * 30,
        CrabShiftDegrees = random.NextDouble() * 20,
        SternFirstMinutes = random.NextDouble() * 8,
        DriftMinutes = random.NextDouble() * 30,
        LengthMetres = random.Next(3) == 0 ? null : random.Next(10, 300),
        SilenceMinutes = random.NextDouble() * 60,
        Oddities = random.Next(3),
    };

    private static SuspectFacts With(SuspectFacts facts, string evidence, double value) => evidence switch
    {
        nameof(SuspectFacts.LossKnots) => facts with { LossKnots = value },
        nameof(SuspectFacts.SlowMinutes) => facts with { SlowMinutes = value },
        nameof(SuspectFacts.CrabShiftDegrees) => facts with { CrabShiftDegrees = value },
        nameof(SuspectFacts.SternFirstMinutes) => facts with { SternFirstMinutes = value },
        nameof(SuspectFacts.DriftMinutes) => facts with { DriftMinutes = value },
        nameof(SuspectFacts.SilenceMinutes) => facts with { SilenceMinutes = value },
        _ => facts with { Oddities = (int)value },
    };
}
