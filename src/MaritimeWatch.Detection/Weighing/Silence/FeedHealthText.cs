using System.Collections.Immutable;
using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>What H1 says.</summary>
internal sealed class FeedHealthText(FeedHealthOptions options, string settingsHash)
{
    private const int MostListed = 12;

    internal static readonly RuleText Rule = new(
        "H1 feed health",
        "1",
        "Feed outage",
        "Nothing is heard of the whole feed, or of most vessels of an area that fell silent together; or an hour brings less than half of what the same hour brought on the days before.")
    {
        Remark = "One event for a feed or an area.",
        Settings = [nameof(DetectionSettings.FeedHealth)],
    };

    public Finding Raise(Outage outage, Instant now) => Make(
        outage,
        now,
        AlertState.Raised,
        outage.IsWholeFeed
            ? $"No AIS report from {outage.Name} since {Clock(outage.Since)}: {outage.Members.Count} vessels are out of sight."
            : $"{outage.Members.Count} vessels fell silent together in {outage.Name} at about {Clock(outage.Since)}: a receiver is apparently lost.",
        "Check the receiver and its line; what is shown there is old, and no dark gap is raised there meanwhile.",
        outage.IsWholeFeed ? "the feed stopped" : "most vessels of the area fell silent together");

    public Finding Worsen(Outage outage, Instant now) => Make(
        outage,
        now,
        AlertState.Maintained,
        $"Nothing has been heard {(outage.IsWholeFeed ? "from" : "in")} {outage.Name} for {Wording.Duration(now - outage.Since)}: {Assets(outage.BlindAssets)} without watch.",
        "Check the receiver and its line, and watch these assets by radar, other feeds or a patrol until it is back.",
        "nothing else hears these waters");

    public Finding Close(Outage outage, Instant now, Instant since, string cause) => Make(
        outage,
        now,
        AlertState.Closed,
        $"Outage of {outage.Name} is over: silent from {Clock(outage.Since)} to {Clock(since)} ({Wording.Duration(since - outage.Since)}), {outage.Members.Count} vessels; {cause}.",
        "Nothing to do; vessels that stay silent are judged again from now on.",
        cause,
        since);

    public Finding Degraded(FeedRate rate, AlertState state, Instant now, string areaId, string name, GeoPosition? centre, Instant since, bool isKnown = true)
    {
        var isOver = state == AlertState.Closed;
        return new Finding
        {
            Kind = AlertKind.FeedHealth,
            State = state,
            Severity = Severity.Notice,
            Vessel = null,
            AreaId = areaId,
            Asset = null,
            Since = since,
            EventTime = now,
            OrderTime = now,
            Position = centre,
            Headline = isOver && !isKnown
                ? $"The rate of {name} has been low for so long that there is none to compare it with: {rate.Count:N0} reports in the last hour."
                : isOver ? $"The rate of {name} is normal again: {rate.Count:N0} reports in the last hour."
                : $"The rate of {name} is degraded: {rate.Count:N0} reports in an hour that brought {rate.Median:N0} before.",
            RecommendedAction = isOver ? "Nothing to do." : "Compare the sources of this feed and look for one that is slow or gone.",
            Evidence = Evidence(
                isOver ? isKnown ? "the rate is normal again" : "too little has come there for days to make a rate" : "an hour brought far less than it used to",
                [],
                [
                    new Measurement("reports in the hour", rate.Count, ""),
                    new Measurement("share of the same hour's median", Rounding.Hundredth(rate.Count / Math.Max(1, rate.Median)), "", options.DegradedShare, "<"),
                    new Measurement("earlier days compared", rate.Days, "", options.MinDays, ">="),
                ]),
        };
    }

    private static string Clock(Instant time) => FormattableString.Invariant($"{time.ToDateTime():HH:mm} UTC");

    private static string Assets(IReadOnlyCollection<string> ids) =>
        string.Join(", ", ids.Take(3)) + (ids.Count > 3 ? $" and {ids.Count - 3} more" : "");

    private Finding Make(Outage outage, Instant now, AlertState state, string headline, string action, string cause, Instant? until = null)
    {
        var silence = (until ?? now) - outage.Since;
        var total = outage.Members.Count + outage.StillHeard;
        return new Finding
        {
            Kind = AlertKind.FeedHealth,
            State = state,
            Severity = outage.Severity,
            Vessel = null,
            AreaId = outage.AreaId,
            Asset = null,
            Since = outage.Since,
            EventTime = now,
            OrderTime = now,
            Position = outage.Centre is { } centre ? Rounding.Position(centre) : null,
            Headline = headline,
            RecommendedAction = action,
            Evidence = Evidence(
                cause,
                [.. outage.BlindAssets.Take(MostListed)],
                [
                    new Measurement("silence", Rounding.Tenth(silence.TotalMinutes), "min", (outage.IsWholeFeed ? options.SilentAfter : options.MissedAfter).TotalMinutes, ">"),
                    new Measurement("vessels silent", outage.Members.Count, "", options.MinVessels, ">="),
                    new Measurement("share of the vessels there", Rounding.Hundredth(outage.Members.Count / (double)Math.Max(1, total)), "", options.SilentShare, ">="),
                    new Measurement("vessels still heard there", outage.StillHeard, ""),
                    new Measurement("cells of 0.1 by 0.15 degrees", outage.IsWholeFeed ? outage.BlindCells.Count : outage.Cells.Count, ""),
                    new Measurement("age of the picture", Math.Round(silence.TotalSeconds), "s"),
                ]),
        };
    }

    private Evidence Evidence(string cause, ImmutableArray<string> assets, ImmutableArray<Measurement> measurements) =>
        new(Rule.Detector, Rule.Version, settingsHash, Rule.Sentence, measurements, [], [], assets, [], cause);
}
