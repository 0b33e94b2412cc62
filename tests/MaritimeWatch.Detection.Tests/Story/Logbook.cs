using System.Text.Json;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Story;

/// <summary>What the analyser made of a story: the events in sequence, and what was held back.</summary>
internal sealed record Logbook(IReadOnlyList<AlertEvent> Events, IReadOnlyList<HeldBack> HeldBack, IReadOnlyList<StageCounter> Counters)
{
    public static Logbook Keep(AssetIndex index, IReadOnlyList<AisReport> traffic, DetectionSettings settings, int shards = 1)
    {
        var analyser = new Analyser(index, settings, shards);
        foreach (var report in traffic)
        {
            analyser.Observe(report);
            analyser.Advance(analyser.Clock.Watermark);
        }

        analyser.Complete();
        return Of(analyser);
    }

    public static void AssertBetween(string from, string to, Instant actual) =>
        Assert.True(actual >= Voyage.Moment(from) && actual <= Voyage.Moment(to), $"{actual} is not between {from} and {to}");

    public static Logbook Of(Analyser analyser) => new(analyser.Drain(), analyser.HeldBack, analyser.Counters);

    public IReadOnlyList<AlertEvent> Of(AlertKind kind) => [.. Events.Where(alert => alert.Kind == kind)];

    /// <summary>The first event of a kind that reached a severity, as the time after midnight it was made; null when it never did.</summary>
    public string? When(AlertKind kind, Severity atLeast) =>
        Events.FirstOrDefault(alert => alert.Kind == kind && alert.Severity >= atLeast) is { } first
            ? (first.EventTime - Waters.Midnight).ToString(@"hh\:mm", null)
            : null;

    /// <summary>The worst an alert of a kind became.</summary>
    public Severity Worst(AlertKind kind) => Events.Where(alert => alert.Kind == kind).Select(alert => alert.Severity).DefaultIfEmpty().Max();

    public long Dropped(string stage, DropReason reason) => Counters.Single(counter => counter.Stage == stage).DroppedFor(reason);

    /// <summary>Every event whole, one line each: what "the same alerts" is judged by.</summary>
    public IReadOnlyList<string> Canonical(TimeSpan shiftedBy = default) => [.. Events.Select(alert => CanonicalText.Of(alert, shiftedBy))];
}
