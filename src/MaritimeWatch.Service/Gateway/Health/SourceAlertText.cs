using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>What H1 says of a source.</summary>
internal sealed class SourceAlertText(string settingsHash)
{
    /// <summary>The name in its evidence: that of the rule which watches the whole feed.</summary>
    public const string Detector = "H1 feed health";

    /// <summary>The version in its evidence.</summary>
    public const string Version = "1";

    /// <summary>The rule in one sentence.</summary>
    public const string Rule =
        "A source brings nothing valid for longer than it ever does in ordinary times (configured, or ten times its median gap, a minute at least), or what it brings is bad, late or ill-timed.";

    private const string Beginning = "feed-health-source-";

    /// <summary>The source that an alert is about; null for an alert about something else.</summary>
    public static string? SourceOf(string alertId) =>
        alertId.StartsWith(Beginning, StringComparison.Ordinal) && alertId.LastIndexOf('-') is var end && end > Beginning.Length ? alertId[Beginning.Length..end] : null;

    public AlertEvent Raise(SourceRuntime source, bool isSilent, Severity severity, bool isLast, Instant now)
    {
        var since = (isSilent ? source.Health.LastValid ?? source.Began : source.Health.Since).WholeSecond;
        return new AlertEvent
        {
            Sequence = 0,
            AlertId = $"{Beginning}{source.Name}-{since.ToCompactString()}",
            Revision = 1,
            State = AlertState.Raised,
            Kind = AlertKind.FeedHealth,
            Severity = severity,
            Since = since,
            EventTime = now.WholeSecond,
            Headline = Headline(source, isSilent, isLast, now),
            RecommendedAction = Action(source, isSilent, isLast),
            Evidence = Evidence(source, isSilent, now, source.Health.Reason),
        };
    }

    public AlertEvent Change(AlertEvent before, SourceRuntime source, bool isSilent, Severity severity, bool isLast, Instant now) => before with
    {
        Revision = before.Revision + 1,
        State = severity < before.Severity ? AlertState.Lowered : AlertState.Maintained,
        Severity = severity,
        EventTime = now.WholeSecond,
        Headline = Headline(source, isSilent, isLast, now),
        RecommendedAction = Action(source, isSilent, isLast),
        Evidence = Evidence(source, isSilent, now, source.Health.Reason),
    };

    public AlertEvent Close(AlertEvent before, string id, Instant now, string cause) => before with
    {
        Revision = before.Revision + 1,
        State = AlertState.Closed,
        EventTime = now.WholeSecond,
        Headline = $"Source {id} is over its trouble of {Clock(before.Since)}: {cause}.",
        RecommendedAction = "Nothing to do.",
        Evidence = before.Evidence with { Cause = cause },
    };

    private static string Headline(SourceRuntime source, bool isSilent, bool isLast, Instant now)
    {
        var name = source.Settings.Station is { } station ? $"{source.Name} ({station})" : source.Name;
        if (!isSilent)
        {
            return $"Source {name} is degraded: {source.Health.Reason}.";
        }

        var (last, state) = (source.Health.LastValid, SourceWords.Of(source.Health.State));
        var since = last is { } heard ? $"since {Clock(heard)}" : $"since the service began at {Clock(source.Began)}";
        return $"Source {name} has brought nothing {since} ({state}: {source.Health.Reason}){(isLast ? "; no other source brings traffic" : "")}.";
    }

    private static string Action(SourceRuntime source, bool isSilent, bool isLast) => !isSilent
        ? "Check the receiver's line and clock; what it brings counts less until then."
        : isLast ? "Restore a source at once: the picture is no longer kept, watch the assets by radar or patrol until it is."
        : source.Health.State == SourceState.Refused ? "Check the source's address, account and certificate in the configuration."
        : "Check the receiver and its line; other sources still bring traffic.";

    private Evidence Evidence(SourceRuntime source, bool isSilent, Instant now, string cause)
    {
        var figures = source.Figures;
        var quiet = now - (source.Health.LastValid ?? source.Began);
        return new Evidence(
            Detector, Version, settingsHash, Rule,
            [
                new Measurement("silence of the source", Math.Round(quiet.TotalSeconds), "s", Math.Round(source.ExpectedInterval.TotalSeconds), ">"),
                new Measurement("messages a second, last minute", Math.Round(figures.RateOfMinute, 2), ""),
                new Measurement("messages a second, last ten minutes", Math.Round(figures.RateOfTenMinutes, 2), ""),
                new Measurement("share of bad messages, last minute", Math.Round(figures.BadShare, 2), "", isSilent ? null : Degradation.MostBadShare, isSilent ? "" : ">"),
                new Measurement("vessels heard in ten minutes", figures.Vessels, ""),
            ],
            [], [], [], [], cause);
    }

    private static string Clock(Instant time) => string.Create(CultureInfo.InvariantCulture, $"{time.ToDateTime():HH:mm:ss} UTC");
}
