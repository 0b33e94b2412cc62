using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Raising;

/// <summary>Raise: weighed findings in their final order in, alert events out, with ids, revisions and sequence.</summary>
/// <remarks>One alert per situation: while one of a kind is open for a subject, no second opens.</remarks>
internal sealed class AlertBook
{
    // The longest horizon late data may have (OrderOptions).
    private static readonly TimeSpan LongestLateness = TimeSpan.FromHours(48);

    private readonly Dictionary<Subject, (string Id, int Revision)> open = [];
    private readonly Dictionary<string, int> closed = [];
    private readonly Queue<(Instant Time, string Id)> closings = [];
    private long sequence;

    public StageCounter Counter { get; } = new("Raise");

    /// <summary>Alerts open now.</summary>
    public int OpenAlerts => open.Count;

    /// <summary>Numbers a finding.</summary>
    public AlertEvent Publish(Finding finding)
    {
        Counter.Received();
        var subject = Subject.Of(finding);
        if (finding.State == AlertState.Raised || !open.TryGetValue(subject, out var entry))
        {
            // Late data may take back what was closed: its revisions go on.
            var id = AlertIds.Create(finding);
            entry = (id, finding.State == AlertState.Retracted ? closed.GetValueOrDefault(id) : 0);
        }

        entry.Revision++;
        if (finding.State is AlertState.Closed or AlertState.Retracted)
        {
            open.Remove(subject);
            Remember(entry.Id, entry.Revision, finding.OrderTime);
        }
        else
        {
            open[subject] = entry;
        }

        return new AlertEvent
        {
            Sequence = ++sequence,
            AlertId = entry.Id,
            Revision = entry.Revision,
            State = finding.State,
            Kind = finding.Kind,
            Severity = finding.Severity,
            Vessel = finding.Vessel,
            Asset = finding.Asset is { } asset ? new AssetReference(asset.Id, asset.Name, asset.Category, asset.Operator) : null,
            Since = finding.Since,
            EventTime = finding.EventTime,
            Position = finding.Position,
            DistanceMetres = finding.DistanceMetres,
            NextAssets = finding.NextAssets,
            Headline = finding.Headline,
            RecommendedAction = finding.RecommendedAction,
            Evidence = finding.Evidence,
            SuppressedBy = finding.SuppressedBy,
        };
    }

    private void Remember(string id, int revision, Instant time)
    {
        while (closings.TryPeek(out var oldest) && time - oldest.Time > LongestLateness)
        {
            closed.Remove(closings.Dequeue().Id);
        }

        closed[id] = revision;
        closings.Enqueue((time, id));
    }
}
