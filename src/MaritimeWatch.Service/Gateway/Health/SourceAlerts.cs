using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>H1 for sources: an alert while one is silent or degraded, closed when it has done well for two minutes. Told once a second, emptied by the analyser's loop.</summary>
/// <remarks>
/// One alert a source. A source that was configured counts from the start; one that anybody may call or send to (the fixed ports, push) counts once it
/// has been a feed, so that a file sent once is no outage, and until nothing has come for a week. What was open, and who was a feed, when the service stopped is gone on with, never raised twice and never forgotten.
/// </remarks>
internal sealed class SourceAlerts
{
    /// <summary>Recovery: so long without trouble closes the alert (detectors.md C.11).</summary>
    public static readonly TimeSpan RecoveredAfter = TimeSpan.FromMinutes(2);

    /// <summary>What is degraded for less is no news. Design value.</summary>
    public static readonly TimeSpan DegradedFor = TimeSpan.FromMinutes(1);

    /// <summary>Who has sent for so long is a feed. Design value.</summary>
    public static readonly TimeSpan FeedAfter = TimeSpan.FromMinutes(10);

    /// <summary>Who has sent nothing for so long was a feed. Design value.</summary>
    public static readonly TimeSpan NoFeedAfter = TimeSpan.FromDays(7);

    private readonly Lock gate = new();
    private readonly SourceList sources;
    private readonly SourceAlertText text;
    private readonly Dictionary<string, Followed> followed = new(StringComparer.Ordinal);
    private readonly FeedMemory? memory;
    private List<AlertEvent> waiting = [];

    /// <param name="sources">All sources.</param>
    /// <param name="open">Every alert that is open in the log.</param>
    /// <param name="settingsHash">Hash of the thresholds in force.</param>
    /// <param name="feeds">Who was a feed before the service was started; null for nobody.</param>
    /// <param name="memory">Told of the feeds there are, or null.</param>
    public SourceAlerts(SourceList sources, IEnumerable<AlertEvent> open, string settingsHash, IReadOnlyList<KnownFeed>? feeds = null, FeedMemory? memory = null)
    {
        (this.sources, this.memory) = (sources, memory);
        text = new SourceAlertText(settingsHash);
        foreach (var alert in open.Where(alert => alert.Kind == AlertKind.FeedHealth))
        {
            if (SourceAlertText.SourceOf(alert.AlertId) is { } id)
            {
                followed[id] = new Followed { Latest = alert };
            }
        }

        foreach (var feed in feeds ?? [])
        {
            var one = Of(feed.Name);
            (one.IsFeed, one.LastMessage) = (true, feed.LastMessage);
        }
    }

    /// <summary>The feeds before the service was started, those too that an open alert tells of.</summary>
    /// <param name="remembered">What is remembered of them.</param>
    /// <param name="open">Every alert that is open in the log.</param>
    /// <param name="isCalled">Whether a source of that name is one that calls.</param>
    public static IReadOnlyList<KnownFeed> FeedsBefore(IReadOnlyList<KnownFeed> remembered, IEnumerable<AlertEvent> open, Func<string, bool> isCalled) =>
    [
        .. remembered,
        .. open.Where(alert => alert.Kind == AlertKind.FeedHealth)
            .Select(alert => (Name: SourceAlertText.SourceOf(alert.AlertId), alert.Since))
            .Where(feed => feed.Name is { } name && isCalled(name) && !remembered.Any(known => known.Name == name))
            .Select(feed => new KnownFeed(feed.Name!, feed.Since, SourceRuntime.UsualLeastInterval)),
    ];

    /// <summary>Alerts open at present.</summary>
    public int Open
    {
        get
        {
            lock (gate)
            {
                return followed.Values.Count(one => one.Latest is not null);
            }
        }
    }

