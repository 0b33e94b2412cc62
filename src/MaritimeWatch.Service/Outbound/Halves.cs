namespace MaritimeWatch.Service.Outbound;

/// <summary>The parts of one output, which live and end together.</summary>
internal static class Halves
{
    /// <summary>Runs all until cancelled, or until the first of them ends: then the others are cancelled, and it returns when the last is over.</summary>
    /// <remarks>Waiting for all would hide the failure of one for as long as the others run.</remarks>
    /// <exception cref="Exception">What one of them threw.</exception>
    public static async Task RunAsync(CancellationToken cancellation, params Func<CancellationToken, Task>[] halves)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] running = [.. halves.Select(half => half(ending.Token))];
        var all = Task.WhenAll(running);
        var first = await Task.WhenAny(running);
        try
        {
            await ending.CancelAsync();
        }
        finally
        {
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // One that was cancelled was asked to; one that gave up by itself was not.
        if (all.IsFaulted || !cancellation.IsCancellationRequested)
        {
            await (all.IsFaulted ? all : first);
        }
    }
}
