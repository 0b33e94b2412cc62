using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Raising;

/// <summary>Raise: findings of all shards in, alert events in one order out, with ids, revisions and sequence.</summary>
/// <remarks>
/// One alert per situation: while one of a kind is open for a vessel, no second opens. Findings are numbered in the order of their
/// time, then MMSI, then kind, once the watermark has passed them: no shard can bring an earlier one any more.
/// </remarks>
internal sealed class AlertBook
{
    private readonly Dictionary<(Mmsi, AlertKind), (string Id, int Revision)> open = [];
    private readonly List<Finding> waiting = [];
    private long sequence;

    public StageCounter Counter { get; } = new("Raise");

    /// <summary>Alerts open now.</summary>
    public int OpenAlerts => open.Count;

    /// <summary>Takes findings of a shard; they wait until the watermark has passed them.</summary>
    public void Add(List<Finding> findings)
    {
        waiting.AddRange(findings);
        findings.Clear();
    }

    /// <summary>Publishes what the watermark has passed.</summary>
    public void Publish(Instant watermark, List<AlertEvent> into)
    {
        if (waiting.Count == 0)
        {
            return;
        }

        // A stable sort: findings of one vessel, kind and time stay in the order they were made.
        var due = waiting
            .Where(finding => finding.OrderTime < watermark)
            .OrderBy(finding => finding.OrderTime)
            .ThenBy(finding => finding.Vessel.Mmsi)
            .ThenBy(finding => finding.Kind)
            .ToList();
        waiting.RemoveAll(finding => finding.OrderTime < watermark);
        foreach (var finding in due)
        {
            Counter.Received();
            into.Add(ToEvent(finding));
        }
    }

    private AlertEvent ToEvent(Finding finding)
    {
        var key = (finding.Vessel.Mmsi, finding.Kind);
        if (finding.State == AlertState.Raised || !open.TryGetValue(key, out var entry))
        {
            entry = (AlertIds.Create(finding.Kind, finding.Vessel.Mmsi, finding.Asset?.Id, finding.Since), 0);
        }

        entry.Revision++;
        if (finding.State is AlertState.Closed or AlertState.Retracted)
        {
            open.Remove(key);
        }
        else
        {
            open[key] = entry;
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
}
