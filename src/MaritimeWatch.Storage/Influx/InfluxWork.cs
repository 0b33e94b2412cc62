using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Influx;

/// <summary>One thing in the writer's queue: a report, reports that somebody waits for, or somebody who waits for all before it.</summary>
internal readonly record struct InfluxWork(AisReport Report, AppendTally? Tally, WaitedReports? Waited, TaskCompletionSource? Flush)
{
    /// <summary>Whether somebody waits, so that the batch is sent at once.</summary>
    public bool IsUrgent => Waited is not null || Flush is not null;
}
