using System.Buffers;
using System.IO.Compression;

namespace MaritimeWatch.Service.Recordings;

/// <summary>The bytes of one recording in blocks that end at a line end: plain or .gz, a file or standard input. Never the whole file in memory.</summary>
internal sealed class RecordingBytes : IDisposable
{
    /// <summary>Bytes in a block: some ten thousand rows.</summary>
    public const int BlockBytes = 1 << 20;

    private readonly Stream source;
    private readonly Stream stream;
    private byte[] carry = ArrayPool<byte>.Shared.Rent(BlockBytes);
    private int carried;
    private bool isAtEnd;

    public RecordingBytes(string path)
    {
        Name = path == "-" ? "standard input" : Path.GetFileName(path);
        source = path == "-" ? Console.OpenStandardInput() : Open(path);
        Length = source.CanSeek ? source.Length : null;
        stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(source, CompressionMode.Decompress) : source;
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Bytes of the file as stored, or null when that is not known.</summary>
    public long? Length { get; }

    /// <summary>Bytes of the file taken so far, as stored.</summary>
    public long Position => source.CanSeek ? source.Position : 0;

    /// <summary>What cut the file short, or null: half a .gz, a medium that fails.</summary>
    public string? Damage { get; private set; }

    /// <summary>Bytes of over-long lines that were passed over.</summary>
    public long SkippedLines { get; private set; }

    /// <summary>What comes first, up to a block, without taking it; valid until the next call.</summary>
    public ReadOnlySpan<byte> Peek()
    {
        while (!isAtEnd && carried < BlockBytes)
        {
            var read = ReadSome(carry.AsSpan(carried, BlockBytes - carried));
            isAtEnd = read == 0;
            carried += read;
        }

        return carry.AsSpan(0, carried);
    }

    /// <summary>Fills a block with whole lines; 0 at the end.</summary>
    public int ReadBlock(ref byte[] block)
    {
        if (block.Length < BlockBytes)
        {
            block = new byte[BlockBytes];
        }

        while (true)
        {
            carry.AsSpan(0, carried).CopyTo(block);
            var filled = carried;
            carried = 0;
            while (!isAtEnd && filled < BlockBytes)
            {
                var read = ReadSome(block.AsSpan(filled, BlockBytes - filled));
                isAtEnd = read == 0;
                filled += read;
            }

            if (filled == 0 || isAtEnd)
            {
                return filled;
            }

            var end = block.AsSpan(0, filled).LastIndexOfAny((byte)'\n', (byte)'\r');
            if (end >= 0)
            {
                carried = filled - end - 1;
                block.AsSpan(end + 1, carried).CopyTo(carry);
                return end + 1;
            }

            // A line of more than a megabyte is no row and no sentence: it is passed over to its end.
            SkippedLines++;
            SkipToLineEnd(block);
        }
    }

    /// <summary>Fills a block with whatever comes next, lines or not; 0 at the end.</summary>
    public int ReadWhole(ref byte[] block)
    {
        if (block.Length < BlockBytes)
        {
            block = new byte[BlockBytes];
        }

        if (carried == 0)
        {
            return ReadSome(block);
        }

        carry.AsSpan(0, carried).CopyTo(block);
        var length = carried;
        carried = 0;
        return length;
    }

    public void Dispose()
    {
        stream.Dispose();
        source.Dispose();
        ArrayPool<byte>.Shared.Return(carry);
        carry = [];
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Commands.CommandFailedException($"{path}: no such file");
        }
        catch (UnauthorizedAccessException)
        {
            throw new Commands.CommandFailedException($"{path}: {(Directory.Exists(path) ? "is a folder" : "may not be read")}");
        }
    }

    private void SkipToLineEnd(byte[] scratch)
    {
        while (true)
        {
            var read = ReadSome(scratch.AsSpan(0, BlockBytes));
            if (read == 0)
            {
                isAtEnd = true;
                return;
            }

            var end = scratch.AsSpan(0, read).IndexOfAny((byte)'\n', (byte)'\r');
            if (end >= 0)
            {
                carried = read - end - 1;
                scratch.AsSpan(end + 1, carried).CopyTo(carry);
                return;
            }
        }
    }

    private int ReadSome(Span<byte> into)
    {
        try
        {
            return stream.Read(into);
        }
        catch (InvalidDataException failure)
        {
            Damage = $"the compressed data is damaged or cut off ({failure.Message.TrimEnd('.')}); what came before it was used";
            return 0;
        }
        catch (IOException failure)
        {
            Damage = $"reading failed ({failure.Message.TrimEnd('.')}); what came before it was used";
            return 0;
        }
    }
}
