using MaritimeWatch.Detection;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.DryRuns;

/// <summary>Runs the stored tracks of a period past both sets of thresholds at once, each with an analyser of its own: the same reports, in the same pieces, so that they differ by the thresholds alone.</summary>
/// <remarks>
/// It begins before the period, as far as a restart goes back, so that what is under way at its beginning is known. It reads the store once, with the
/// chart and the model of the service, on the thread that calls it.
/// </remarks>
/// <param name="tracks">What the service has stored.</param>
/// <param name="index">The service's chart.</param>
/// <param name="normality">The service's model of the ordinary traffic, or null.</param>
/// <param name="warmUp">How much is run before the period.</param>
/// <param name="clock">For the pace, which is as fast as it goes.</param>
internal sealed class DryRunBench(ITrackStore tracks, AssetIndex index, NormalityModel? normality, TimeSpan warmUp, TimeProvider clock)
{
    /// <summary>Runs it.</summary>
    /// <param name="plan">What is tried, and on which period.</param>
    /// <param name="tell">Told after each piece how far it is.</param>
    /// <param name="stopped">Ends it.</param>
    /// <returns>The result, or null where it was stopped.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="Commands.CommandFailedException">There is too much to compare.</exception>
    public DryRunResult? Run(DryRunPlan plan, Action<DryRunProgress> tell, CancellationToken stopped)
    {
        var begin = plan.From - warmUp;
        var end = Instant.Max(begin, Instant.Min(plan.To, tracks.NewestPositionTime() ?? begin));
        using var traffic = new StoredTraffic(tracks, begin, plan.To);
        var (inForce, changed) = (new DryRunSide(plan.From, plan.To), new DryRunSide(plan.From, plan.To));
        var (first, second) = (Analysis(plan.InForce, inForce), Analysis(plan.Changed, changed));
        var (piece, copy) = (new ReportChunk(1), new ReportChunk(1));
        while (traffic.Fill(piece))
        {
            // Each analyser takes out of its piece what cannot be true.
            Copy(piece, copy);
            if (!first.Take(piece, stopped) || !second.Take(copy, stopped))
            {
                return null;
            }

            tell(new DryRunProgress(Share(begin, end, first.EventTime), first.EventTime, first.Reports));
            piece.Clear();
            copy.Clear();
        }

        first.End();
        second.End();
        return DryRunResult.Of(inForce, changed, plan.To - plan.From);
    }

    private static void Copy(ReportChunk piece, ReportChunk copy)
    {
        var reports = piece.Of(0);
        for (var number = 0; number < reports.Count; number++)
        {
            copy.Add(reports[number].Report, reports[number].Line);
        }
    }

    private static double Share(Instant begin, Instant end, Instant reached) => end <= begin ? 1 : Math.Clamp((reached - begin) / (end - begin), 0, 1);

    private SteadyAnalysis Analysis(DetectionSettings settings, DryRunSide side) => new(new Analyser(index, settings, shards: 1, normality), new Pace(0, clock), side.Take);
}
