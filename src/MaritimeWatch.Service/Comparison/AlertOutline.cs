using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Comparison;

/// <summary>What a comparison remembers of one alert: its first and last word and its height, never its events.</summary>
internal sealed class AlertOutline(AlertLine first)
{
    private readonly SortedSet<string> suppressedBy = new(StringComparer.Ordinal);

    public string AlertId { get; } = first.AlertId;

    public string Kind { get; } = first.Kind;

    public uint? Mmsi { get; } = first.Mmsi;

    public string? VesselName { get; private set; } = first.VesselName;

    public string? AssetId { get; } = first.AssetId;

    /// <summary>Event time of its first event.</summary>
    public Instant Raised { get; } = first.EventTime;

    /// <summary>When the situation began, as the latest event tells it; the first event time where none does.</summary>
    public Instant Since { get; private set; } = first.Since ?? first.EventTime;

    /// <summary>Event time of its last event.</summary>
    public Instant Last { get; private set; } = first.EventTime;

    /// <summary>1 notice to 4 critical; the highest of the events that do not end it.</summary>
    public int HighestRank { get; private set; }

    /// <summary>Event time at which it first had <see cref="HighestRank"/>.</summary>
    public Instant ReachedHighest { get; private set; } = first.EventTime;

    public int Revisions { get; private set; }

    public AlertEnding Ending { get; private set; }

    /// <summary>Every reason of any of its events.</summary>
    public IReadOnlySet<string> SuppressedBy => suppressedBy;

    public void Add(AlertLine line)
    {
        Revisions++;
        VesselName = line.VesselName ?? VesselName;
        Since = line.Since is { } since ? Instant.Min(since, Since) : Since;
        Last = Instant.Max(Last, line.EventTime);
        suppressedBy.UnionWith(line.SuppressedBy);
        Ending = line.IsRetracting ? AlertEnding.Retracted : line.IsClosing ? AlertEnding.Closed : AlertEnding.Open;

        // An alert whose first word is its last still has a severity.
        if (line.SeverityRank > HighestRank && (Ending == AlertEnding.Open || HighestRank == 0))
        {
            (HighestRank, ReachedHighest) = (line.SeverityRank, line.EventTime);
        }
    }

    /// <summary>How long two alerts were both a situation; negative where there is time between them.</summary>
    public TimeSpan Overlap(AlertOutline other)
    {
        var (start, end) = (Instant.Max(Since, other.Since), Instant.Min(Last, other.Last));
        return end - start;
    }
}
