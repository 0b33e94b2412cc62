namespace MaritimeWatch.Service.Consoles;

/// <summary>The built web console, read into memory once at the start: what is asked for is looked up in a table, so no address leads out of its folder.</summary>
internal sealed class ConsoleFiles
{
    /// <summary>The page; every view is the same file.</summary>
    public const string Page = "index.html";

    /// <summary>The licences of what is bundled in the page.</summary>
    public const string LicencesName = "licences.md";

    /// <summary>The folder of what the page loads; its names change with the content.</summary>
    public const string AssetFolder = "assets";

    /// <summary>Many times what a console has. Design values.</summary>
    private const int MostFiles = 2_000;
    private const long MostBytes = 64L << 20;

    private static readonly EnumerationOptions Plain = new() { AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden };

    private readonly Dictionary<string, ConsoleFile> assets = new(StringComparer.Ordinal);

    private ConsoleFiles()
    {
    }

    /// <summary>Where it stands, wherever the program is installed.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "console");

    /// <summary>Why there is no console, in one sentence, or null when there is one.</summary>
    public string? Problem { get; private init; }

    /// <summary>The page, or null where there is no console.</summary>
    public ConsoleFile? Index { get; private set; }

    /// <summary>The licences, or null where the build left none.</summary>
    public ConsoleFile? Licences { get; private set; }

    /// <summary>Reads a folder; one that is not there, is not whole or is too large gives no console and says why.</summary>
    public static ConsoleFiles Load(string folder)
    {
        try
        {
            if (!File.Exists(Path.Combine(folder, Page)))
            {
                return new ConsoleFiles { Problem = "the web console was not built into this program: run 'npm ci' and 'npm run build' in src/console, then build the service again" };
            }

            var files = new ConsoleFiles();
            files.Read(folder);
            return files;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new ConsoleFiles { Problem = $"the web console in {folder} cannot be read: {failure.Message}" };
        }
    }

    /// <summary>A file of <see cref="AssetFolder"/> by its name, or null where there is none of that name.</summary>
    public ConsoleFile? Asset(string name) => assets.GetValueOrDefault(name);

    private void Read(string folder)
    {
        var left = MostBytes;
        Index = new ConsoleFile(Path.Combine(folder, Page), ReadFile);
        var licences = Path.Combine(folder, LicencesName);
        Licences = File.Exists(licences) ? new ConsoleFile(licences, ReadFile) : null;
        var inside = new DirectoryInfo(Path.Combine(folder, AssetFolder));
        foreach (var file in inside.Exists ? inside.EnumerateFiles("*", Plain) : [])
        {
            if (!ConsoleFile.IsPacked(file.Name))
            {
                assets.Add(file.Name, new ConsoleFile(file.FullName, ReadFile));
            }

            if (assets.Count > MostFiles)
            {
                throw new InvalidDataException($"it has more than {MostFiles} files");
            }
        }

        byte[]? ReadFile(string path)
        {
            var file = new FileInfo(path);
            if (!file.Exists || (file.Attributes & FileAttributes.ReparsePoint) != 0)
            {
                return null;
            }

            return (left -= file.Length) >= 0 ? File.ReadAllBytes(path) : throw new InvalidDataException($"it is larger than {MostBytes >> 20} MiB");
        }
    }
}
