namespace MaritimeWatch.Detection.Normality;

/// <summary>An isolation forest (Liu, Ting and Zhou 2008): what is isolated by few random cuts is unusual.</summary>
/// <remarks>Trees lie behind one another in preorder: the left child of a node is the next one. Immutable; scoring allocates nothing.</remarks>
internal sealed class IsolationForest
{
    /// <summary>The feature of a leaf.</summary>
    public const byte Leaf = 255;

    private const double EulerGamma = 0.5772156649015329;

    private readonly Node[] nodes;
    private readonly int[] roots;
    private readonly double[] leafPaths;
    private readonly double ordinaryPath;

    /// <summary>A forest of finished trees.</summary>
    /// <param name="nodes">All nodes, tree by tree.</param>
    /// <param name="roots">Where each tree begins.</param>
    /// <param name="subsample">From how many windows a tree was grown; at least 2.</param>
    public IsolationForest(Node[] nodes, int[] roots, int subsample)
    {
        this.nodes = nodes;
        this.roots = roots;
        Subsample = subsample;
        ordinaryPath = AveragePath(subsample);
        leafPaths = [.. nodes.Select(node => node.Feature == Leaf ? AveragePath(node.Right) : 0)];
    }

    /// <summary>A cut, or a leaf.</summary>
    /// <param name="Feature">The feature that is cut; <see cref="Leaf"/> for none.</param>
    /// <param name="Cut">What is below goes left.</param>
    /// <param name="Right">Index of the right child; of a leaf, how many windows it holds.</param>
    internal readonly record struct Node(byte Feature, float Cut, int Right);

    public ReadOnlySpan<Node> Nodes => nodes;

    public ReadOnlySpan<int> Roots => roots;

    /// <summary>From how many windows each tree was grown.</summary>
    public int Subsample { get; }

    /// <summary>The anomaly score, 0 to 1: near 1 for what is isolated at once, below 0.5 for what is ordinary.</summary>
    public double Score(ReadOnlySpan<float> features)
    {
        var path = 0.0;
        foreach (var root in roots)
        {
            var at = root;
            var depth = 0;
            while (nodes[at].Feature is not Leaf and var feature)
            {
                at = features[feature] < nodes[at].Cut ? at + 1 : nodes[at].Right;
                depth++;
            }

            path += depth + leafPaths[at];
        }

        return Math.Pow(2, -path / roots.Length / ordinaryPath);
    }

    /// <summary>The average path of an unsuccessful search in a binary tree of n: c(n) of the paper.</summary>
    internal static double AveragePath(int n) => n switch
    {
        <= 1 => 0,
        2 => 1,
        _ => (2 * (Math.Log(n - 1) + EulerGamma)) - (2.0 * (n - 1) / n),
    };
}
