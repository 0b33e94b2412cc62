namespace MaritimeWatch.Service.Commands;

/// <summary>Where an answer is written: standard output, or a file that is there only once all of it is: until then what stood there stays.</summary>
/// <param name="path">The file; null or <c>-</c> for standard output.</param>
internal sealed class AnswerOutput(string? path) : IAsyncDisposable
{
    private Stream? stream;

    /// <summary>Where it is written until it is whole.</summary>
    private string? aside;

    private bool IsFile => path is not (null or "-");

    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public Task WriteAsync(ReadOnlyMemory<byte> bytes) => TryAsync(async () =>
    {
        stream ??= Open();
        await stream.WriteAsync(bytes);
    });

    /// <summary>All of it is written: now the file has its name.</summary>
    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public Task CompleteAsync() => TryAsync(async () =>
    {
        if (stream is { } whole)
        {
            await whole.FlushAsync();
            await whole.DisposeAsync();
            stream = null;
            if (aside is not null)
            {
                File.Move(aside, path!, overwrite: true);
            }
        }
    });

    /// <summary>Of an answer that failed or was broken off nothing stays.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stream is null)
        {
            return;
        }

        if (IsFile && aside is null && stream.CanSeek)
        {
            stream.SetLength(0);
        }

        await stream.DisposeAsync();
        stream = null;
        if (aside is not null)
        {
            File.Delete(aside);
        }
    }

    private Stream Open()
    {
        if (!IsFile)
        {
            return Console.OpenStandardOutput();
        }

        // A link, a device or a pipe is written to: a file in its place would be another thing. What is empty and no file cannot be told from an empty file.
        var file = new FileInfo(path!);
        aside = file.LinkTarget is null && (!file.Exists || file.Length > 0) ? path + ".part" : null;
        return File.Create(aside ?? path!);
    }

    private async Task TryAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path ?? "standard output"}: cannot be written: {failure.Message}");
        }
    }
}
