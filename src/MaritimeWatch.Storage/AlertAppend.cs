using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Storage;

/// <summary>Alert events on their way into the log, and the caller that waits for them.</summary>
internal sealed class AlertAppend(IReadOnlyList<AlertEvent> events, AlertEncoding encoding, Instant? publishedUpTo)
{
    private readonly TaskCompletionSource<IReadOnlyList<AppendedAlert>> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<AlertEvent> Events => events;

    public AlertEncoding Encoding => encoding;

    /// <summary>The point of the stream up to which the log is complete with these events, or null where that is not known.</summary>
    public Instant? PublishedUpTo => publishedUpTo;

    public Task<IReadOnlyList<AppendedAlert>> Done => done.Task;

    /// <summary>What the current attempt has written; only true once its transaction is committed.</summary>
    public List<AppendedAlert> Written { get; } = [];

    public void Complete() => done.TrySetResult(Written);

    public void Fail(Exception failure) => done.TrySetException(failure);
}
