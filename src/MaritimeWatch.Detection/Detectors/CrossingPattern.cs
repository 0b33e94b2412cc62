using System.Collections.Immutable;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>The crossings of one asset that form a chain: each the other way than the one before, turned round at sea, within the window.</summary>
/// <param name="Chain">The chain that ends with the last crossing, oldest first; calls end it.</param>
/// <param name="WithCalls">The chain with calls between allowed: what she would have made had she not called.</param>
/// <param name="NotCounted">Crossings within the window that do not count.</param>
/// <param name="WhyNotCounted">Why the last of those does not count, or null.</param>
internal readonly record struct CrossingPattern(ImmutableArray<JudgedCrossing> Chain, int WithCalls, int NotCounted, string? WhyNotCounted)
{
    public static CrossingPattern Of(List<JudgedCrossing> crossings, ChartedAsset asset, Instant now, RepeatedCrossingOptions options)
    {
        var chain = new List<JudgedCrossing>();
        var withCalls = 0;
        var notCounted = 0;
        string? why = null;
        var isChainOpen = true;
        var steers = Steers(crossings, asset, now, options);
        var isOpen = true;
        JudgedCrossing? later = null;
        for (var i = crossings.Count - 1; i >= 0 && now - crossings[i].Time <= options.PatternWindow; i--)
        {
            var crossing = crossings[i];
            if (!ReferenceEquals(crossing.Asset, asset))
            {
                continue;
            }

            if (crossing.NotCounted is not null && !(steers && crossing.NotCounted == JudgedCrossing.Adrift))
            {
                notCounted++;
                why ??= crossing.NotCounted;
                continue;
            }

            if (later is { } next)
            {
                // The same way twice is one pass over a line that bends: it neither adds to the chain nor ends it.
                if (Angle.Between(crossing.CourseDegrees, next.CourseDegrees) <= options.ReversalDegrees)
                {
                    isOpen &= next.Time - crossing.Time < TimeSpan.FromMinutes(10);
                    isChainOpen &= isOpen && !next.AfterCall;
                    later = crossing;
                    continue;
                }

                isChainOpen &= !next.AfterCall;
            }

            if (!isOpen)
            {
                break;
            }

            withCalls++;
            later = crossing;
            if (isChainOpen)
            {
                chain.Add(crossing);
            }
        }

        chain.Reverse();
        return new CrossingPattern([.. chain], withCalls, notCounted, why);
    }

    /// <summary>Whether she turned her bow round between two of the crossings: at low speed a strong stream makes any course look like a drift, but a drift turns no ship about.</summary>
    private static bool Steers(List<JudgedCrossing> crossings, ChartedAsset asset, Instant now, RepeatedCrossingOptions options)
    {
        var first = double.NaN;
        foreach (var crossing in crossings)
        {
            if (!ReferenceEquals(crossing.Asset, asset) || now - crossing.Time > options.PatternWindow || double.IsNaN(crossing.HeadingDegrees))
            {
                continue;
            }

            first = double.IsNaN(first) ? crossing.HeadingDegrees : first;
            if (Angle.Between(first, crossing.HeadingDegrees) > options.ReversalDegrees)
            {
                return true;
            }
        }

        return false;
    }
}
