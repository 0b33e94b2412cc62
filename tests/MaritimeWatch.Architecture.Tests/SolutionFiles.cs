using System.Xml.Linq;

namespace MaritimeWatch.Architecture.Tests;

/// <summary>The project files of the repository, read as they are.</summary>
internal static class SolutionFiles
{
    public static string Root => MaritimeWatch.Tests.SharedData.RepositoryRoot;

    /// <summary>Every project under a folder, by name.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), XDocument.Load);

    public static IEnumerable<string> ProjectReferences(XDocument project) =>
        Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    /// <summary>Packages that end up in what is shipped: build-time-only ones are left out.</summary>
    public static IEnumerable<string> Packages(XDocument project) => project
        .Descendants("PackageReference")
        .Where(item => !string.Equals((string?)item.Attribute("PrivateAssets") ?? (string?)item.Element("PrivateAssets"), "all", StringComparison.OrdinalIgnoreCase))
        .Select(item => (string)item.Attribute("Include")!);

    /// <summary>Source files that people wrote.</summary>
    public static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> Items(XDocument project, string name) =>
        project.Descendants(name).Select(item => (string)item.Attribute("Include")!);
}
