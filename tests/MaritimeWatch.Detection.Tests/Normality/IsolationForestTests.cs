using MaritimeWatch.Detection.Normality;

namespace MaritimeWatch.Detection.Tests.Normality;

public sealed class IsolationForestTests
{
    private const int Width = 3;

    // c(n) of Liu, Ting and Zhou 2008, equation 1, with H(i) = ln i + 0.5772156649; 10.24477 for 256 is the value scikit-learn computes.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(5, 2.327)]
    [InlineData(256, 10.24477)]
    public void AveragePath_OfN_IsThatOfThePaper(int n, double expected) => Assert.Equal(expected, IsolationForest.AveragePath(n), 0.001);

    [Fact]
    public void Score_WhatLiesApart_IsAboveAllThatLiesTogether()
    {
        var rows = Cloud(1000);
        var forest = Grow(rows);
        var most = Enumerable.Range(0, 1000).Max(row => forest.Score(rows.AsSpan(row * Width, Width)));

        Assert.InRange(forest.Score([0, 0, 0]), 0.3, 0.5);
        Assert.True(forest.Score([20, 20, 20]) > most);
        Assert.InRange(forest.Score([20, 20, 20]), 0.7, 1);
    }

    // Beyond everything learned, farther is never more ordinary; a whole tree can be no shorter.
    [Fact]
    public void Score_FartherOutBeyondAllLearned_NeverFalls()
    {
        var forest = Grow(Cloud(1000));
        for (var feature = 0; feature < Width; feature++)
        {
            var before = 0.0;
            for (var distance = 4f; distance < 40; distance += 1)
            {
                var point = new float[Width];
                point[feature] = distance;
                var score = forest.Score(point);
                Assert.True(score >= before, $"feature {feature} at {distance}: {score} after {before}");
                before = score;
            }
        }
    }

    // A single leaf of all: the path is c(n), so the score is 2^-1.
    [Fact]
    public void Score_AllAlike_IsOneHalf() => Assert.Equal(0.5, Grow(new float[100 * Width]).Score([1, 2, 3]), 12);

    [Fact]
    public void Grow_SameSeed_IsTheSameForestAndAnotherSeedAnother()
    {
        var rows = Cloud(500);
        Assert.Equal(Grow(rows).Nodes.ToArray(), Grow(rows).Nodes.ToArray());
        Assert.NotEqual(Grow(rows).Nodes.ToArray(), IsolationForestGrower.Grow(rows, Width, 100, 256, seed: 2).Nodes.ToArray());
    }

    [Theory]
    [InlineData(1000, 256)]
    [InlineData(100, 100)]
    public void Grow_EveryTree_HoldsItsSubsampleInLeavesWithinTheHeight(int rows, int subsample)
    {
        var forest = Grow(Cloud(rows));

        Assert.Equal(100, forest.Roots.Length);
        Assert.Equal(subsample, forest.Subsample);
        foreach (var root in forest.Roots)
        {
            Assert.Equal(subsample, Held(forest, root, 0, (int)Math.Ceiling(Math.Log2(subsample))));
        }
    }

    [Fact]
    public void SeededDraws_OfSeed0_AreThoseOfSplitMix64()
    {
        // First outputs of SplitMix64 from 0, as published with its reference code (Vigna).
        var draws = new SeededDraws(0);
        Assert.Equal(0xE220A8397B1DCDAFUL, draws.Next());
        Assert.Equal(0x6E789E6AA1B965F4UL, draws.Next());
    }

    [Fact]
    public void QuantileOf_RisingScores_NeverFalls()
    {
        var scores = Enumerable.Range(0, 1000).Select(i => (float)Math.Sqrt(i / 1000.0)).ToArray();
        var quantiles = LearnedQuantiles.Of(scores, new float[1000 * WindowFeatures.Count]);
        var before = -1.0;
        for (var score = -0.1; score < 1.1; score += 0.001)
        {
            var quantile = quantiles.QuantileOf(score);
            Assert.True(quantile >= before);
            before = quantile;
        }

        Assert.Equal(0, quantiles.QuantileOf(-0.1));
        Assert.Equal(1, quantiles.QuantileOf(1.1));
        Assert.Equal(0.5, quantiles.QuantileOf(Math.Sqrt(0.5)), 0.01);
        Assert.Equal(0.995, quantiles.QuantileOf(Math.Sqrt(0.995)), 0.002);
    }

    private static IsolationForest Grow(float[] rows) => IsolationForestGrower.Grow(rows, Width, 100, 256, seed: 1);

    private static int Held(IsolationForest forest, int at, int depth, int most)
    {
        Assert.InRange(depth, 0, most);
        var node = forest.Nodes[at];
        return node.Feature == IsolationForest.Leaf ? node.Right : Held(forest, at + 1, depth + 1, most) + Held(forest, node.Right, depth + 1, most);
    }

    /// <summary>A ball of points about the origin, none farther than 3.</summary>
    private static float[] Cloud(int rows)
    {
        var noise = new Random(5);
        return [.. Enumerable.Range(0, rows * Width).Select(_ => (float)((noise.NextDouble() + noise.NextDouble() + noise.NextDouble() - 1.5) * 2))];
    }
}
