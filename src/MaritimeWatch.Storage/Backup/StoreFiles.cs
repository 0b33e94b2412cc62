using System.Security.Cryptography;

namespace MaritimeWatch.Storage.Backup;

/// <summary>The files that a store is made of.</summary>
internal static class StoreFiles
{
    /// <summary>What follows the name of the store in that of the file with its older tracks.</summary>
    public const string Tracks = ".tracks";

    /// <summary>What follows the name of the store in those of its two files.</summary>
    public static readonly IReadOnlyList<string> Both = ["", Tracks];

    /// <summary>What follows the name of a file that is still being written.</summary>
    public const string Unfinished = ".part";

    private const int CopyBytes = 1 << 20;

    /// <summary>Copies a file and gives the hash of what was read; the copy is on the disk when this returns.</summary>
    public static string Copy(string from, string to, Action<long> progress, CancellationToken cancellation)
    {
        using var source = new FileStream(from, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.ReadWrite });
        using var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        return Read(source, target, progress, cancellation);
    }

    /// <summary>The hash of a file.</summary>
    public static string Hash(string path, Action<long> progress, CancellationToken cancellation)
    {
        using var source = new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.ReadWrite });
        return Read(source, null, progress, cancellation);
    }

    /// <summary>Puts what was written on the disk and gives it its name.</summary>
    public static void Name(string unfinished, string path)
    {
        using (var file = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    private static string Read(FileStream source, FileStream? target, Action<long> progress, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[CopyBytes];
        var done = 0L;
        for (var length = source.Read(block); length > 0; length = source.Read(block))
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, length);
            target?.Write(block, 0, length);
            progress(done += length);
        }

        target?.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
