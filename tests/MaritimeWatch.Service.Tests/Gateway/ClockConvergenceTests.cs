using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway.Merging;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>Whatever the clocks of several sources do, what is taken off their times comes to what they are off, stays bounded, and what cannot be put right is said.</summary>
public sealed class ClockConvergenceTests
{
    private const int Phase = 150;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Corrections_OverAnySequenceOfJumps_ComeToWhatTheClocksAreOff(int seed)
    {
        var random = new Random(seed);
        var simulation = new ClockSimulation(seed);
        var witness = simulation.Add("witness", tellsSeconds: true);
        var jumping = simulation.Add("jumping", tellsSeconds: true);
        var silent = simulation.Add("without-seconds", tellsSeconds: false);
        var low = simulation.Add("low-trust", tellsSeconds: false, SourceTrust.Low);
        var wild = simulation.Add("wild", tellsSeconds: true);
        (jumping.MostWait, silent.MostWait, low.MostWait, wild.Wander) = (20, 30, 10, 200);
        ClockSimulation.Listener[] others = [jumping, silent, low];
        simulation.Pass(Phase);
        for (var phase = 0; phase < 12; phase++)
        {
            var before = others.Select(one => one.Off).ToArray();
            foreach (var one in others)
            {
                one.Off = random.Next(6) == 0 ? (random.Next(2) * 2 - 1) * random.Next(620, 2_000) : random.Next(3) == 0 ? 0 : random.Next(-560, 561);
                one.Delay = random.Next(4);
            }

            simulation.Pass(Phase, () =>
            {
                Assert.Equal(0, witness.Source.Clock.CorrectionSeconds);
                Assert.All(others, one => Assert.InRange(one.Source.Clock.CorrectionSeconds, -SourceClock.MostSeconds, SourceClock.MostSeconds));
            });

            for (var number = 0; number < others.Length; number++)
            {
                var (one, clock) = (others[number], others[number].Source.Clock);
                if (Math.Abs(one.Off) <= 560)
                {
                    Assert.InRange(clock.CorrectionSeconds - one.Off, -SourceClock.LeastSeconds, SourceClock.LeastSeconds);
                    Assert.True(Math.Abs(one.Off - before[number]) < 20 || Math.Abs(before[number]) > 560 || clock.Problem?.Contains("jumped", StringComparison.Ordinal) == true, $"{one.Source.Name}: {before[number]} to {one.Off}: {clock.Problem}");
                }
                else
                {
                    Assert.Contains("clock off by", clock.Problem, StringComparison.Ordinal);
                }

                Assert.False(clock.IsWitness && one != jumping);
            }

            Assert.True(witness.Source.Clock.IsWitness);
            Assert.False(wild.Source.Clock.IsWitness);
        }
    }

    /// <summary>Two that could tell each other: both are told by the ships alone, and neither drifts with the other.</summary>
    [Fact]
    public void Corrections_OfTwoWitnesses_DoNotDriftTogether()
    {
        var simulation = new ClockSimulation(11);
        var (one, other) = (simulation.Add("one", tellsSeconds: true), simulation.Add("other", tellsSeconds: true));
        (one.Off, other.Off, one.MostWait, other.Delay) = (17, -140, 25, 3);

        simulation.Pass(Phase);
        simulation.Pass(3_600, () =>
        {
            Assert.InRange(one.Source.Clock.CorrectionSeconds, 17 - 2, 17 + 2);
            Assert.InRange(other.Source.Clock.CorrectionSeconds, -140 - 2, -140 + 2);
        });
    }

    /// <summary>What is corrected is never taken for what was said: copies that wait while the correction changes do not feed back.</summary>
    [Fact]
    public void Corrections_OfOneThatIsToldByCopiesAlone_StayWhereTheyAre()
    {
        var simulation = new ClockSimulation(12);
        simulation.Add("witness", tellsSeconds: true);
        var told = simulation.Add("told", tellsSeconds: false);
        (told.Off, told.MostWait) = (-44, 60);

        simulation.Pass(Phase);
        simulation.Pass(3_600, () => Assert.InRange(told.Source.Clock.CorrectionSeconds, -46, -42));
        Assert.Null(told.Source.Clock.Problem);
    }

    /// <summary>A clock half a minute off is off by 30 and by -30 seconds of the minute alike.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    [InlineData(90)]
    [InlineData(-150)]
    public void Corrections_OfAClockThatIsHalfAMinuteOff_AreSteady(int off)
    {
        var simulation = new ClockSimulation(13);
        var one = simulation.Add("one", tellsSeconds: true);
        one.Off = off;

        simulation.Pass(Phase);
        simulation.Pass(600, () => Assert.InRange(one.Source.Clock.CorrectionSeconds, off - 2, off + 2));
        Assert.Null(one.Source.Clock.Problem);
    }
}
