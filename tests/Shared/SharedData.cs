namespace MaritimeWatch.Tests;

/// <summary>Where the tests find files: the repository itself, and the recorded traffic beside it.</summary>
internal static class SharedData
{
    /// <summary>The folder that holds <c>MaritimeWatch.sln</c>.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The full path of a recorded file, e.g. <c>dma-csv/aisdk-2017-06-23-head.csv</c>.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(RepositoryRoot, "..", "shared", "data", relative);

    /// <summary>The full path of a file of this repository.</summary>
    public static string InRepository(string relative) => System.IO.Path.Combine(RepositoryRoot, relative);

    /// <summary>The first of <paramref name="files"/> that is absent, or null; with none named, the folder itself.</summary>
    public static string? Missing(string[] files) => files.Length == 0
        ? (Directory.Exists(Path("")) ? null : "shared/data")
        : files.FirstOrDefault(file => !File.Exists(Path(file)) && !Directory.Exists(Path(file)));

    private static string FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "MaritimeWatch.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("MaritimeWatch.sln was not found above the test binaries.");
    }
}
