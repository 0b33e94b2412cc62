using System.Runtime.CompilerServices;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>The fixes of everybody who came near an asset, each vessel's in runs without a hole of our making.</summary>
/// <remarks>
/// Only what lies near the asset is read. Where a vessel seems silent there, she may have been elsewhere: then the run ends with her first fix outside, and another
/// begins with her last ones before she came back, so that what is left as a silence truly is one. The first run begins, and the last one ends, with such fixes
/// too, where she was heard within what is read.
/// </remarks>
internal sealed class PassageTracks(ITrackStore tracks)
{
    /// <summary>How much before and after the period fixes are read for who was there: the longest interval that is no silence (detectors.md G1, Class B).</summary>
    public static readonly TimeSpan LeadOfVisit = TimeSpan.FromMinutes(30);

    /// <summary>The same for crossings, which may lie in a long silence.</summary>
    public static readonly TimeSpan LeadOfCrossing = TimeSpan.FromHours(2);

    /// <summary>How much further from the asset than asked fixes are read for who was there: she was last heard before a silence, or heard again after it, no further away. 5.4 nm; G1 counts 5 nm as near.</summary>
    public const double MarginOfVisitMetres = 10_000;

    /// <summary>The same for crossings: two hours unheard at 13 knots, the cable half-way.</summary>
    public const double MarginOfCrossingMetres = 25_000;

    /// <summary>Positions near the asset that are held at a time: 200 MB of them.</summary>
    private const int MostPositions = 5_000_000;

    /// <summary>The least silence of all (detectors.md G1, Class A): what is shorter is an interval.</summary>
    public static readonly TimeSpan Hole = TimeSpan.FromMinutes(10);

    /// <summary>So many fixes before a run tell how often she speaks, by which a silence is told: about the memory of detector G1.</summary>
    private const int FixesOfHabit = 10;

    /// <summary>So many fixes of another ship with her number are looked at for one of hers.</summary>
    private const int MostOfOthers = 4_000;

    /// <summary>Positions are kept to the second.</summary>
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly StoredPositions positions = new(tracks);

    /// <summary>Vessel by vessel, each in a turn of its own: what the caller finds from her fixes is found in it, too.</summary>
    public async IAsyncEnumerable<(Mmsi Mmsi, List<PositionReport[]> Runs)> NearAsync(
        AssetPassages passages, Instant from, Instant to, TimeSpan lead, double marginMetres, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = new Dictionary<Mmsi, List<PositionReport>>();
        await foreach (var piece in positions.InBoxesAsync(passages.Cover(passages.WithinMetres + marginMetres), from - lead, to + lead, cancellation, MostPositions))
        {
            foreach (var fix in piece)
            {
                if (!found.TryGetValue(fix.Mmsi, out var fixes))
                {
                    found.Add(fix.Mmsi, fixes = []);
                }

                fixes.Add(fix);
            }
        }

        foreach (var (mmsi, fixes) in found)
        {
            using var turn = await SearchTurns.Shared.TakeAsync(cancellation);
            yield return (mmsi, Runs(fixes, from - lead, to + lead, cancellation));
        }
    }

    private List<PositionReport[]> Runs(List<PositionReport> fixes, Instant from, Instant to, CancellationToken cancellation)
    {
        var runs = new List<PositionReport[]>();
        var run = Before(fixes[0], from, cancellation);
        for (var number = 0; number < fixes.Count; number++)
        {
            if (number > 0 && fixes[number].Time - fixes[number - 1].Time > Hole && After(fixes[number - 1], fixes[number].Time - Second, cancellation) is { } left)
            {
                run.Add(left);
                runs.Add([.. run]);
                run = Before(fixes[number], left.Time, cancellation);
            }

            run.Add(fixes[number]);
        }

        runs.Add(After(fixes[^1], to, cancellation) is { } next ? [.. run, next] : [.. run]);
        return runs;
    }

    /// <summary>Her next fix after one, up to a moment. Another ship with her number may be heard first: a fix that no hull reaches is not hers.</summary>
    private PositionReport? After(PositionReport fix, Instant to, CancellationToken cancellation)
    {
        var (mmsi, start) = (fix.Mmsi, fix.Time + Second);
        if (start > to || Refused.Read(() => tracks.GetTrack(mmsi, start, Periods.End(to), 1, cancellation)) is not [var next])
        {
            return null;
        }

        return IsReached(fix, next) ? next
            : positions.OfVessel(mmsi, start, to, cancellation).Take(MostOfOthers).Where(later => IsReached(fix, later)).Select(later => (PositionReport?)later).FirstOrDefault();
    }

    /// <summary>Her last fixes before one, from a moment on: looked for in spans that grow, since mostly they are near.</summary>
    private List<PositionReport> Before(PositionReport fix, Instant from, CancellationToken cancellation)
    {
        var last = new Queue<PositionReport>();
        var end = fix.Time;
        for (var span = LeadOfVisit; last.Count == 0 && end > from; span *= 4)
        {
            var start = Instant.Max(from, end - span);
            foreach (var earlier in positions.OfVessel(fix.Mmsi, start, end - Second, cancellation).Where(earlier => IsReached(earlier, fix)))
            {
                last.Enqueue(earlier);
                if (last.Count > FixesOfHabit)
                {
                    last.Dequeue();
                }
            }

            end = start;
        }

        return [.. last];
    }

    private static bool IsReached(in PositionReport from, in PositionReport to) => new TrackLeg(from, to).IsSailed(TimeSpan.MaxValue);
}
