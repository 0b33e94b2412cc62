using System.Collections.Immutable;

namespace MaritimeWatch.Domain.Assets;

/// <summary>Everything charted that one analysis runs on.</summary>
/// <param name="Assets">Cables and pipelines, ids unique.</param>
/// <param name="Areas">Context areas, ids unique.</param>
public sealed record Chart(ImmutableArray<ChartedAsset> Assets, ImmutableArray<ContextArea> Areas)
{
    /// <summary>A chart with nothing on it.</summary>
    public static readonly Chart Empty = new([], []);
}
