using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Replays;

/// <summary>The folder of recordings and charts that callers may name. They name files in it, never paths; what leads out of it is not there.</summary>
internal sealed class RecordingFolder
{
    private const int LongestName = 200;

    private readonly string? folder;

    /// <param name="path">The folder, or null where there is none.</param>
    /// <exception cref="CommandFailedException">There is no such folder.</exception>
    public RecordingFolder(string? path)
    {
        folder = path is null ? null : Path.GetFullPath(path);
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new CommandFailedException($"Replay:Recordings is '{path}'; there is no such folder");
        }
    }

    /// <summary>The path of a file that a caller has named.</summary>
    /// <param name="name">The name.</param>
    /// <param name="field">The field it came in.</param>
    /// <exception cref="GrpcStatusException">It is no name, or there is no such file.</exception>
    public string Find(string name, string field)
    {
        if (name.Length is 0 or > LongestName || name[0] == '.' || name.Any(character => character is '/' or '\\' or ':' || char.IsControl(character)))
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, $"{field} takes the name of a file, 1 to {LongestName} characters without '/', '\\', ':' and a dot at its beginning");
        }

        // A link may lead anywhere, and a pipe never ends: neither is there. An empty file is no recording.
        var file = folder is null ? null : new FileInfo(Path.Combine(folder, name));
        return file is { Exists: true, LinkTarget: null, Length: > 0 } && (file.Attributes & (FileAttributes.ReparsePoint | FileAttributes.Directory | FileAttributes.Device)) == 0
            ? file.FullName
            : throw new GrpcStatusException(StatusCode.NotFound, folder is null ? "this service has no folder of recordings: Replay:Recordings is not set" : $"{field}: there is no such file in the folder of recordings, or it is empty");
    }
}
