using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>One thing in the writer's queue: a report, alert events, a request to the desk, or somebody who waits for all before it.</summary>
internal readonly record struct WriteWork(AisReport Report, AlertAppend? Alerts, TaskCompletionSource? Flush, DeskWrite? Desk = null)
{
    /// <summary>Whether somebody waits, so that the batch is committed at once.</summary>
    public bool IsUrgent => Alerts is not null || Flush is not null || Desk is not null;

    public void Complete()
    {
        Alerts?.Complete();
        Flush?.TrySetResult();
        Desk?.Complete();
    }

    public void Fail(Exception failure)
    {
        Alerts?.Fail(failure);
        Flush?.TrySetException(failure);
        Desk?.Fail(failure);
    }
}
