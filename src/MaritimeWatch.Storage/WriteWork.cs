using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Audit;
using MaritimeWatch.Storage.Sealing;

namespace MaritimeWatch.Storage;

/// <summary>One thing in the writer's queue: a report, alert events, a request to the desk, reports or records for the audit log that somebody waits for, a change that belongs to no report, or somebody who waits for all before it.</summary>
internal readonly record struct WriteWork(
    AisReport Report, AlertAppend? Alerts, TaskCompletionSource? Flush, DeskWrite? Desk = null, ReportsWrite? Reports = null, AuditAppend? Audit = null, AppendTally? Tally = null, WriterErrand? Errand = null)
{
    /// <summary>Whether somebody waits, so that the batch is committed at once.</summary>
    public bool IsUrgent => Alerts is not null || Flush is not null || Desk is not null || Reports is not null || Audit is not null || Errand is not null;

    /// <summary>Whether it is told at once where the disk refuses, rather than done later.</summary>
    public bool CannotWait => Desk is not null || Reports is not null || Audit is { Waits: false };

    /// <summary>Rows it takes, about.</summary>
    public int Weight => Reports?.Count ?? Audit?.Records.Count ?? Errand?.Weight ?? 1;

    public void Complete()
    {
        Alerts?.Complete();
        Flush?.TrySetResult();
        Desk?.Complete();
        Reports?.Complete();
        Audit?.Complete();
        Errand?.Complete();
    }

    public void Fail(Exception failure)
    {
        Alerts?.Fail(failure);
        Flush?.TrySetException(failure);
        Desk?.Fail(failure);
        Reports?.Fail(failure);
        Audit?.Fail(failure);
        Errand?.Fail(failure);
        Tally?.GiveUp(Report.Dynamic.HasPosition);
    }
}
