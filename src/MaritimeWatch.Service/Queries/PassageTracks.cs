using System.Runtime.CompilerServices;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>The fixes of everybody who came near an asset, each vessel's in runs without a hole of our making.</summary>
/// <remarks>
/// Only what lies near the asset is read. Where a vessel seems silent there, she may have been elsewhere: then the run ends with her first fix outside, and another
/// begins with her last one before she came back, so that what is left as a silence truly is one.
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
            yield return (mmsi, Runs(fixes, cancellation));
        }
    }

    private List<PositionReport[]> Runs(List<PositionReport> fixes, CancellationToken cancellation)
    {
        var runs = new List<PositionReport[]>();
        var run = new List<PositionReport>();
        foreach (var fix in fixes)
        {
            if (run.Count > 0 && fix.Time - run[^1].Time > Hole && Elsewhere(run[^1], fix, cancellation) is var (left, back))
            {
                run.Add(left);
                runs.Add([.. run]);
                run = back is { } last ? [last] : [];
            }

            run.Add(fix);
        }

        runs.Add([.. run]);
        return runs;
    }

    /// <summary>Her first fix after she left, and her last one before she came back; null where she was heard nowhere.</summary>
    private (PositionReport Left, PositionReport? Back)? Elsewhere(PositionReport before, PositionReport after, CancellationToken cancellation)
    {
        var (mmsi, start) = (before.Mmsi, before.Time + TimeSpan.FromSeconds(1));
        var left = Refused.Read(() => tracks.GetTrack(mmsi, start, after.Time, 1, cancellation));
        if (left.Count == 0)
        {
            return null;
        }

        PositionReport? back = null;
        foreach (var fix in positions.OfVessel(mmsi, Instant.Max(left[0].Time, after.Time - LeadOfVisit), after.Time - TimeSpan.FromSeconds(1), cancellation))
        {
            back = fix;
        }

        return (left[0], back);
    }
}
