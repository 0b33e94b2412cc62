using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Forensics;

/// <summary>F1: ranks the vessels that passed a stretch of an asset about the time of a fault (detectors.md C.12).</summary>
/// <param name="tracks">Positions and static data.</param>
/// <param name="alerts">The alerts of the log about that time.</param>
internal sealed class SuspectSearch(ITrackStore tracks, SuspectAlerts alerts)
{
    private readonly VesselNames names = new(tracks);

    /// <summary>Answers a question that has no <see cref="FaultQuestion.Problem"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stretch lies beyond the asset's end.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public SuspectReport Run(FaultQuestion question, CancellationToken cancellation)
    {
        var passages = new AssetPassages(question.Asset, question.WithinMetres, question.Stretch);
        var search = new SuspectCandidates(tracks, question, passages);
        var ranking = new SuspectRanking(question);
        var cut = new ConcurrentBag<Mmsi>();
        try
        {
            var reader = new SuspectTracks(tracks, question.At);
            var candidates = search.Find(cancellation);
            Parallel.ForEach(candidates, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, candidate =>
            {
                var track = reader.Of(candidate, cancellation, out var isCut);
                // The ends of a track that was cut are ends of our making: no silence begins there.
                if (isCut)
                {
                    cut.Add(candidate.Mmsi);
                }

                if (Presences(question, passages, candidate with { IsSilent = candidate.IsSilent && !isCut }, track) is { Count: > 0 } presences)
                {
                    ranking.Add(Assess(question, candidate.Mmsi, track, presences, cancellation));
                }
            });
            return new SuspectReport(question, passages, ranking.Ships, ranking.Apart, candidates.Count, SuspectCautions.Of(search.Silent, alerts, ranking, cut));
        }
        catch (AggregateException several)
        {
            // One of them is enough to know that there is no answer.
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
            throw;
        }
    }

    private static List<Presence> Presences(FaultQuestion question, AssetPassages passages, SuspectCandidate candidate, PositionReport[] track)
    {
        if (track.Length == 0)
        {
            return [];
        }

        // Her first or last position of all, or of the hours that were read.
        Instant? before = candidate.IsSilent && track[0].Time > question.From && track[0].Time < question.To + SilentVessels.Longest ? question.From : null;
        Instant? after = candidate.IsSilent && track[^1].Time < question.To && track[^1].Time > question.From - SilentVessels.Longest ? question.To : null;
        var (from, to) = (question.From - FaultQuestion.Margin, question.To + FaultQuestion.Margin);
        return
        [
            .. passages.Find(track, before, after)
                .Where(approach => approach.To >= from && approach.From <= to)
                .SelectMany(approach => Presence.Of(approach))
                .Where(presence => presence.Latest >= from && presence.Earliest <= to),
        ];
    }

    private Suspect Assess(FaultQuestion question, Mmsi mmsi, PositionReport[] track, List<Presence> presences, CancellationToken cancellation)
    {
        var spells = tracks.ReadStaticHistory(mmsi, cancellation);

        // Who she was then: she may have been sold and renamed since.
        var known = names.Said(mmsi, question.At, spells)?.Static;
        return SuspectAssessment.Of(question, new SuspectVessel(mmsi, known, spells, alerts.About(mmsi)), track, presences);
    }
}
