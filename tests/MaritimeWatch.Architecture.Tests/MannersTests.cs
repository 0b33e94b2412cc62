using System.Text.RegularExpressions;

namespace MaritimeWatch.Architecture.Tests;

/// <summary>Names that say something, files that say one thing, tests that test.</summary>
public sealed class MannersTests
{
    private const int MostLines = 400;

    [Fact]
    public void SourceFiles_ExceptGeneratedOnes_HaveAtMostFourHundredLines()
    {
        var sources = SolutionFiles.Sources("src", "simulators", "tests").ToList();
        Assert.NotEmpty(sources);
        Assert.Empty(sources.Where(file => File.ReadLines(file).Count() > MostLines).Select(file => Path.GetRelativePath(SolutionFiles.Root, file)));
    }

    [Fact]
    public void SourceFiles_HaveNamesThatSaySomething() =>
        Assert.DoesNotContain(SolutionFiles.Sources("src", "simulators", "tests"), file => Regex.IsMatch(file, "(Manager|Helper|Helpers|Utils|Util|Impl)\\.cs$"));

    [Fact]
    public void SourceFiles_HaveNoLooseEnds()
    {
        var loose = new Regex(@"NotImplementedException|\bTODO\b|\bFIXME\b|Thread\.Sleep\(|\[(Fact|Theory)\([^)]*Skip");
        var found = SolutionFiles.Sources("src", "simulators", "tests")
            .Where(file => !file.EndsWith("MannersTests.cs", StringComparison.Ordinal) && loose.IsMatch(File.ReadAllText(file)));
        Assert.Empty(found.Select(file => Path.GetRelativePath(SolutionFiles.Root, file)));
    }

    [Fact]
    public void SourceFiles_DeclareTheNamespaceOfTheirFolder()
    {
        var declared = new Regex(@"^namespace ([\w.]+);", RegexOptions.Multiline);
        var strays = SolutionFiles.Sources("src", "simulators")
            .Select(file => (File: Path.GetRelativePath(SolutionFiles.Root, file), Namespace: declared.Match(File.ReadAllText(file)).Groups[1].Value))
            .Where(source => source.Namespace.Length > 0 && source.Namespace != Path.GetDirectoryName(source.File)!.Split('/', 2)[1].Replace('/', '.'));
        Assert.Empty(strays);
    }

    [Fact]
    public void Repository_HoldsNoPathOfOneMachine()
    {
        var text = new[] { "*.cs", "*.md", "*.sh", "*.props", "*.json", "*.mjs", "*.py" }
            .SelectMany(pattern => Directory.EnumerateFiles(SolutionFiles.Root, pattern, SearchOption.AllDirectories))
            .Where(file => !Regex.IsMatch(file, "/(bin|obj|node_modules|\\.git|TestResults)/") && !file.EndsWith("MannersTests.cs", StringComparison.Ordinal));
        Assert.Empty(text.Where(file => Regex.IsMatch(File.ReadAllText(file), "/(root|home/\\w+|work/(main|wt|shared))/")).Select(file => Path.GetRelativePath(SolutionFiles.Root, file)));
    }
}
