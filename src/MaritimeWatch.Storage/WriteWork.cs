using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>One thing in the writer's queue: a report, alert events, a request to the desk, or somebody who waits for all before it.</summary>
internal readonly record struct WriteWork(AisReport Report, AlertAppend? Alerts, TaskCompletionSource? Flush, DeskWrite? Desk = null, ReportsWrite? Reports = null)
{
    /// <summary>Whether somebody waits, so that the batch is committed at once.</summary>
    public bool IsUrgent => Alerts is not null || Flush is not null || Desk is not null || Reports is not null;

    /// <summary>Rows it takes, about.</summary>
    public int Weight => Reports?.Count ?? 1;

    public void Complete()
    {
        Alerts?.Complete();
        Flush?.TrySetResult();
        Desk?.Complete();
        Reports?.Complete();
    }

    public void Fail(Exception failure)
    {
        Alerts?.Fail(failure);
        Flush?.TrySetException(failure);
        Desk?.Fail(failure);
        Reports?.Fail(failure);
    }
}
