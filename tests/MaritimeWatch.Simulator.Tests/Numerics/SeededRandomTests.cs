using MaritimeWatch.Simulator.Numerics;

namespace MaritimeWatch.Simulator.Tests.Numerics;

public class SeededRandomTests
{
    [Fact]
    public void NextBits_SameSeedAndStream_SameSequence()
    {
        var (one, other) = (new SeededRandom(5, 3), new SeededRandom(5, 3));

        Assert.Equal(Enumerable.Range(0, 100).Select(_ => one.NextBits()), Enumerable.Range(0, 100).Select(_ => other.NextBits()));
    }

    [Fact]
    public void NextBits_OtherStream_OtherSequence() =>
        Assert.NotEqual(new SeededRandom(5, 3).NextBits(), new SeededRandom(5, 4).NextBits());

    [Fact]
    public void NextNormal_ManyDraws_HasMeanZeroAndDeviationOne()
    {
        var random = new SeededRandom(1);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.NextNormal()).ToList();

        // Standard error of the mean is 1/sqrt(100,000) = 0.003; four of them.
        Assert.InRange(draws.Average(), -0.013, 0.013);
        Assert.InRange(Math.Sqrt(draws.Average(draw => draw * draw)), 0.99, 1.01);
        Assert.InRange(draws.Count(draw => Math.Abs(draw) < 1) / 100_000.0, 0.67, 0.70);
    }
}
