using System.Runtime.InteropServices;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Forensics;

/// <summary>Finds who may have been at the stretch: whoever was heard near it, and whoever was silent and not too far.</summary>
/// <remarks>Only what lies in small boxes about the stretch is read of everybody; the tracks follow for those found.</remarks>
internal sealed class SuspectCandidates(ITrackStore tracks, FaultQuestion question, AssetPassages passages)
{
    /// <summary>What a ship of 26 knots makes in the ten minutes in which a heard track may have no fix.</summary>
    private const double BetweenFixesMetres = 8_000;

    /// <summary>How far from the stretch a silence may begin or end: 60 nm, five hours at 12 kn.</summary>
    private const double SilentReachMetres = 60 * Nautical.MetresPerMile;

    /// <summary>How long before and after the fault a silence may begin or end.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(8);

    /// <summary>A stale position older than this tells nothing of where she was: in two hours she can be anywhere within 24 nm.</summary>
    public static readonly TimeSpan LongestStale = TimeSpan.FromHours(2);

    private const int RowsRead = 50_000;

    /// <summary>So many positions are looked at for the silent at most: some two seconds.</summary>
    private const int MostSilentRows = 4_000_000;

    /// <summary>Whether the search for the silent had to end early.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>The vessels, in order of MMSI, each with the span of time in which her track matters.</summary>
    public IReadOnlyList<SuspectCandidate> Find(CancellationToken cancellation)
    {
        var slack = new PassageOptions().SilenceClassA;
        var (from, to) = (question.From - FaultQuestion.Margin, question.To + FaultQuestion.Margin);
        var silence = Task.Run(() => Silent(slack, cancellation), cancellation);
        var heard = new SortedDictionary<uint, (Instant First, Instant Last)>();
        Read(passages.Cover(question.WithinMetres + BetweenFixesMetres), from - slack, to + slack, int.MaxValue, cancellation, position =>
        {
            var span = heard.TryGetValue(position.Mmsi.Value, out var known) ? known : (First: position.Time, Last: position.Time);
            heard[position.Mmsi.Value] = (Instant.Min(span.First, position.Time), Instant.Max(span.Last, position.Time));
        });
        var silent = silence.GetAwaiter().GetResult();
        return
        [
            .. heard.Keys.Union(silent).Order().Select(mmsi =>
            {
                var span = heard.TryGetValue(mmsi, out var known) ? known : (First: question.At, Last: question.At);
                var isSilent = silent.Contains(mmsi);
                return new SuspectCandidate(
                    new Mmsi(mmsi),
                    Instant.Min(span.First - SuspectCandidate.Before, isSilent ? question.From - LongestSilence : span.First),
                    Instant.Max(span.Last + SuspectCandidate.After, isSilent ? question.To + LongestSilence : span.Last),
                    isSilent);
            }),
        ];
    }

    // Under way, and not heard for a while of which a part lies in the fault window. The hours before and after are read side by side, and joined at the seam.
    private HashSet<uint> Silent(TimeSpan slack, CancellationToken cancellation)
    {
        var boxes = passages.Cover(SilentReachMetres, SilentReachMetres);
        var later = Task.Run(() => Heard(boxes, question.At, question.To + LongestSilence, slack, cancellation), cancellation);
        var earlier = Heard(boxes, question.From - LongestSilence, question.At, slack, cancellation);
        var (before, after) = (earlier, later.GetAwaiter().GetResult());
        IsCutShort = before.IsCut || after.IsCut;
        var found = new HashSet<uint>(before.Silent.Concat(after.Silent));
        foreach (var (mmsi, (_, last)) in before.Ends)
        {
            if (after.Ends.TryGetValue(mmsi, out var then) ? IsSilence(last, then.First, slack) : last.Time > question.From - LongestStale && IsUnderWay(last))
            {
                found.Add(mmsi);
            }
        }

        foreach (var (mmsi, (first, _)) in after.Ends)
        {
            if (!before.Ends.ContainsKey(mmsi) && first.Time < question.To + LongestStale && IsUnderWay(first))
            {
                found.Add(mmsi);
            }
        }

        return found;
    }

    private (Dictionary<uint, (PositionReport First, PositionReport Last)> Ends, HashSet<uint> Silent, bool IsCut) Heard(
        IReadOnlyList<GeoBox> boxes, Instant from, Instant to, TimeSpan slack, CancellationToken cancellation)
    {
        var ends = new Dictionary<uint, (PositionReport First, PositionReport Last)>();
        var silent = new HashSet<uint>();
        var isWhole = Read(boxes, from, to, MostSilentRows / 2, cancellation, position =>
        {
            ref var end = ref CollectionsMarshal.GetValueRefOrAddDefault(ends, position.Mmsi.Value, out var isKnown);
            if (!isKnown)
            {
                end.First = position;
            }
            else if (IsSilence(end.Last, position, slack))
            {
                silent.Add(position.Mmsi.Value);
            }

            end.Last = position;
        });
        return (ends, silent, !isWhole);
    }

    private bool IsSilence(in PositionReport before, in PositionReport after, TimeSpan slack) =>
        after.Time - before.Time > slack && before.Time < question.To && after.Time > question.From && (IsUnderWay(before) || IsUnderWay(after));

    private static bool IsUnderWay(in PositionReport position) =>
        position.Status is not (NavigationalStatus.Moored or NavigationalStatus.AtAnchor or NavigationalStatus.Aground) && (position.SpeedOverGroundKnots ?? 1) >= 0.5;

    private bool Read(IReadOnlyList<GeoBox> boxes, Instant from, Instant to, int mostRows, CancellationToken cancellation, Action<PositionReport> take)
    {
        TrackPlace? after = null;
        for (var rows = 0L; rows < mostRows;)
        {
            var page = tracks.ReadArea(boxes, from, to, after, RowsRead, cancellation);
            foreach (var position in page)
            {
                take(position);
            }

            if (page.Count < RowsRead)
            {
                return true;
            }

            after = TrackPlace.Of(page[^1]);
            rows += page.Count;
        }

        return false;
    }
}
