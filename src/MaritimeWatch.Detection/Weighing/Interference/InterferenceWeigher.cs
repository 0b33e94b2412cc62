using System.Collections.Immutable;
using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Weighing.Interference;

/// <summary>S5, area interference: many vessels whose positions jump together are one event of an area, and their single findings are part of it.</summary>
/// <remarks>
/// Five vessels or more that were within 20 nm of one another jump by more than 2 nm within 10 minutes, or jump to within a mile of one
/// another from further apart (the circles and points on which false positions converge): one warning. It names its members, speaks again as they grow, and
/// closes 30 minutes after the last jump. A kinematic spoof waits five minutes for others to jump with the vessel; S1, S2 and D2 of the members are muted with the reason
/// while it lasts, and no longer; but an S1 or S2 that is made of its jumps alone never becomes an alert of its own. What else is found of them stands: false positions must not become a cloak. detectors.md C.10.
/// </remarks>
internal sealed class InterferenceWeigher(InterferenceOptions options, RaiseOptions raise, string settingsHash) : IWeigher
{
    private const int MostMembersShown = 20;

    internal static readonly RuleText Rule = new(
        "S5 area interference", "1", "Interference with satellite navigation", "Many vessels' positions jump together, or converge on one place, within minutes: an error of the area, not of a ship.")
    {
        Remark = "One event for all of them.",
        Settings = [nameof(DetectionSettings.Interference)],
    };

    // As long as S2 stays open with one position.
    private static readonly TimeSpan RemembersEnded = TimeSpan.FromHours(24);

    private readonly List<TrackJump> recent = [];
    private readonly List<InterferenceArea> areas = [];
    private readonly List<InterferenceArea> ended = [];

    public bool Concerns(AlertKind kind) => kind is AlertKind.KinematicSpoof or AlertKind.DuplicateMmsi or AlertKind.PoweredDrag;

    public void Tick(SeaPicture picture, List<Finding> findings, HeldBackLog heldBack)
    {
        foreach (var jump in picture.Jumps)
        {
            if (areas.Find(area => area.Touches(jump, options.WithinMetres)) is { } area)
            {
                area.Add(jump);
            }
            else
            {
                recent.Add(jump);
                Open(findings, picture);
            }
        }

        ended.RemoveAll(area => picture.Now - area.Ended > RemembersEnded);
        recent.RemoveAll(jump => picture.Now - jump.Time > options.Window);
        for (var i = areas.Count - 1; i >= 0; i--)
        {
            Follow(areas[i], picture, findings);
        }
    }

    public Verdict Judge(Finding finding, SeaPicture picture, Instant now)
    {
        if (finding.Vessel is not { } vessel)
        {
            return Verdict.Silence;
        }

        var key = PictureSample.KeyOf(vessel.Mmsi, finding.Track);
        foreach (var area in areas)
        {
            if (area.Members.ContainsKey(key))
            {
                var reason = $"one of {area.Members.Count} vessels whose positions jump together about {SeaArea.Words(area.Centre)}";
                return Verdict.Mute(reason, [new Explanation("area interference", true, reason)]);
            }
        }

        foreach (var area in ended)
        {
            if (area.Members.ContainsKey(key) && IsMadeOf(area, finding, picture))
            {
                var reason = $"one of {area.Members.Count} vessels whose positions jumped together about {SeaArea.Words(area.Centre)}";
                return Verdict.Mute(reason, [new Explanation("area interference", true, reason)]);
            }
        }

        return finding.Kind == AlertKind.KinematicSpoof && now < finding.Since + options.Patience
            ? Verdict.Wait(finding.Since + options.Patience)
            : Verdict.Pass([new Explanation("area interference", false, "no other vessels jump with her")]);
    }

    /// <summary>Whether a finding says nothing that has not passed with the jumps: the detectors keep theirs open for longer than the area event stands.</summary>
    private static bool IsMadeOf(InterferenceArea area, Finding finding, SeaPicture picture) => finding.Kind switch
    {
        // It speaks at impossible motion only: what it said since then is another matter.
        AlertKind.KinematicSpoof => finding.EventTime <= area.Ended,

        // Two hulls go on reporting, both of them, when the interference is over.
        AlertKind.DuplicateMmsi => Enumerable.Range(0, HullTracks.MostHulls).Count(hull => picture.Find(finding.Vessel!.Mmsi, (byte)hull) is { } other && other.Last.Time > area.LastJump + TimeSpan.FromMinutes(1)) < 2,
        _ => false,
    };

