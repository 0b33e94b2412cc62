namespace MaritimeWatch.Service.Commands;

/// <summary>Where an answer is written: standard output, or a file that is there only once something is in it.</summary>
internal sealed class AnswerOutput(string? path) : IAsyncDisposable
{
    private Stream? stream;

    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            stream ??= path is null or "-" ? Console.OpenStandardOutput() : File.Create(path);
            await stream.WriteAsync(bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path ?? "standard output"}: cannot be written: {failure.Message}");
        }
    }

    public ValueTask DisposeAsync() => stream?.DisposeAsync() ?? ValueTask.CompletedTask;
}
