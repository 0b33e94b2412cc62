using System.Numerics;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Entry into a wind farm with its safety zone, or into an area whose chart forbids entry.</summary>
/// <remarks>
/// Two of three samples inside: a notice; a warning inside the farm itself, after 10 minutes, on crossing an asset inside, or at once where
/// entry is prohibited. A restricted area whose restriction is not stated stays a notice; one that forbids other things (anchoring,
/// fishing) is not watched for entry. Never an alarm. Held back for service vessels, tows and workboats at a farm, regular visitors,
/// vessels in a charted lane through it, and those already inside when first seen. Ends when two samples are 100 m outside every such
/// area: neighbouring farms are one situation. Royal Decree of 4 February 2020 (numac 2019041616) for the 500 m; detectors.md B.1.
/// </remarks>
internal sealed class RestrictedAreaDetector : IDetector
{
    private static readonly RuleText TheRule = new(
        "RA restricted area", "1", "Presence", "Inside a wind farm, its safety zone or a restricted area on two of three samples.")
    {
        HeldBackBy = "workboats and regular visitors, service vessels, a charted lane through the area, those already inside when first heard",
        Settings = [nameof(DetectionSettings.RestrictedArea)],
    };

    private uint history;
    private bool wasSeenOutside;
    private bool wasInsideFirst;
    private Instant insideSince = Instant.MaxValue;
    private int samplesOut;
    private ContextArea? area;
    private int earlierDays;
    private long crossingsAtEntry;
    private string? crossed;

    public RuleText Rule => TheRule;

    public AlertKind Kind => AlertKind.RestrictedArea;

    public Episode Episode { get; } = new(AlertKind.RestrictedArea, isStationary: false);

    public bool IsAlert => Episode.IsOpen || history != 0;

    public void Observe(Situation situation)
    {
        if (!situation.IsSample || !situation.IsShip)
        {
            return;
        }

        if (situation.Track.IsAfterSilence && !Episode.IsOpen)
        {
            history = 0;
            insideSince = Instant.MaxValue;
        }

        var slack = Episode.IsOpen ? situation.Settings.RestrictedArea.ExitMetres : 0;
        if ((situation.Index.WatchedAreasAt(situation.Fix.RawLatitude, situation.Fix.RawLongitude) & WatchedAreas.NoEntry) == 0
            || !TryFind(situation, situation.Fix.Position, slack, out var inside))
        {
            Outside(situation);
            return;
        }

        samplesOut = 0;
        if (Episode.IsOpen)
        {
            Judge(situation, inside);
            return;
        }

        Enter(situation, inside);
    }

    public bool IsContradictedBy(Situation situation) => !TryFind(situation, situation.Fix.Position, situation.Settings.RestrictedArea.ExitMetres, out _);

    /// <summary>The watched area she is deepest in, by its zone.</summary>
    private static bool TryFind(Situation situation, GeoPosition place, double slackMetres, out AreaProximity inside)
    {
        var zone = situation.Settings.RestrictedArea.SafetyZoneMetres;
        inside = default;
        foreach (var near in situation.AreasAbout(place, zone + slackMetres))
        {
            var reach = (near.Area.Category == ContextCategory.WindFarm ? zone : 0) + slackMetres;
            if (AreaCells.KindOf(near.Area) == WatchedAreas.NoEntry && near.DistanceMetres <= reach
                && (inside.Area is null || Gravity(near) > Gravity(inside)))
            {
                inside = near;
            }
        }

        return inside.Area is not null;
    }

    /// <summary>Of several areas the gravest tells.</summary>
    private static int Gravity(in AreaProximity near) =>
        near.Area.Restrictions is { } restrictions && (restrictions & AreaRestrictions.EntryProhibited) != 0 ? 3
        : near.Area.Category == ContextCategory.WindFarm ? (near.DistanceMetres == 0 ? 2 : 1)
        : near.Area.Restrictions is null ? 0 : 1;

    private void Outside(Situation situation)
    {
        if (Episode.IsOpen)
        {
            if (++samplesOut < 2)
            {
                return;
            }

            situation.Close(Episode, Rule, $"she left {area!.Name}");
        }

        wasSeenOutside = true;
        history = (history << 1) & 7;
        insideSince = history == 0 ? Instant.MaxValue : insideSince;
    }

