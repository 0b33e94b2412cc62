namespace MaritimeWatch.Influx;

/// <summary>Reads the body of an answer, for as long as it flows: what bounds it is the time in which nothing more comes, not how long it is. Of one thread.</summary>
/// <param name="stream">The body; ended with this.</param>
/// <param name="longestPause">Longest that a read may wait.</param>
/// <param name="clock">Measures that.</param>
/// <param name="cancellation">Ends the reading at any time.</param>
internal sealed class AnswerReader(Stream stream, TimeSpan longestPause, TimeProvider clock, CancellationToken cancellation) : IDisposable
{
    private readonly CancellationTokenSource pause = new(Timeout.InfiniteTimeSpan, clock);
    private CancellationTokenSource? either;

    /// <summary>Whether the server has said nothing more for so long that reading was given up.</summary>
    public bool HasPaused => pause.IsCancellationRequested && !cancellation.IsCancellationRequested;

    /// <summary>The next bytes; 0 at the end.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled, or nothing came (<see cref="HasPaused"/>).</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public int Read(Memory<byte> buffer)
    {
        either ??= CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellation);
        pause.CancelAfter(longestPause);
        try
        {
            // A read that is not asynchronous cannot be broken off.
            var reading = stream.ReadAsync(buffer, either.Token);
            return reading.IsCompletedSuccessfully ? reading.Result : reading.AsTask().GetAwaiter().GetResult();
        }
        finally
        {
            // Whoever reads may take as long as he likes in between.
            pause.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        either?.Dispose();
        pause.Dispose();
    }
}
