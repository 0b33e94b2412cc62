using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.DryRuns;

/// <summary>All dry runs of the service: one runs, a few wait in the order in which they came, the newest that have ended are kept.</summary>
internal sealed class DryRunRegister(DryRunBench bench, TimeProvider clock, ILogger log)
{
    /// <summary>So many may wait.</summary>
    public const int MostWaiting = 8;

    /// <summary>So many that have ended are kept.</summary>
    public const int MostKept = 20;

    private readonly Lock gate = new();

    // The oldest first.
    private readonly List<DryRun> runs = [];
    private DryRun? running;
    private bool isStopping;

    /// <summary>Takes one in; null where too many wait.</summary>
    public DryRun? TryAdd(DryRunPlan plan)
    {
        lock (gate)
        {
            if (isStopping || runs.Count(IsWaiting) >= MostWaiting)
            {
                return null;
            }

            var run = new DryRun(plan, bench, clock, log);
            runs.Add(run);
            StartNext();
            return run;
        }
    }

    /// <summary>One by its id, or null.</summary>
    /// <param name="owner">Whose it must be; null for anybody's.</param>
    /// <param name="id">Which.</param>
    public DryRun? Find(string? owner, string id) => Of(owner).FirstOrDefault(run => run.Id == id);

    /// <summary>Those of an owner, or of everybody for null; the newest first.</summary>
    public IReadOnlyList<DryRun> Of(string? owner)
    {
        lock (gate)
        {
            return [.. runs.Where(run => owner is null || run.Plan.Owner == owner).Reverse()];
        }
    }

    /// <summary>Ends one and forgets it.</summary>
    public void Forget(DryRun run)
    {
        lock (gate)
        {
            runs.Remove(run);
            run.Cancel();
        }
    }

    /// <summary>Ends them all; done when none runs any more.</summary>
    public Task StopAsync()
    {
        lock (gate)
        {
            isStopping = true;
            runs.ForEach(run => run.Cancel());
            running?.Cancel();
            return running?.Ended ?? Task.CompletedTask;
        }
    }

    private static bool IsWaiting(DryRun run) => run.Now.State == DryRunState.Waiting;

    private void StartNext()
    {
        if (running is null && !isStopping && runs.Find(IsWaiting) is { } next)
        {
            running = next;
            next.Start(HasEnded);
        }
    }

    private void HasEnded()
    {
        lock (gate)
        {
            running = null;
            foreach (var run in runs.Where(run => run.Now.EndedAt is not null).OrderByDescending(run => run.Now.EndedAt).Skip(MostKept).ToList())
            {
                runs.Remove(run);
            }

            StartNext();
        }
    }
}
