namespace MaritimeWatch.Service.Gateway;

/// <summary>A live source: where bytes or messages come from, and nothing else. Whether it lives, waits, is slowed or counted is the gateway's business (decision 0711).</summary>
internal interface IReportSource : IAsyncDisposable
{
    /// <summary>One attempt: connects, says so, and delivers until the other side ends, something fails, or it is cancelled. Bad input is counted and never ends it.</summary>
    /// <param name="session">Takes what is received.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SourceFailedException">It cannot go on, with a reason for a person. Any other exception is put into words by the gateway.</exception>
    Task RunAsync(SourceSession session, CancellationToken cancellation);
}
