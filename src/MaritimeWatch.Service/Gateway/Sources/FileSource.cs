namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>Follows a file. What was taken over is not read again after an error or a change of the configuration, and what was not is.</summary>
internal sealed class FileSource(FollowedFileOptions options, FollowedFileMemory memory) : IReportSource
{
    private readonly FollowedFile file = new(options.Path, memory);

    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        try
        {
            if (!TryOpen(session))
            {
                session.Waiting($"{options.Path} does not exist yet");
            }

            await session.ReadNmeaAsync(Path.GetFileName(options.Path), (buffer, stopping) => ReceiveAsync(buffer, session, stopping), cancellation, file.Took);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw FailureWords.Of(failure, options.Path);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, SourceSession session, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if ((file.IsOpen || TryOpen(session)) && file.Read(buffer.Span) is > 0 and var count)
            {
                return count;
            }

            await Task.Delay(options.PollInterval, session.Clock, cancellation);
        }
    }

    private bool TryOpen(SourceSession session)
    {
        if (!file.TryOpen(options.FromStart))
        {
            return false;
        }

        session.Connected($"following {options.Path}");
        return true;
    }
}
