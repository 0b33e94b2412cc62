using System.Security.Cryptography;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Stores;

/// <summary>Tells recordings apart by what they hold, whatever they are called.</summary>
internal static class RecordingKey
{
    /// <summary>SHA-256 of the bytes as they are stored, with the format that they are read as where that was told; null for what can be read once only.</summary>
    /// <exception cref="CommandFailedException">It cannot be opened.</exception>
    public static string? Of(string path, string? format)
    {
        if (path == "-")
        {
            return null;
        }

        try
        {
            using var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 1 << 20 });
            if (!file.CanSeek)
            {
                return null;
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(file));
            return format is null ? hash : $"{hash}:{format}";
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
