using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>A vessel's passes over assets at towing speed: a visit to the protected tier is one, and every crossing of an asset already crossed in it one more.</summary>
internal sealed class TrawlingPasses
{
    // Three a quarter of an hour for the six hours that count.
    private const int MostPasses = 64;

    private readonly List<(Instant Time, ChartedAsset Asset, EvidenceFix Fix)> passes = [];
    private readonly List<string> crossedInVisit = [];

    /// <summary>Whether she is inside the protected tier at towing speed.</summary>
    public bool IsVisiting { get; private set; }

    /// <summary>Event time of the last sample of a pass.</summary>
    public Instant Last { get; private set; } = Instant.MinValue;

    /// <summary>She is inside the tier at this fix, over an asset.</summary>
    public void Visit(Situation situation, ChartedAsset nearest)
    {
        if (!IsVisiting)
        {
            IsVisiting = true;
            crossedInVisit.Clear();
            Add(situation.Now, nearest, Situation.FixOf(situation.Fix));
        }

        Last = situation.Now;
    }

    /// <summary>She crossed an asset at towing speed.</summary>
    public void Cross(Situation situation, in RecentCrossing crossing)
    {
        if (!IsVisiting)
        {
            Visit(situation, crossing.Asset);
        }
        else if (crossedInVisit.Contains(crossing.Asset.Id))
        {
            crossedInVisit.Clear();
            Add(crossing.Time, crossing.Asset, new EvidenceFix(
                crossing.Time, Rounding.Position(crossing.Point), situation.Fix.SpeedOverGroundKnots, situation.Fix.CourseOverGroundDegrees, null));
        }

        crossedInVisit.Add(crossing.Asset.Id);
        Last = Instant.Max(Last, crossing.Time);
    }

    public void Leave() => IsVisiting = false;

    /// <summary>Passes since a time, oldest first.</summary>
    public IReadOnlyList<(Instant Time, ChartedAsset Asset, EvidenceFix Fix)> Since(Instant time) => passes.FindAll(pass => pass.Time >= time);

    private void Add(Instant time, ChartedAsset asset, EvidenceFix fix)
    {
        if (passes.Count == MostPasses)
        {
            passes.RemoveAt(0);
        }

        passes.Add((time, asset, fix));
    }
}
