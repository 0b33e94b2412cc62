using System.Text;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Audit;

/// <summary>The file outside the store that checkpoints are appended to, one JSON object a line: against it a log that was cut short is found.</summary>
internal static class CheckpointFile
{
    /// <summary>Appends a line and syncs it to the disk. A line that a crash left unfinished is ended first.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Append(string path, AuditCheckpoint checkpoint)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        var isUnfinished = false;
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            isUnfinished = file.ReadByte() != '\n';
        }

        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.ASCII.GetBytes($"{(isUnfinished ? "\n" : "")}{checkpoint.ToJson()}\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>The newest line that is a checkpoint, or null.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static AuditCheckpoint? Newest(string path) =>
        File.Exists(path) ? File.ReadLines(path).Select(AuditCheckpoint.TryParse).LastOrDefault(checkpoint => checkpoint is not null) : null;
}
