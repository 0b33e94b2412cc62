namespace MaritimeWatch.Service.Configuration;

/// <summary>A path as it is written in a configuration file.</summary>
internal static class ConfiguredPath
{
    /// <summary>The path from a folder on, or as it is where it is absolute; null where none is given.</summary>
    public static string? In(string folder, string? path) => path is null ? null : Path.Combine(folder, path);
}
