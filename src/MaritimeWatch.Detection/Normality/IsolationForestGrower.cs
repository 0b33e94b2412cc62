namespace MaritimeWatch.Detection.Normality;

/// <summary>Grows an isolation forest: every tree from windows of its own, cut at random until each is alone or the height is reached.</summary>
internal sealed class IsolationForestGrower
{
    private readonly float[] features;
    private readonly int width;
    private readonly List<IsolationForest.Node> nodes = [];
    private readonly int heightLimit;
    private SeededDraws draws;

    private IsolationForestGrower(float[] features, int width, int subsample, ulong seed)
    {
        this.features = features;
        this.width = width;
        heightLimit = (int)Math.Ceiling(Math.Log2(subsample));
        draws = new SeededDraws(seed);
    }

    /// <summary>Grows a forest.</summary>
    /// <param name="features">Rows of <paramref name="width"/> values; at least two rows.</param>
    /// <param name="width">How many features a row has; below 255.</param>
    /// <param name="trees">How many trees; 100 in the paper.</param>
    /// <param name="subsample">From how many rows each; 256 in the paper, fewer where there are fewer.</param>
    /// <param name="seed">The same seed and rows give the same forest.</param>
    public static IsolationForest Grow(float[] features, int width, int trees, int subsample, ulong seed)
    {
        var rows = features.Length / width;
        subsample = Math.Min(subsample, rows);
        var grower = new IsolationForestGrower(features, width, subsample, seed);
        var roots = new int[trees];
        var order = new int[rows];
        for (var tree = 0; tree < trees; tree++)
        {
            for (var i = 0; i < rows; i++)
            {
                order[i] = i;
            }

            // The first places of a shuffle (Fisher and Yates): a sample without repetition.
            for (var i = 0; i < subsample; i++)
            {
                var other = i + grower.draws.NextIndex(rows - i);
                (order[i], order[other]) = (order[other], order[i]);
            }

            roots[tree] = grower.nodes.Count;
            grower.Grow(order.AsSpan(0, subsample), 0);
        }

        return new IsolationForest([.. grower.nodes], roots, subsample);
    }

    private void Grow(Span<int> rows, int depth)
    {
        var at = nodes.Count;
        if (depth >= heightLimit || rows.Length <= 1 || !TryChoose(rows, out var feature, out var least, out var most))
        {
            nodes.Add(new IsolationForest.Node(IsolationForest.Leaf, 0, rows.Length));
            return;
        }

        // Above the least, so that neither side is empty.
        var cut = Math.Clamp((float)(least + (draws.NextPart() * ((double)most - least))), float.BitIncrement(least), most);
        var left = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (features[(rows[i] * width) + feature] < cut)
            {
                (rows[left], rows[i]) = (rows[i], rows[left]);
                left++;
            }
        }

        nodes.Add(default);
        Grow(rows[..left], depth + 1);
        nodes[at] = new IsolationForest.Node((byte)feature, cut, nodes.Count);
        Grow(rows[left..], depth + 1);
    }

    /// <summary>Draws a feature among those that are not all alike.</summary>
    private bool TryChoose(ReadOnlySpan<int> rows, out int feature, out float least, out float most)
    {
        Span<int> candidates = stackalloc int[width];
        for (var i = 0; i < width; i++)
        {
            candidates[i] = i;
        }

        (feature, least, most) = (0, 0, 0);
        for (var left = width; left > 0; left--)
        {
            var drawn = draws.NextIndex(left);
            feature = candidates[drawn];
            candidates[drawn] = candidates[left - 1];
            (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
            foreach (var row in rows)
            {
                var value = features[(row * width) + feature];
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            }

            if (most > least)
            {
                return true;
            }
        }

        return false;
    }
}
