using MaritimeWatch.Service.Commands;
using Microsoft.Win32.SafeHandles;

namespace MaritimeWatch.Service.Decode;

/// <summary>Where the lines go: a file or standard output, each piece as it is written.</summary>
internal sealed class DecodeOutput : IDisposable
{
    /// <summary>EPIPE, which the runtime hands on as it is.</summary>
    private const int BrokenPipe = 32;

    private readonly Stream stream;

    private DecodeOutput(Stream stream) => this.stream = stream;

    /// <summary>Opens a file, which is overwritten, or standard output for <c>-</c>.</summary>
    /// <exception cref="CommandFailedException">It cannot be written, or is what is read.</exception>
    public static DecodeOutput Open(string path, string input)
    {
        if (path == "-")
        {
            return new DecodeOutput(StandardOutput());
        }

        if (IsSame(path, input))
        {
            throw new CommandFailedException($"{path}: is the input; decoding onto it would destroy it", ExitCode.WrongUsage);
        }

        try
        {
            return new DecodeOutput(new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 }));
        }
        catch (DirectoryNotFoundException)
        {
            throw new CommandFailedException($"{path}: no such folder");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: {(Directory.Exists(path) ? "is a folder" : "may not be written")}");
        }
        catch (IOException failure)
        {
            throw new CommandFailedException($"{path}: cannot be written ({failure.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Writes some lines.</summary>
    /// <exception cref="ReaderGoneException">The other end of the pipe was closed.</exception>
    public void Write(ReadOnlySpan<byte> lines)
    {
        try
        {
            stream.Write(lines);
        }
        catch (IOException failure) when (failure.HResult == BrokenPipe)
        {
            throw new ReaderGoneException();
        }
    }

    public void Dispose() => stream.Dispose();

    /// <summary>A pipe is written so that its end is noticed when nobody reads on; a file so that its position stays that of the shell.</summary>
    private static Stream StandardOutput()
    {
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    private static bool IsSame(string output, string input) =>
        Resolved(output) is { } written && File.Exists(written) && Resolved(input == "-" ? "/dev/stdin" : input) == written;

    private static string? Resolved(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
