namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>Reads what is piped in, once, to its end.</summary>
/// <param name="input">Standard input.</param>
/// <param name="isOnce">Whether it is meant to end.</param>
internal sealed class StandardInputSource(Stream input, bool isOnce) : IReportSource
{
    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        session.Connected("reading standard input");

        // A read of a terminal or a pipe cannot be called off; it is left behind when the service stops.
        await session.ReadNmeaAsync("stdin", (buffer, stopping) => new ValueTask<int>(input.ReadAsync(buffer, stopping).AsTask().WaitAsync(stopping)), cancellation);
        throw isOnce
            ? new SourceFailedException("standard input was read to its end", SourceOutlook.Ended)
            : new SourceFailedException($"standard input ended at {session.Now.WholeSecond}: whoever writes to it has stopped", SourceOutlook.Lost);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => input.DisposeAsync();
}
