using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Forensics;

/// <summary>Finds who fell silent, or came on air, within sailing reach of a stretch, so that the time of the fault may lie in her silence.</summary>
/// <remarks>
/// A silence that matters begins before the fault window ends and ends after it begins: so all traffic within 60 nm is read of the window alone, and of the hours before and after it each vessel's last and first position.
/// Where the window is more than can be looked at, what falls away is what is farthest in time from the fault: <see cref="From"/> and <see cref="To"/> say how far it went.
/// Who only sailed out of these waters, and was heard there, is not silent.
/// </remarks>
/// <param name="tracks">The positions.</param>
/// <param name="question">Asset and time.</param>
/// <param name="boxes">The waters within <see cref="ReachMetres"/>.</param>
/// <param name="mostRows">So many positions are looked at, at most.</param>
internal sealed class SilentVessels(ITrackStore tracks, FaultQuestion question, IReadOnlyList<GeoBox> boxes, int mostRows = SilentVessels.MostRows)
{
    /// <summary>How far from the stretch a silence may begin or end: 60 nm, five hours at 12 kn.</summary>
    public const double ReachMetres = 60 * Nautical.MetresPerMile;

    /// <summary>How long before and after the fault a silence may begin or end, whether or not it has another end: whoever switches off for a passage does so for a watch or two.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    /// <summary>Some seconds of reading.</summary>
    private const int MostRows = 8_000_000;

    private const int RowsRead = 200_000;
    private const int MostElsewhere = 1_000;

    private static readonly double FastestMetresPerSecond = new PassageOptions().ImplausibleSpeedKnots * Nautical.MetresPerSecondPerKnot;

    /// <summary>How far about the fault at least: nearer than that no silence shows.</summary>
    private static readonly TimeSpan LeastHalf = TimeSpan.FromMinutes(10);

    /// <summary>From when on was searched.</summary>
    public Instant From { get; private set; } = question.From - Longest;

    /// <summary>Until when.</summary>
    public Instant To { get; private set; } = question.To + Longest;

    /// <summary>Whether there was too much traffic to look through all of it.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>The MMSIs.</summary>
    /// <param name="slack">The least silence of all.</param>
    /// <param name="cancellation">Ends the search.</param>
    public HashSet<uint> Find(TimeSpan slack, CancellationToken cancellation)
    {
        var spans = Read(slack, cancellation);
        var found = new HashSet<uint>(spans.SelectMany(span => span.Silent));
        var (begins, ends) = (new Dictionary<uint, PositionReport>(), new Dictionary<uint, PositionReport>());
        foreach (var (mmsi, heard) in spans.SelectMany(span => span.Ends))
        {
            if (ends.TryGetValue(mmsi, out var before) && IsSilence(before, heard.First, slack))
            {
                found.Add(mmsi);
            }

            begins.TryAdd(mmsi, heard.First);
            ends[mmsi] = heard.Last;
        }

        var oneSided = ends.Values.Where(end => !found.Contains(end.Mmsi.Value) && end.Time < question.To - slack && IsUnderWay(end)).Select(end => (End: end, From: end.Time + TimeSpan.FromSeconds(1)))
            .Concat(begins.Values.Where(begin => !found.Contains(begin.Mmsi.Value) && begin.Time > question.From + slack && IsUnderWay(begin)).Select(begin => (End: begin, From: begin.Time - slack)));
        var silent = new ConcurrentBag<uint>();
        Parallel.ForEach(oneSided, Aside(cancellation), one =>
        {
            // What another hull of the same number sent elsewhere does not tell that she was heard.
            if (!tracks.GetTrack(one.End.Mmsi, one.From, one.From + slack, MostElsewhere, cancellation).Any(fix => IsSailed(one.End, fix)))
            {
                silent.Add(one.End.Mmsi.Value);
            }
        });
        found.UnionWith(silent);
        return found;
    }

    /// <summary>Spans without a hole between them, oldest first, as far about the fault as together hold no more than can be looked at; before and behind them the last and first position of each vessel.</summary>
    private List<HeardSpan> Read(TimeSpan slack, CancellationToken cancellation)
    {
        var half = question.PlusMinus;
        while (true)
        {
            var (from, to) = (question.At - half, question.At + half);
            var wanted = Spans(from, to).OrderBy(span => Away(span.From, span.To)).ThenBy(span => span.From).ToList();
            var read = Read(wanted, slack, cancellation);
            if (read.All(span => span is not null) && read.Sum(span => (long)span!.Rows) <= mostRows)
            {
                var (before, behind) = (new HeardSpan(from, from), new HeardSpan(to, to));
                Parallel.Invoke(
                    () => before = Ends(from - Longest, from, tracks.ReadNewest, cancellation),
                    () => behind = Ends(to, to + Longest, tracks.ReadOldest, cancellation));
                return [before, .. read.OfType<HeardSpan>().OrderBy(span => span.From), behind];
            }

            // As dense as the hours about the fault are, so far will it go; where they alone are too much, half as far.
            half = read[0] is { Rows: > 0 } nearest ? TimeSpan.FromTicks((long)Math.Min(half.Ticks * 0.9, (nearest.To - nearest.From).Ticks * 0.45 * mostRows / nearest.Rows)) : half / 2;
            half = half < LeastHalf ? TimeSpan.Zero : half;
            (From, To, IsCutShort) = (question.At - half, question.At + half, true);
        }
    }

