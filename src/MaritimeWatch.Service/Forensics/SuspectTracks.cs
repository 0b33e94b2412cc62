using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Forensics;

/// <summary>Reads the tracks of those who are looked at. Of a track that holds more than can be looked at, what is nearest to the fault is kept.</summary>
/// <param name="tracks">The positions.</param>
/// <param name="at">The fault's stated time.</param>
/// <param name="most">Most positions of one vessel, 2 or more.</param>
internal sealed class SuspectTracks(ITrackStore tracks, Instant at, int most = SuspectTracks.MostPositions)
{
    /// <summary>Two and a half days and more of one hull that reports every two seconds, the shortest interval there is: what is asked for spans 66 hours at most.</summary>
    private const int MostPositions = 120_000;

    /// <summary>Her positions, oldest first.</summary>
    /// <param name="candidate">Who, from when to when.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="isCut">Whether there were more.</param>
    public PositionReport[] Of(in SuspectCandidate candidate, CancellationToken cancellation, out bool isCut)
    {
        var whole = tracks.GetTrack(candidate.Mmsi, candidate.From, candidate.To, most + 1, cancellation);
        isCut = whole.Count > most;
        return isCut ? Nearest(candidate, cancellation) : [.. whole];
    }

    private PositionReport[] Nearest(SuspectCandidate candidate, CancellationToken cancellation)
    {
        var middle = Instant.Max(candidate.From, Instant.Min(candidate.To, at)).WholeSecond;
        var after = tracks.GetTrack(candidate.Mmsi, middle, candidate.To, most, cancellation);
        var before = Before(candidate.Mmsi, candidate.From, middle, Math.Max(most / 2, most - after.Count), cancellation);
        return [.. before.Concat(after.Take(most - before.Count))];
    }

    // A store gives the oldest first: so hour for hour backwards, and by ever smaller steps where even that is too much.
    private List<PositionReport> Before(Mmsi mmsi, Instant from, Instant to, int wanted, CancellationToken cancellation)
    {
        var found = new List<IReadOnlyList<PositionReport>>();
        var step = TimeSpan.FromHours(1);
        while (to > from && step >= TimeSpan.FromSeconds(1))
        {
            var begin = Instant.Max(from, to - step);
            var page = tracks.GetTrack(mmsi, begin, to, wanted + 1, cancellation);
            if (page.Count > wanted)
            {
                step /= 2;
                continue;
            }

            found.Insert(0, page);
            (to, wanted) = (begin, wanted - page.Count);
        }

        return [.. found.SelectMany(page => page)];
    }
}
