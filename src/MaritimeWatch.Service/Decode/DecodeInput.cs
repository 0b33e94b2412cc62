using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Recordings;
using Microsoft.Win32.SafeHandles;

namespace MaritimeWatch.Service.Decode;

/// <summary>The bytes to decode: a file or standard input, as they come; packed ones are told by their first bytes, whatever the name.</summary>
internal sealed class DecodeInput : IDisposable
{
    private readonly FileStream source;
    private readonly Stream stream;

    private DecodeInput(string name, FileStream source, Stream stream)
    {
        Name = name;
        this.source = source;
        this.stream = stream;
        Length = source.CanSeek ? source.Length : null;
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Bytes of the file as stored, or null where that is not known.</summary>
    public long? Length { get; }

    /// <summary>Bytes of the file taken so far, as stored.</summary>
    public long Position => source.CanSeek ? source.Position : 0;

    /// <summary>What cut the input short, or null: half a gzip file, a medium that fails.</summary>
    public string? Damage { get; private set; }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="CommandFailedException">It cannot be opened, or is packed in a way that is not read here.</exception>
    public static DecodeInput Open(string path)
    {
        var source = path == "-" ? StandardInput() : OpenFile(path);
        var name = path == "-" ? "stdin" : path;
        return new DecodeInput(name, source, Compression.Content(source, name));
    }

    /// <summary>Takes what is there, waiting only where nothing is; 0 at the end, also where the rest cannot be read.</summary>
    public int Read(Span<byte> into)
    {
        try
        {
            return stream.Read(into);
        }
        catch (InvalidDataException damage)
        {
            Damage = $"the compressed data is damaged or cut short ({damage.Message.TrimEnd('.')})";
        }
        catch (IOException failure)
        {
            Damage = $"reading failed ({failure.Message.TrimEnd('.')})";
        }

        return 0;
    }

    public void Dispose()
    {
        stream.Dispose();
        source.Dispose();
    }

    private static FileStream StandardInput() => new(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException($"{path}: no such file");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: {(Directory.Exists(path) ? "is a folder" : "may not be read")}");
        }
    }
}
