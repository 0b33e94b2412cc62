namespace MaritimeWatch.Service.Queries;

/// <summary>A search reads much that is stored: no more of them at once than there are processors, so that they keep nobody else from an answer.</summary>
internal static class SearchTurns
{
    private static readonly SemaphoreSlim Turns = new(Environment.ProcessorCount);

    /// <summary>Waits for a turn, and reads.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public static T Read<T>(Func<T> search, CancellationToken cancellation)
    {
        Turns.Wait(cancellation);
        try
        {
            return Refused.Read(search);
        }
        finally
        {
            Turns.Release();
        }
    }

    /// <summary>Waits for a turn without holding a thread, and reads.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public static async Task<T> ReadAsync<T>(Func<T> search, CancellationToken cancellation)
    {
        await Turns.WaitAsync(cancellation);
        try
        {
            return Refused.Read(search);
        }
        finally
        {
            Turns.Release();
        }
    }
}