    /// <summary>Looks at every source.</summary>
    public void Look(Instant now)
    {
        lock (gate)
        {
            var known = sources.ToList();
            foreach (var source in known)
            {
                var one = Of(source.Name);
                one.HeardSince ??= source.Health.State == SourceState.Live ? now : null;
                one.LastMessage = source.Health.LastValid ?? one.LastMessage;
                one.IsFeed |= one.HeardSince is { } since && now - since >= FeedAfter && source.Health.State == SourceState.Live;
                one.HeardSince = source.Health.State is SourceState.Live or SourceState.Degraded ? one.HeardSince : null;
                GiveUpFeed(source, one, now);
                one.Trouble = TroubleOf(source, one, now);
            }

            memory?.Note([.. known.Where(source => !source.IsConfigured && Of(source.Name).IsFeed).Select(source => new KnownFeed(source.Name, Of(source.Name).LastMessage ?? source.Began, source.ExpectedInterval))], now);

            // The picture hangs on those that count; with the last of them it is gone.
            var isBlind = known.Exists(source => Of(source.Name).Trouble == Trouble.Silent)
                && known.All(source => Of(source.Name).Trouble == Trouble.Silent || !Counts(source, Of(source.Name)));
            var last = isBlind ? known.Where(source => Of(source.Name).Trouble == Trouble.Silent).MaxBy(source => source.Health.LastValid ?? Instant.MinValue) : null;
            foreach (var source in known)
            {
                Follow(source, Of(source.Name), source == last, now);
            }

            foreach (var (id, one) in followed.Where(one => known.TrueForAll(source => source.Name != one.Key)).ToList())
            {
                if (one.Latest is { } latest)
                {
                    waiting.Add(text.Close(latest, id, now, "the source is no longer configured"));
                }

                followed.Remove(id);
            }
        }
    }

    /// <summary>Takes what is to be published, in order.</summary>
    public IReadOnlyList<AlertEvent> Drain()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                return [];
            }

            var taken = waiting;
            waiting = [];
            return taken;
        }
    }

    /// <summary>A caller that has been away for long is no feed any more, else its alert would stand for ever.</summary>
    private void GiveUpFeed(SourceRuntime source, Followed one, Instant now)
    {
        if (!source.IsConfigured && one.IsFeed && now - (one.LastMessage ?? source.Began) > NoFeedAfter)
        {
            one.IsFeed = false;
            if (one.Latest is { } latest)
            {
                waiting.Add(text.Close(latest, source.Name, now, $"nothing has come for {NoFeedAfter.TotalDays:0} days: it does not count as a feed any more"));
                one.Latest = null;
            }
        }
    }

    private static bool Counts(SourceRuntime source, Followed one) =>
        source.Health.State is not (SourceState.Disabled or SourceState.Stopping) && (source.IsConfigured || one.IsFeed || one.Latest is not null);

    private static Trouble TroubleOf(SourceRuntime source, Followed one, Instant now)
    {
        if (!Counts(source, one))
        {
            return Trouble.None;
        }

        var health = source.Health;
        var quietSince = health.LastValid ?? source.Began;
        return health.State is SourceState.Silent or SourceState.Connecting or SourceState.Refused && now - quietSince > source.ExpectedInterval ? Trouble.Silent
            : health.State == SourceState.Degraded && now - health.Since >= DegradedFor ? Trouble.Degraded
            : Trouble.None;
    }

    private void Follow(SourceRuntime source, Followed one, bool isLast, Instant now)
    {
        if (one.Trouble == Trouble.None)
        {
            Recover(source, one, now);
            return;
        }

        one.WellSince = null;
        var severity = one.Trouble == Trouble.Degraded ? Severity.Notice : isLast ? Severity.Alarm : Severity.Warning;
        if (one.Latest is null)
        {
            Publish(one, text.Raise(source, one.Trouble == Trouble.Silent, severity, isLast, now));
        }
        else if (one.Latest.Severity != severity)
        {
            Publish(one, text.Change(one.Latest, source, one.Trouble == Trouble.Silent, severity, isLast, now));
        }
    }

    private void Recover(SourceRuntime source, Followed one, Instant now)
    {
        if (one.Latest is not { } latest)
        {
            return;
        }

        var isOff = source.Health.State is SourceState.Disabled;
        if (!isOff && source.Health.State != SourceState.Live)
        {
            // Neither trouble nor well, e.g. connecting anew.
            one.WellSince = null;
            return;
        }

        one.WellSince ??= now;
        if (isOff || now - one.WellSince >= RecoveredAfter)
        {
            waiting.Add(text.Close(latest, source.Name, now, isOff ? "the source was switched off" : "its messages come as they should again"));
            (one.Latest, one.WellSince) = (null, null);
        }
    }

    private void Publish(Followed one, AlertEvent alert)
    {
        one.Latest = alert;
        waiting.Add(alert);
    }

    private Followed Of(string id)
    {
        if (!followed.TryGetValue(id, out var one))
        {
            followed.Add(id, one = new Followed());
        }

        return one;
    }

    private enum Trouble
    {
        None,
        Degraded,
        Silent,
    }

    /// <summary>What is remembered of one source.</summary>
    private sealed class Followed
    {
        public AlertEvent? Latest { get; set; }

        public Trouble Trouble { get; set; }

        public Instant? WellSince { get; set; }

        public Instant? HeardSince { get; set; }

        public bool IsFeed { get; set; }

        public Instant? LastMessage { get; set; }
    }
}
