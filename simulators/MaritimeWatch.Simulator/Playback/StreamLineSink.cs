namespace MaritimeWatch.Simulator.Playback;

/// <summary>Lines into a stream, e.g. standard output.</summary>
/// <param name="stream">Where to; left open.</param>
public sealed class StreamLineSink(Stream stream) : ILineSink
{
    private readonly BufferedStream buffered = new(stream, 1 << 15);

    /// <inheritdoc/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> sentences, CancellationToken cancellation) => buffered.WriteAsync(sentences, cancellation);

    /// <inheritdoc/>
    public async ValueTask FlushAsync(CancellationToken cancellation) => await buffered.FlushAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await buffered.FlushAsync();
}
