using MaritimeWatch.Contracts;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Replay;

/// <summary>Alert events as NDJSON to a file or standard output.</summary>
internal sealed class AlertOutput : IDisposable
{
    private readonly string path;
    private readonly Stream stream;

    public AlertOutput(string path)
    {
        this.path = path;
        try
        {
            stream = new BufferedStream(path == "-" ? Console.OpenStandardOutput() : File.Create(path), 1 << 16);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: cannot be written: {failure.Message}");
        }
    }

    public void Write(AlertEvent alert) => Guard(() =>
    {
        stream.Write(AlertEventJson.ToUtf8(alert));
        stream.WriteByte((byte)'\n');
    });

    public void Flush() => Guard(stream.Flush);

    public void Dispose()
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // Said by the write that failed.
        }
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException failure)
        {
            throw new CommandFailedException($"{(path == "-" ? "standard output" : path)}: writing alerts failed: {failure.Message}");
        }
    }
}
