using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Access;

/// <summary>What stands in files, read again when one of them changes, without a restart.</summary>
/// <remarks>Files that can no longer be read leave what was read before in force, and say so: an editor's slip must not lock everybody out of the feed.</remarks>
internal sealed class WatchedFiles<T>
    where T : class
{
    private readonly Lock gate = new();
    private readonly string[] paths;
    private readonly Func<T> read;
    private readonly ILogger log;
    private readonly Action<T?, T?>? changed;
    private (DateTime Written, long Bytes)[] stamps;
    private T value;

    /// <param name="paths">The files.</param>
    /// <param name="read">Reads them all.</param>
    /// <param name="log">Is told of changes and of files that cannot be read.</param>
    /// <param name="changed">Is told what was before, null at the start, and what is now, null for what cannot be read.</param>
    /// <exception cref="InvalidDataException">They cannot be read at the start; the message names file and reason.</exception>
    public WatchedFiles(string[] paths, Func<T> read, ILogger log, Action<T?, T?>? changed = null)
    {
        (this.paths, this.read, this.log, this.changed) = (paths, read, log, changed);
        stamps = Stamps();
        value = ReadOrSayWhyNot();
        changed?.Invoke(null, value);
    }

    /// <summary>Why the newest state of the files is not in force, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The newest that could be read.</summary>
    public T Current
    {
        get
        {
            var now = Stamps();
            lock (gate)
            {
                if (!now.AsSpan().SequenceEqual(stamps))
                {
                    stamps = now;
                    Reread();
                }

                return value;
            }
        }
    }

    private void Reread()
    {
        try
        {
            var before = value;
            value = ReadOrSayWhyNot();
            Problem = null;
            changed?.Invoke(before, value);
            log.LogInformation("access: {Files} changed and is in force", string.Join(", ", paths));
        }
        catch (InvalidDataException failure)
        {
            Problem = failure.Message;
            changed?.Invoke(value, null);
            log.LogError("access: {Problem}; what was read before stays in force", Problem);
        }
    }

    private T ReadOrSayWhyNot()
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or JsonException or FormatException or ArgumentException)
        {
            // Not the parser's own words: they may quote what stands in the file.
            throw new InvalidDataException($"{string.Join(", ", paths)} cannot be used: {(failure is IOException or UnauthorizedAccessException ? failure.Message : "the content is damaged or of another kind")}", failure);
        }
    }

    private (DateTime Written, long Bytes)[] Stamps() => [.. paths.Select(path =>
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : (DateTime.MinValue, -1L);
    })];
}
