using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Storage;

/// <summary>Alert events on their way into the log, and the caller that waits for them.</summary>
internal sealed class AlertAppend(IReadOnlyList<AlertEvent> events, AlertEncoding encoding)
{
    private readonly TaskCompletionSource<IReadOnlyList<AppendedAlert>> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<AlertEvent> Events => events;

    public AlertEncoding Encoding => encoding;

    public Task<IReadOnlyList<AppendedAlert>> Done => done.Task;

    /// <summary>What the current attempt has written; only true once its transaction is committed.</summary>
    public List<AppendedAlert> Written { get; } = [];

    public void Complete() => done.TrySetResult(Written);

    public void Fail(Exception failure) => done.TrySetException(failure);
}