    private void Enter(Situation situation, in AreaProximity inside)
    {
        if (insideSince == Instant.MaxValue)
        {
            insideSince = situation.Now;
            crossingsAtEntry = situation.Vessel.CrossingCount;

            // The detectors begin with this fix; the track may have begun before.
            var samples = situation.Track.Samples;
            wasSeenOutside |= samples.Count >= 2 && !TryFind(situation, samples[samples.Count - 2].Position, 0, out _);
        }

        history = ((history << 1) | 1) & 7;
        if (BitOperations.PopCount(history) < 2)
        {
            return;
        }

        area = inside.Area;
        crossed = null;
        wasInsideFirst = !wasSeenOutside;
        earlierDays = situation.Vessel.Visits.Note(area.Id, situation.Now);
        Episode.Open(insideSince, null, area);
        Judge(situation, inside);
    }

    private Severity SeverityOf(Situation situation, in AreaProximity inside, TimeSpan duration, out string why)
    {
        if (inside.Area.Restrictions is { } restrictions && (restrictions & AreaRestrictions.EntryProhibited) != 0)
        {
            why = "entry is prohibited";
            return Severity.Warning;
        }

        if (inside.Area.Category == ContextCategory.Restricted && inside.Area.Restrictions is null)
        {
            why = "inside; the chart does not say what is restricted";
            return Severity.Notice;
        }

        if (inside.Area.Category == ContextCategory.WindFarm && inside.DistanceMetres == 0)
        {
            why = "inside the farm itself";
            return Severity.Warning;
        }

        if (crossed is not null)
        {
            why = $"crossed {crossed} inside";
            return Severity.Warning;
        }

        var isLong = duration > situation.Settings.RestrictedArea.WarningAfter;
        why = isLong ? "inside for long" : "inside the zone";
        return isLong ? Severity.Warning : Severity.Notice;
    }

    private void Judge(Situation situation, in AreaProximity inside)
    {
        situation.Vessel.Visits.Note(area!.Id, situation.Now);
        if (situation.Vessel.CrossingCount > crossingsAtEntry)
        {
            crossingsAtEntry = situation.Vessel.CrossingCount;
            crossed = situation.Vessel.Crossings[^1].Asset.Name;
        }

        var explanations = RestrictedAreaExplanations.Try(situation, area, wasInsideFirst, earlierDays);
        foreach (var explanation in explanations)
        {
            if (!explanation.Applies)
            {
                continue;
            }

            if (!Episode.IsPublished)
            {
                Episode.HoldBack(situation, $"{explanation.Detail} ({area.Name})");
                return;
            }

            // Who she is may become known after she entered.
            if (explanation.Name is "service" or "wind farm service")
            {
                situation.Close(Episode, Rule, explanation.Detail);
                history = 0;
                insideSince = Instant.MaxValue;
                return;
            }
        }

        var options = situation.Settings.RestrictedArea;
        var duration = situation.Now - Episode.Since;
        var severity = SeverityOf(situation, inside, duration, out var why);
        if (!Episode.Assess(situation, severity, Projection.None, [], out var state))
        {
            return;
        }

        var name = Wording.Name(situation.Track.Identity);
        var isZone = inside.DistanceMetres > 0;
        var text = new FindingText(
            $"{name} is {(isZone ? "in the safety zone of" : "inside")} {inside.Area.Name} since {Episode.Since.ToDateTime():HH:mm} UTC, with no sign that she works there.",
            $"Call {name} on VHF 16: point out {inside.Area.Name}, ask for her permission and intentions, and ask her to keep clear of it.");
        situation.Publish(
            Episode,
            state,
            text,
            Math.Round(inside.DistanceMetres),
            Projection.None,
            situation.EvidenceFor(
                Rule,
                [
                    new Measurement("distance from the area", Math.Round(inside.DistanceMetres), "m", inside.Area.Category == ContextCategory.WindFarm ? options.SafetyZoneMetres : 0, "<="),
                    new Measurement("time inside", Rounding.Tenth(duration.TotalMinutes), "min", options.WarningAfter.TotalMinutes, ">"),
                    new Measurement("speed over ground", Rounding.Tenth(situation.Track.SpeedKnots ?? 0), "kn"),
                ],
                situation.FixesSince(Episode.Since - TimeSpan.FromMinutes(5)),
                explanations,
                null,
                why),
            []);
    }
}
