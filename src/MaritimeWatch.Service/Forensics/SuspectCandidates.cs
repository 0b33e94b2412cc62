using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Forensics;

/// <summary>Finds who may have been at the stretch: whoever was heard near it, and whoever was silent and not too far.</summary>
/// <remarks>Only what lies in small boxes about the stretch is read of everybody; the tracks follow for those found.</remarks>
internal sealed class SuspectCandidates(ITrackStore tracks, FaultQuestion question, AssetPassages passages)
{
    /// <summary>What a ship of 26 knots makes in the ten minutes in which a heard track may have no fix.</summary>
    private const double BetweenFixesMetres = 8_000;

    private const int RowsRead = 50_000;

    /// <summary>The search for the silent: how far it went.</summary>
    public SilentVessels Silent { get; } = new(tracks, question, passages.Cover(SilentVessels.ReachMetres, SilentVessels.ReachMetres));

    /// <summary>The vessels, in order of MMSI, each with the span of time in which her track matters.</summary>
    public IReadOnlyList<SuspectCandidate> Find(CancellationToken cancellation)
    {
        var slack = new PassageOptions().SilenceClassA;
        var (heard, silent) = (new Dictionary<uint, (Instant First, Instant Last)>(), new HashSet<uint>());
        Parallel.Invoke(
            () => heard = Heard(question.From - FaultQuestion.Margin - slack, question.To + FaultQuestion.Margin + slack, cancellation),
            () => silent = Silent.Find(slack, cancellation));
        return
        [
            .. heard.Keys.Union(silent).Order().Select(mmsi =>
            {
                var span = heard.TryGetValue(mmsi, out var known) ? known : (First: question.At, Last: question.At);
                var isSilent = silent.Contains(mmsi);
                return new SuspectCandidate(
                    new Mmsi(mmsi),
                    Instant.Min(span.First - SuspectCandidate.Before, isSilent ? question.From - SilentVessels.Longest : span.First),
                    Instant.Max(span.Last + SuspectCandidate.After, isSilent ? question.To + SilentVessels.Longest : span.Last),
                    isSilent);
            }),
        ];
    }

    private Dictionary<uint, (Instant First, Instant Last)> Heard(Instant from, Instant to, CancellationToken cancellation)
    {
        var heard = new Dictionary<uint, (Instant First, Instant Last)>();
        var boxes = passages.Cover(question.WithinMetres + BetweenFixesMetres);
        foreach (var position in tracks.ReadPages(boxes, from, to, RowsRead, cancellation).SelectMany(page => page).Where(position => position.IsOfVessel))
        {
            var span = heard.TryGetValue(position.Mmsi.Value, out var known) ? known : (First: position.Time, Last: position.Time);
            heard[position.Mmsi.Value] = (Instant.Min(span.First, position.Time), Instant.Max(span.Last, position.Time));
        }

        return heard;
    }
}
