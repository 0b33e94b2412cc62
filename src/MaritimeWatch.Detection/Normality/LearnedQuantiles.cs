namespace MaritimeWatch.Detection.Normality;

/// <summary>What scores and features the training windows had: where a new one stands among them.</summary>
/// <param name="scores">The scores at <see cref="Parts"/>, rising.</param>
/// <param name="medians">The median of each feature.</param>
/// <param name="ninetyNinths">The 99 % quantile of each feature.</param>
internal sealed class LearnedQuantiles(float[] scores, float[] medians, float[] ninetyNinths)
{
    /// <summary>The quantiles that are kept: every hundredth, and three beyond the last of them.</summary>
    public static readonly float[] Parts = [.. Enumerable.Range(0, 100).Select(percent => percent / 100f), 0.995f, 0.999f, 1];

    // A feature that is almost always the same is no stranger for a hair's breadth.
    private const float LeastSpread = 0.25f;

    public ReadOnlySpan<float> Scores => scores;

    public ReadOnlySpan<float> Medians => medians;

    public ReadOnlySpan<float> NinetyNinths => ninetyNinths;

    /// <summary>The quantiles of training windows.</summary>
    /// <param name="scores">Their scores, in any order; at least one.</param>
    /// <param name="features">Their features, row by row.</param>
    public static LearnedQuantiles Of(float[] scores, float[] features)
    {
        var sorted = scores.Order().ToArray();
        var medians = new float[WindowFeatures.Count];
        var ninetyNinths = new float[WindowFeatures.Count];
        var column = new float[scores.Length];
        for (var feature = 0; feature < WindowFeatures.Count; feature++)
        {
            for (var row = 0; row < column.Length; row++)
            {
                column[row] = features[(row * WindowFeatures.Count) + feature];
            }

            Array.Sort(column);
            medians[feature] = At(column, 0.5f);
            ninetyNinths[feature] = At(column, 0.99f);
        }

        return new LearnedQuantiles([.. Parts.Select(part => At(sorted, part))], medians, ninetyNinths);
    }

    /// <summary>Which part of the training windows had a lower score, 0 to 1; never falls as the score rises.</summary>
    public double QuantileOf(double score)
    {
        if (score < scores[0])
        {
            return 0;
        }

        var above = 1;
        while (above < scores.Length && scores[above] <= score)
        {
            above++;
        }

        if (above == scores.Length)
        {
            return 1;
        }

        var part = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
        return Parts[above - 1] + (part * (Parts[above] - Parts[above - 1]));
    }

    /// <summary>The feature that is farthest beyond what training windows showed.</summary>
    public WindowFeature StrangestOf(ReadOnlySpan<float> features)
    {
        var (strangest, most) = (0, float.NegativeInfinity);
        for (var i = 0; i < features.Length; i++)
        {
            var beyond = (features[i] - medians[i]) / Math.Max(LeastSpread, ninetyNinths[i] - medians[i]);
            if (beyond > most)
            {
                (strangest, most) = (i, beyond);
            }
        }

        return (WindowFeature)strangest;
    }

    private static float At(float[] sorted, float part)
    {
        var place = part * (sorted.Length - 1.0);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return (float)(sorted[below] + ((place - below) * ((double)sorted[above] - sorted[below])));
    }
}
