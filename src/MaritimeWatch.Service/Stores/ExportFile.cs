using System.IO.Compression;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Decode;

namespace MaritimeWatch.Service.Stores;

/// <summary>Where an export goes: a file, packed when its name ends in .gz, or standard output.</summary>
internal sealed class ExportFile : IDisposable
{
    private readonly string path;
    private readonly Stream file;
    private readonly Stream stream;

    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public ExportFile(string path)
    {
        this.path = path;
        try
        {
            file = path == "-" ? DecodeOutput.StandardOutput() : File.Create(path);
            stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: cannot be written: {failure.Message}");
        }
    }

    /// <summary>Writes some lines.</summary>
    /// <exception cref="CommandFailedException">The disk is full.</exception>
    /// <exception cref="ReaderGoneException">The other end of the pipe was closed.</exception>
    public void Write(ReadOnlySpan<byte> lines)
    {
        try
        {
            stream.Write(lines);
        }
        catch (IOException failure)
        {
            throw Failed(failure);
        }
    }

    /// <summary>Writes what is still to be written and closes it.</summary>
    /// <exception cref="CommandFailedException">The disk is full.</exception>
    /// <exception cref="ReaderGoneException">The other end of the pipe was closed.</exception>
    public void Complete()
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException failure)
        {
            throw Failed(failure);
        }
    }

    public void Dispose()
    {
        try
        {
            stream.Dispose();
            file.Dispose();
        }
        catch (IOException)
        {
            // Said by the write that failed.
        }
    }

    private Exception Failed(IOException failure) => failure.HResult == DecodeOutput.BrokenPipe
        ? new ReaderGoneException()
        : new CommandFailedException($"{(path == "-" ? "standard output" : path)}: writing the export failed: {failure.Message}");
}
