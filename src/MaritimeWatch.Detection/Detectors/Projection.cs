using System.Collections.Immutable;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>D3: what lies ahead of a vessel on her present course and speed.</summary>
/// <param name="Assets">Assets ahead, soonest first.</param>
/// <param name="EarliestLine">Earliest crossing of any asset line within the fan, or null.</param>
internal readonly record struct Projection(ImmutableArray<NextAsset> Assets, Instant? EarliestLine)
{
    public static readonly Projection None = new([], null);

    public NextAsset? First => Assets.IsDefaultOrEmpty ? null : Assets[0];
}
