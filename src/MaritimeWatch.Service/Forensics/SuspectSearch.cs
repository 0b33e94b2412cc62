using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Forensics;

/// <summary>F1: ranks the vessels that passed a stretch of an asset about the time of a fault (detectors.md C.12).</summary>
/// <param name="tracks">Positions and static data.</param>
/// <param name="alerts">The alerts in the log about a vessel, any number; none where there is no log.</param>
internal sealed class SuspectSearch(ITrackStore tracks, Func<Mmsi, IReadOnlyList<AlertEvent>> alerts)
{
    private const int MostPositions = 60_000;

    private readonly VesselNames names = new(tracks);

    /// <summary>Answers a question that has no <see cref="FaultQuestion.Problem"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stretch lies beyond the asset's end.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public SuspectReport Run(FaultQuestion question, CancellationToken cancellation)
    {
        var passages = new AssetPassages(question.Asset, question.WithinMetres, question.Stretch);
        var search = new SuspectCandidates(tracks, question, passages);
        var candidates = search.Find(cancellation);
        var found = new List<Suspect>();
        foreach (var candidate in candidates)
        {
            cancellation.ThrowIfCancellationRequested();
            var track = tracks.GetTrack(candidate.Mmsi, candidate.From, candidate.To, MostPositions, cancellation);
            if (Presences(question, passages, candidate, [.. track]) is { Count: > 0 } presences)
            {
                found.Add(Assess(question, candidate.Mmsi, track, presences, cancellation));
            }
        }

        return new SuspectReport(
            question, passages, Ranked(found.Where(one => !one.IsApart), question), Ranked(found.Where(one => one.IsApart), question), candidates.Count, Cautions(search.IsCutShort));
    }

    // The score decides; among equals the nearer in time, and then the number: nothing else, so that no order of storage shows.
    private static IReadOnlyList<Suspect> Ranked(IEnumerable<Suspect> suspects, FaultQuestion question) =>
    [
        .. suspects
            .OrderByDescending(one => one.Score)
            .ThenBy(one => Math.Abs(one.Facts.OffsetSeconds))
            .ThenBy(one => (one.Presence.Point.Time - question.At).Duration())
            .ThenBy(one => one.Mmsi.Value)
            .Take(question.Most)
            .Select((one, place) => one with { Rank = place + 1 }),
    ];

    private static List<Presence> Presences(FaultQuestion question, AssetPassages passages, SuspectCandidate candidate, PositionReport[] track)
    {
        if (track.Length == 0)
        {
            return [];
        }

        // Her first or last position of all, or of the hours that were read.
        Instant? before = candidate.IsSilent && track[0].Time > question.From && track[0].Time < question.To + SuspectCandidates.LongestStale ? question.From : null;
        Instant? after = candidate.IsSilent && track[^1].Time < question.To && track[^1].Time > question.From - SuspectCandidates.LongestStale ? question.To : null;
        var (from, to) = (question.From - FaultQuestion.Margin, question.To + FaultQuestion.Margin);
        return
        [
            .. passages.Find(track, before, after)
                .Where(approach => approach.To >= from && approach.From <= to)
                .SelectMany(approach => Presence.Of(approach))
                .Where(presence => presence.Latest >= from && presence.Earliest <= to),
        ];
    }

    private Suspect Assess(FaultQuestion question, Mmsi mmsi, IReadOnlyList<PositionReport> track, List<Presence> presences, CancellationToken cancellation)
    {
        var spells = tracks.ReadStaticHistory(mmsi, cancellation);

        // Who she was then: she may have been sold and renamed since.
        var known = names.Said(mmsi, question.At, spells)?.Static;
        var about = alerts(mmsi).Where(alert => (alert.Since - question.At).Duration() <= AlertsWithin || (alert.EventTime - question.At).Duration() <= AlertsWithin).ToList();
        return SuspectAssessment.Of(question, new SuspectVessel(mmsi, known, spells, about), track, presences);
    }

    private static readonly TimeSpan AlertsWithin = TimeSpan.FromHours(12);

    private static List<string> Cautions(bool isCutShort)
    {
        List<string> cautions =
        [
            "Vessels without AIS, or with it switched off for more than eight hours, are not listed.",
            "A drag under power may leave no trace in speed or course: a vessel with no sign of one is not cleared by that.",
            "The place of the asset is as charted; the doubt stands beside each passage.",
        ];
        if (isCutShort)
        {
            cautions.Add("There was too much traffic within 60 nm to look through all of it for vessels that had fallen silent: ask again with a narrower time or stretch.");
        }

        return cautions;
    }
}
