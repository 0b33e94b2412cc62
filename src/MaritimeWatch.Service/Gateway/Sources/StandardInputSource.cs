namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>Reads what is piped in, once, to its end.</summary>
/// <param name="input">Standard input.</param>
internal sealed class StandardInputSource(Stream input) : IReportSource
{
    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        session.Connected("reading standard input");

        // A read of a terminal or a pipe cannot be called off; it is left behind when the service stops.
        await session.ReadNmeaAsync("stdin", (buffer, stopping) => new ValueTask<int>(input.ReadAsync(buffer, stopping).AsTask().WaitAsync(stopping)), cancellation);
        throw new SourceFailedException("standard input has ended", SourceOutlook.Ended);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => input.DisposeAsync();
}
