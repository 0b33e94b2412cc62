namespace MaritimeWatch.Service.Gateway;

/// <summary>A password or key that stands in a file of its own, so that no configuration holds it. Read at each attempt: a new one counts from the next connection on.</summary>
internal static class SecretFile
{
    private const int MostBytes = 65_536;

    /// <summary>The first line of the file.</summary>
    /// <param name="path">The file, or null where none is configured.</param>
    /// <exception cref="SourceFailedException">It cannot be read, or is empty. The message names the file and nothing that stands in it.</exception>
    public static string? Read(string? path)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                throw new SourceFailedException($"{path} is too long for a secret", SourceOutlook.Refused);
            }

            using var file = File.OpenText(path);
            return file.ReadLine() is { Length: > 0 } secret ? secret : throw new SourceFailedException($"{path} holds no secret: its first line is empty", SourceOutlook.Refused);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SourceFailedException(failure is FileNotFoundException or DirectoryNotFoundException ? $"{path} does not exist" : $"{path} cannot be read by this user", SourceOutlook.Refused, failure);
        }
    }
}
