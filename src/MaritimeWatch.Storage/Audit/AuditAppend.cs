namespace MaritimeWatch.Storage.Audit;

/// <summary>Records on their way into the chain, and the caller that waits for them.</summary>
/// <param name="records">In their order.</param>
/// <param name="waits">Whether they wait for a disk that refuses; else they fail at once.</param>
internal sealed class AuditAppend(IReadOnlyList<AuditRecord> records, bool waits)
{
    private const int Waiting = 0;
    private const int InHand = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource<AuditHead> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int place;

    public IReadOnlyList<AuditRecord> Records => records;

    public bool Waits => waits;

    /// <summary>The last of the entries as the current attempt wrote it.</summary>
    public AuditHead? Last { get; set; }

    public Task<AuditHead> Done => done.Task;

    /// <summary>Whether the writer may do it; after that its caller waits for the outcome.</summary>
    public bool Take() => Interlocked.CompareExchange(ref place, InHand, Waiting) != GivenUp;

    /// <summary>Whether the caller is rid of it: the writer will leave it alone.</summary>
    public bool GiveUp() => Interlocked.CompareExchange(ref place, GivenUp, Waiting) == Waiting;

    public void Complete() => done.TrySetResult(Last ?? AuditHead.None);

    public void Fail(Exception failure) => done.TrySetException(failure);
}
