using System.Security.Cryptography;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Replays;
using MaritimeWatch.Storage;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.DryRuns;

/// <summary>One dry run, waiting, on a thread of its own, and what is left of it when it has ended.</summary>
internal sealed class DryRun(DryRunPlan plan, DryRunBench bench, TimeProvider clock, ILogger log)
{
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Standing standing = new(DryRunState.Waiting);
    private volatile DryRunProgress? progress;

    public string Id { get; } = $"dry-run-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";

    public DryRunPlan Plan => plan;

    /// <summary>Where it is, with all that belongs to that.</summary>
    public Standing Now => standing;

    /// <summary>How far it came; null before its first piece of traffic.</summary>
    public DryRunProgress? Progress => progress;

    /// <summary>Done when it has ended.</summary>
    public Task Ended => ended.Task;

    /// <summary>Starts its thread; once.</summary>
    /// <param name="after">Called on that thread when it has ended.</param>
    public void Start(Action after)
    {
        standing = new Standing(DryRunState.Running) { StartedAt = clock.GetUtcNow() };
        new Thread(() => Run(after)) { IsBackground = true, Name = Id }.Start();
    }

    /// <summary>Ends it; one that has ended is left as it is.</summary>
    public void Cancel()
    {
        stopping.Cancel();
        if (standing.State == DryRunState.Waiting)
        {
            End(new Standing(DryRunState.Cancelled));
        }
    }

    private void Run(Action after)
    {
        Standing outcome;
        try
        {
            LowPriority.Take();
            var result = bench.Run(plan, reached => progress = reached, stopping.Token);
            outcome = new Standing(result is null ? DryRunState.Cancelled : DryRunState.Done) { Result = result };
        }
        catch (Exception fault)
        {
            // Nothing may leave this thread: it would take the service with it.
            log.LogError(fault, "{DryRun} failed", Id);
            outcome = new Standing(DryRunState.Failed) { Problem = fault is CommandFailedException or StoreException ? fault.Message : "internal error" };
        }

        End(outcome with { StartedAt = standing.StartedAt });
        after();
    }

    private void End(Standing outcome)
    {
        standing = outcome with { EndedAt = clock.GetUtcNow() };
        ended.TrySetResult();
    }

    /// <summary>Where a dry run is, and what belongs to that.</summary>
    /// <param name="State">Where.</param>
    internal sealed record Standing(DryRunState State)
    {
        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public string? Problem { get; init; }

        public DryRunResult? Result { get; init; }
    }
}