    private void Open(List<Finding> findings, SeaPicture picture)
    {
        var latest = recent[^1];
        var together = Together(latest);
        if (together.Count < options.MinVessels)
        {
            return;
        }

        var centre = SeaArea.Centre([.. together.Select(jump => jump.From)]);
        var area = new InterferenceArea(SeaArea.IdOf(centre), together.Min(jump => jump.Time), centre);
        foreach (var jump in recent.Where(jump => area.Touches(jump, options.WithinMetres)).ToList())
        {
            area.Add(jump);
            recent.Remove(jump);
        }

        areas.Add(area);
        Tell(area, AlertState.Raised, "enough vessels have jumped together", picture, findings);
    }

    /// <summary>The widest recent jump of each vessel that jumped together with one.</summary>
    private List<TrackJump> Together(TrackJump latest)
    {
        var fromHere = new LocalPlane(latest.From);
        var toHere = new LocalPlane(latest.To);
        var window = recent.Where(jump => (latest.Time - jump.Time).Duration() <= options.Window).ToList();
        var far = window.Where(jump => jump.Metres > options.MinJumpMetres && fromHere.DistanceTo(jump.From) <= options.WithinMetres);

        // They converge when they end closer together than they began.
        var converging = window.Where(jump => toHere.DistanceTo(jump.To) <= options.ConvergeMetres && jump.Metres > options.ConvergeMetres / 2).ToList();
        var spread = converging.Count == 0 ? 0 : converging.Max(jump => fromHere.DistanceTo(jump.From));
        var distinct = far.Concat(spread > options.ConvergeMetres ? converging : []);
        return [.. distinct.GroupBy(jump => PictureSample.KeyOf(jump.Mmsi, jump.Track)).Select(jumps => jumps.MaxBy(jump => jump.Metres))];
    }

    private void Follow(InterferenceArea area, SeaPicture picture, List<Finding> findings)
    {
        if (picture.Now - area.LastJump >= options.CloseAfter)
        {
            areas.Remove(area);
            area.Ended = picture.Now;
            ended.Add(area);
            Tell(area, AlertState.Closed, $"no position has jumped for {Wording.Duration(options.CloseAfter)}", picture, findings);
        }
        else if (area.Members.Count > area.MembersTold && picture.Now - area.LastTold >= raise.EtaChange)
        {
            Tell(area, AlertState.Maintained, "more vessels have joined", picture, findings);
        }
        else if (picture.Now - area.LastTold >= raise.MaintainStationaryEvery)
        {
            Tell(area, AlertState.Maintained, "positions still jump", picture, findings);
        }
    }

    private void Tell(InterferenceArea area, AlertState state, string cause, SeaPicture picture, List<Finding> findings)
    {
        (area.LastTold, area.MembersTold) = (picture.Now, area.Members.Count);
        var jumps = area.Members.Values.OrderByDescending(jump => jump.Metres).ThenBy(jump => jump.Mmsi).ToList();
        var plane = new LocalPlane(area.Centre);
        findings.Add(new Finding
        {
            Kind = AlertKind.AreaInterference,
            State = state,
            Severity = Severity.Warning,
            Vessel = null,
            AreaId = area.Id,
            Asset = null,
            Since = area.Since,
            EventTime = picture.Now,
            OrderTime = picture.Now,
            Position = Rounding.Position(area.Centre),
            Headline = state == AlertState.Closed
                ? $"Apparent interference with satellite navigation about {SeaArea.Words(area.Centre)} is over: {cause}."
                : $"Positions of {jumps.Count} vessels about {SeaArea.Words(area.Centre)} jump by up to {Wording.Distance(jumps[0].Metres)} together: apparent interference with satellite navigation.",
            RecommendedAction = state == AlertState.Closed
                ? "Nothing to do; keep the tracks of the members for the record."
                : "Do not trust AIS positions there: plot the members by radar, warn shipping, and report the interference to the authority for radio frequencies.",
            Evidence = new Evidence(
                Rule.Detector,
                Rule.Version,
                settingsHash,
                Rule.Sentence,
                [
                    new Measurement("vessels that jumped", jumps.Count, "", options.MinVessels, ">="),
                    new Measurement("widest place from the centre", Math.Round(jumps.Max(jump => plane.DistanceTo(jump.From))), "m", options.WithinMetres, "<="),
                    .. jumps.Take(MostMembersShown).Select(jump => new Measurement(
                        $"jump of {Wording.Name(picture.IdentityOf(jump.Mmsi, jump.Track))} at {jump.Time.ToDateTime():HH:mm:ss}", Math.Round(jump.Metres), "m", options.MinJumpMetres, ">")),
                ],
                Landings(jumps),
                [],
                [],
                [],
                cause),
        });
    }

    private static ImmutableArray<EvidenceFix> Landings(List<TrackJump> jumps) =>
        [.. jumps.Take(MostMembersShown).OrderBy(jump => jump.Time).ThenBy(jump => jump.Mmsi).Select(jump => new EvidenceFix(jump.Time, Rounding.Position(jump.To), null, null, null))];
}
