using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Recordings;

/// <summary>Unpacks a recording, told by its first bytes and not by its name.</summary>
internal static class Compression
{
    private const int LongestMark = 6;

    /// <summary>What packers put first, and the command that unpacks theirs where we do not.</summary>
    private static readonly (byte[] Mark, string Packer, string Command)[] Unread =
    [
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd", "zstd -d"),
        ([(byte)'B', (byte)'Z', (byte)'h'], "bzip2", "bunzip2"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "xz", "unxz"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "7-Zip", "7z x"),
        ([0x04, 0x22, 0x4D, 0x18], "lz4", "lz4 -d"),
    ];

    /// <summary>The content of a file or pipe: plain, gzip, or a zip with one file in it.</summary>
    /// <param name="source">What was opened; it stays with the caller.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="CommandFailedException">It is packed in a way that is not read here; the message names the way and the remedy.</exception>
    public static Stream Content(Stream source, string name)
    {
        if (!source.CanSeek)
        {
            // A pipe cannot be rewound.
            var pipe = PipeReader.Create(source, new StreamPipeReaderOptions(bufferSize: RecordingBytes.BlockBytes, leaveOpen: true));
            var first = pipe.ReadAtLeastAsync(LongestMark).AsTask().GetAwaiter().GetResult().Buffer;
            var start = first.Slice(0, Math.Min(first.Length, LongestMark)).ToArray();
            pipe.AdvanceTo(first.Start);
            return Content(pipe.AsStream(), start, name);
        }

        Span<byte> mark = stackalloc byte[LongestMark];
        var place = source.Position;
        var length = source.ReadAtLeast(mark, LongestMark, throwOnEndOfStream: false);
        source.Position = place;
        return Content(source, mark[..length], name);
    }

    private static Stream Content(Stream stream, ReadOnlySpan<byte> start, string name)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return new GZipStream(stream, CompressionMode.Decompress);
        }

        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            return OnlyFileOf(stream, name);
        }

        foreach (var (mark, packer, command) in Unread)
        {
            if (start.StartsWith(mark))
            {
                throw new CommandFailedException($"{name}: compressed with {packer}, which is not read here; unpack it ('{command}') or pack it with gzip");
            }
        }

        return stream;
    }

    /// <summary>The Danish and the American daily files come as a zip that holds one table.</summary>
    private static Stream OnlyFileOf(Stream stream, string name)
    {
        if (!stream.CanSeek)
        {
            throw new CommandFailedException($"{name}: a zip archive can only be read from a file; unpack it ('unzip -p')");
        }

        try
        {
            var files = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true).Entries.Where(entry => entry.Length > 0).ToArray();
            return files.Length == 1
                ? files[0].Open()
                : throw new CommandFailedException($"{name}: a zip archive of {files.Length} files; only one with a single file is read");
        }
        catch (InvalidDataException damage)
        {
            throw new CommandFailedException($"{name}: the zip archive is damaged or cut off ({damage.Message.TrimEnd('.')})");
        }
    }
}