    /// <summary>Of each vessel in these waters the position nearest to the window, before it or behind it.</summary>
    private HeardSpan Ends(Instant from, Instant to, Func<IReadOnlyList<GeoBox>?, Instant, Instant, Mmsi, CancellationToken, IReadOnlyList<PositionReport>> read, CancellationToken cancellation)
    {
        var span = new HeardSpan(from, to);
        foreach (var position in read(boxes, from, to, default, cancellation).Where(position => position.IsOfVessel))
        {
            span.Ends.Add(position.Mmsi.Value, (position, position));
        }

        return span;
    }

    private HeardSpan?[] Read(List<(Instant From, Instant To)> wanted, TimeSpan slack, CancellationToken cancellation)
    {
        var read = new HeardSpan?[wanted.Count];
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, wanted.Count), EnumerablePartitionerOptions.NoBuffering), Aside(cancellation), number =>
        {
            // Where the nearer ones are too much already, the rest need not be read. The nearest always is, so what comes of it is decided by no race.
            if (read.Take(number).Sum(span => (long)(span?.Rows ?? 0)) <= mostRows)
            {
                read[number] = Read(wanted[number].From, wanted[number].To, slack, cancellation);
            }
        });
        return read;
    }

    // Positions are stored by watches of six hours: to read one twice costs twice.
    private static IEnumerable<(Instant From, Instant To)> Spans(Instant from, Instant until)
    {
        const long Watch = 6 * 3_600;
        while (from < until)
        {
            var to = Instant.Min(until, Instant.FromUnixSeconds(((long)Math.Floor(from.UnixSeconds / (double)Watch) + 1) * Watch));
            yield return (from, to);
            from = to;
        }
    }

    private static ParallelOptions Aside(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };

    private TimeSpan Away(Instant from, Instant to) => from > question.At ? from - question.At : to < question.At ? question.At - to : TimeSpan.Zero;

    private HeardSpan? Read(Instant from, Instant to, TimeSpan slack, CancellationToken cancellation)
    {
        var span = new HeardSpan(from, to);
        foreach (var page in tracks.ReadPages(boxes, from, to, RowsRead, cancellation))
        {
            span.Rows += page.Count;
            if (span.Rows > mostRows)
            {
                return null;
            }

            Take(span, page, slack);
        }

        return span;
    }

    // Within a watch vessel comes after vessel: each is looked up once.
    private void Take(HeardSpan span, IReadOnlyList<PositionReport> page, TimeSpan slack)
    {
        for (var number = 0; number < page.Count;)
        {
            var begin = page[number];
            ref var end = ref CollectionsMarshal.GetValueRefOrAddDefault(span.Ends, begin.Mmsi.Value, out var isKnown);
            (end.First, end.Last) = isKnown ? end : (begin, begin);
            for (; number < page.Count && page[number] is var position && position.Mmsi == begin.Mmsi; number++)
            {
                if (IsSilence(end.Last, position, slack))
                {
                    span.Silent.Add(position.Mmsi.Value);
                }

                end.Last = position;
            }
        }
    }

    private bool IsSilence(in PositionReport before, in PositionReport after, TimeSpan slack) =>
        after.Time - before.Time > slack && before.Time < question.To && after.Time > question.From && (IsUnderWay(before) || IsUnderWay(after));

    private static bool IsSailed(in PositionReport one, in PositionReport other) =>
        Geodesic.DistanceMetres(one.Position, other.Position) <= Math.Max(10, (one.Time - other.Time).Duration().TotalSeconds) * FastestMetresPerSecond;

    private static bool IsUnderWay(in PositionReport position) =>
        position.IsOfVessel
        && position.Status is not (NavigationalStatus.Moored or NavigationalStatus.AtAnchor or NavigationalStatus.Aground)
        && (position.SpeedOverGroundKnots ?? 1) >= 0.5;

    /// <summary>Who was heard in a span of time: each with her first and her last position.</summary>
    private sealed record HeardSpan(Instant From, Instant To)
    {
        public int Rows { get; set; }

        public Dictionary<uint, (PositionReport First, PositionReport Last)> Ends { get; } = [];

        public HashSet<uint> Silent { get; } = [];
    }
}
