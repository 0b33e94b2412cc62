using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>Reports on their way to the writer, and the caller that waits until they are durable.</summary>
internal sealed class ReportsWrite(ReadOnlyMemory<AisReport> reports, Memory<bool> isStored)
{
    private const int Waiting = 0;
    private const int InHand = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource<StoredReports> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StoredReports came;
    private int place;

    public int Count => reports.Length;

    public Task<StoredReports> Done => done.Task;

    /// <summary>Whether the writer may write them; after that their caller waits for the outcome.</summary>
    public bool Take() => Interlocked.CompareExchange(ref place, InHand, Waiting) != GivenUp;

    /// <summary>Whether the caller is rid of them: the writer will leave them alone.</summary>
    public bool GiveUp() => Interlocked.CompareExchange(ref place, GivenUp, Waiting) == Waiting;

    /// <summary>Writes them; what came of it is only true once the transaction is committed.</summary>
    /// <returns>How many positions were new, and how many were already there.</returns>
    public (int Stored, int Duplicate) Write(SqliteTrackWriter tracks)
    {
        var positions = (Stored: 0, Duplicate: 0);
        for (var number = 0; number < reports.Length; number++)
        {
            var (stored, duplicate) = tracks.Write(reports.Span[number]);
            isStored.Span[number] = duplicate == 0;
            positions = (positions.Stored + stored, positions.Duplicate + duplicate);
        }

        came = new StoredReports(reports.Length - positions.Duplicate, positions.Duplicate);
        return positions;
    }

    public void Complete() => done.TrySetResult(came);

    public void Fail(Exception failure) => done.TrySetException(failure);
}
