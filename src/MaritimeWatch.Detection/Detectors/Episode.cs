using System.Collections.Immutable;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>One situation of one vessel from raised to closed: what was published about it, and what is worth publishing next.</summary>
/// <remarks>
/// The asset is the one that started the episode and does not change when the nearest one flips (detectors.md E rule 1). Severity rises
/// at once and falls only when the lower one has held. A situation that is explained away is held back: counted and listed, not published.
/// </remarks>
internal sealed class Episode(AlertKind kind, bool isStationary)
{
    private LearnedWeight learned;
    private Instant lowerSince = Instant.MaxValue;
    private Instant lastPublished;
    private string? lastNextAsset;
    private Instant lastEta;
    private bool isPublished;
    private ImmutableArray<string> lastSuppressedBy = [];
    private string? heldBackBy;
    private Instant lastEnded = Instant.MinValue;

    public AlertKind Kind { get; } = kind;

    /// <summary>Whether the situation exists, published or held back.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether people have been told.</summary>
    public bool IsPublished => IsOpen && isPublished;

    /// <summary>When the situation began.</summary>
    public Instant Since { get; private set; }

    /// <summary>The last fix that was judged for it.</summary>
    public Instant LastJudged { get; private set; }

    public ChartedAsset? Asset { get; private set; }

    /// <summary>The context area concerned, where no asset is.</summary>
    public ContextArea? Area { get; private set; }

    public Severity Severity { get; private set; }

    /// <summary>What learned normality adds to it, or takes from it.</summary>
    public LearnedWeight Learned => learned;

    /// <summary>Late fixes that contradict it, so far.</summary>
    public int Contradictions { get; set; }

    /// <summary>Opens the episode; nothing is published yet.</summary>
    public void Open(Instant since, ChartedAsset? asset, ContextArea? area = null)
    {
        IsOpen = true;

        // What was said of the time before stands: an id that was closed or retracted is never used again.
        Since = Instant.Max(since, lastEnded);
        Asset = asset;
        Area = area;
        Severity = Severity.Unspecified;
        learned = default;
        lowerSince = Instant.MaxValue;
        isPublished = false;
        lastSuppressedBy = [];
        lastNextAsset = null;
        heldBackBy = null;
        Contradictions = 0;
    }

    /// <summary>The situation is true at this fix, at this severity. Whether that is worth publishing, and as what.</summary>
    public bool Assess(Situation situation, Severity severity, in Projection projection, ImmutableArray<string> suppressedBy, out AlertState state)
    {
        var now = situation.Now;
        var options = situation.Settings.Raise;
        LastJudged = now;
        severity = learned.Weigh(situation, Kind, severity);
        suppressedBy = learned.Reasons(suppressedBy);
        state = AlertState.Maintained;
        if (!isPublished)
        {
            state = AlertState.Raised;
            Publish(now, severity, projection, suppressedBy);
            return true;
        }

        if (severity < Severity)
        {
            lowerSince = Instant.Min(lowerSince, now);
            if (now - lowerSince >= options.SeverityFallsAfter)
            {
                state = AlertState.Lowered;
                Publish(now, severity, projection, suppressedBy);
                return true;
            }
        }
        else
        {
            lowerSince = Instant.MaxValue;
        }

        var maintainEvery = isStationary || severity == Severity.Notice ? options.MaintainStationaryEvery : options.MaintainEvery;
        if (severity > Severity
            || !suppressedBy.SequenceEqual(lastSuppressedBy)
            || now - lastPublished >= maintainEvery
            || (now - lastPublished >= options.EtaChange && HasNewProspect(projection, now, options.EtaChange)))
        {
            Publish(now, severity > Severity ? severity : Severity, projection, suppressedBy);
            return true;
        }

        return false;
    }

    /// <summary>The situation is true, but explained: it is listed once for each reason, and not published.</summary>
    public void HoldBack(Situation situation, string reason)
    {
        LastJudged = situation.Now;
        if (reason != heldBackBy)
        {
            heldBackBy = reason;
            situation.HeldBack.Add(new HeldBack(Kind, situation.Track.Identity, Asset?.Id, Since, situation.Now, reason));
        }
    }

    /// <summary>The situation has ended.</summary>
    public void End()
    {
        if (isPublished)
        {
            lastEnded = LastJudged;
        }

        IsOpen = false;
        isPublished = false;
    }

    private void Publish(Instant now, Severity severity, in Projection projection, ImmutableArray<string> suppressedBy)
    {
        isPublished = true;

        // A word in between does not start the time anew that a lower severity has to hold.
        lowerSince = severity == Severity ? lowerSince : Instant.MaxValue;
        Severity = severity;
        lastPublished = now;
        lastSuppressedBy = suppressedBy;
        lastNextAsset = projection.First?.AssetId;
        lastEta = projection.First?.Eta ?? default;
    }

    private bool HasNewProspect(in Projection projection, Instant now, TimeSpan etaChange)
    {
        if (projection.First?.AssetId != lastNextAsset)
        {
            return true;
        }

        // At drifting speed an arrival hours ahead moves by minutes with every fix: what counts is its part of the time left.
        return projection.First is { } next
            && (next.Eta - lastEta).Duration() > TimeSpan.FromTicks(Math.Max(etaChange.Ticks, (next.Eta - now).Ticks / 10));
    }
}
