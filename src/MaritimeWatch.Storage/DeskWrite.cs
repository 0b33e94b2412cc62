namespace MaritimeWatch.Storage;

/// <summary>A request to the desk on its way to the writer, and the caller that waits for it.</summary>
internal sealed class DeskWrite(DeskRequest request, AlertEncoding encoding)
{
    private const int Waiting = 0;
    private const int InHand = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource<DeskAnswer> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int place;

    public DeskRequest Request => request;

    public AlertEncoding Encoding => encoding;

    public Task<DeskAnswer> Done => done.Task;

    /// <summary>What the current attempt came to; only true once its transaction is committed.</summary>
    public DeskAnswer Answer { get; set; } = new(DeskOutcome.Nothing);

    /// <summary>Whether the writer may do it; after that its caller waits for the outcome.</summary>
    public bool Take() => Interlocked.CompareExchange(ref place, InHand, Waiting) != GivenUp;

    /// <summary>Whether the caller is rid of it: the writer will leave it alone.</summary>
    public bool GiveUp() => Interlocked.CompareExchange(ref place, GivenUp, Waiting) == Waiting;

    public void Complete() => done.TrySetResult(Answer);

    public void Fail(Exception failure) => done.TrySetException(failure);
}
