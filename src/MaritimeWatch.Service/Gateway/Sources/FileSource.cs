using Microsoft.Win32.SafeHandles;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>Follows a file. Another file under the same name is told by its time of birth, a truncated one by being shorter than what was read.</summary>
internal sealed class FileSource(FollowedFileOptions options) : IReportSource
{
    private SafeFileHandle? file;
    private long position;
    private bool isFirst = true;

    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        if (!File.Exists(options.Path))
        {
            session.Waiting($"{options.Path} does not exist yet");
            isFirst = false;
        }

        try
        {
            await session.ReadNmeaAsync(Path.GetFileName(options.Path), (buffer, stopping) => ReceiveAsync(buffer, session, stopping), cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw FailureWords.Of(failure, options.Path);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        file?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, SourceSession session, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file is not null || TryOpen(session))
            {
                var count = RandomAccess.Read(file!, buffer.Span, position);
                position += count;
                if (count > 0)
                {
                    return count;
                }

                if (HasChanged())
                {
                    // What stood without a line end at the end of the old file is not the beginning of the new one.
                    buffer.Span[0] = (byte)'\n';
                    return 1;
                }
            }

            await Task.Delay(options.PollInterval, session.Clock, cancellation);
        }
    }

    private bool TryOpen(SourceSession session)
    {
        if (!File.Exists(options.Path))
        {
            return false;
        }

        file = File.OpenHandle(options.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        position = isFirst && !options.FromStart ? RandomAccess.GetLength(file) : 0;
        isFirst = false;
        session.Connected($"following {options.Path}");
        return true;
    }

    /// <summary>Whether there is something else to read than what is open: then it is begun.</summary>
    private bool HasChanged()
    {
        if (RandomAccess.GetLength(file!) < position)
        {
            position = 0;
            return true;
        }

        // Moved away and nothing in its place: whoever writes may still write to it.
        var named = new FileInfo(options.Path);
        if (!named.Exists || named.CreationTimeUtc == File.GetCreationTimeUtc(file!))
        {
            return false;
        }

        file!.Dispose();
        file = null;
        return true;
    }
}
