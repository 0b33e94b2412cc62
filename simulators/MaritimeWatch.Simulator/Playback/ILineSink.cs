namespace MaritimeWatch.Simulator.Playback;

/// <summary>Where played traffic goes.</summary>
public interface ILineSink : IAsyncDisposable
{
    /// <summary>Takes whole lines; may keep them until the next flush.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> sentences, CancellationToken cancellation);

    /// <summary>Sends what was kept.</summary>
    ValueTask FlushAsync(CancellationToken cancellation);
}
