namespace MaritimeWatch.Architecture.Tests;

/// <summary>Arrows point down only: the project files are held to the table of the README.</summary>
public sealed class ShapeTests
{
    /// <summary>Project, the projects it may reference, the packages it may ship with.</summary>
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Table = new()
    {
        ["MaritimeWatch.Domain"] = ([], []),
        ["MaritimeWatch.Ais"] = (["MaritimeWatch.Domain"], []),
        ["MaritimeWatch.Detection"] = (["MaritimeWatch.Domain"], ["NetTopologySuite", "MathNet.Numerics"]),
        ["MaritimeWatch.Contracts"] = (["MaritimeWatch.Domain"], ["Google.Protobuf"]),
        ["MaritimeWatch.Storage"] = (["MaritimeWatch.Domain", "MaritimeWatch.Influx"], ["Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3"]),
        ["MaritimeWatch.Grpc"] = ([], ["Google.Protobuf"]),
        ["MaritimeWatch.Mqtt"] = ([], []),
        ["MaritimeWatch.Influx"] = ([], []),
        ["MaritimeWatch.Simulator"] = (["MaritimeWatch.Domain", "MaritimeWatch.Ais"], []),
        ["MaritimeWatch.Service"] = (
            [
                "MaritimeWatch.Domain", "MaritimeWatch.Ais", "MaritimeWatch.Detection", "MaritimeWatch.Contracts", "MaritimeWatch.Storage",
                "MaritimeWatch.Grpc", "MaritimeWatch.Mqtt", "MaritimeWatch.Influx", "MaritimeWatch.Simulator",
            ],
            ["System.CommandLine", "Spectre.Console"]),
    };

    public static TheoryData<string> ProductProjects => [.. SolutionFiles.Projects("src", "simulators").Keys.Order()];

    [Fact]
    public void Table_NamesEveryProductProject_AndNoOther() =>
        Assert.Equal(Table.Keys.Order(), SolutionFiles.Projects("src", "simulators").Keys.Order());

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void ProjectReferences_AreAmongThoseOfTheTable(string project)
    {
        var references = SolutionFiles.ProjectReferences(SolutionFiles.Projects("src", "simulators")[project]);
        Assert.Empty(references.Except(Table[project].Projects));
    }

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void Packages_AreAmongThoseOfTheTable(string project)
    {
        var packages = SolutionFiles.Packages(SolutionFiles.Projects("src", "simulators")[project]);
        Assert.Empty(packages.Except(Table[project].Packages));
    }

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        var solution = File.ReadAllText(Path.Combine(SolutionFiles.Root, "MaritimeWatch.sln"));
        Assert.All(SolutionFiles.Projects("src", "simulators", "tests").Keys, name => Assert.Contains($"{name}.csproj", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Versions_StandOnlyInTheCentralFile()
    {
        var versioned = SolutionFiles.Projects("src", "simulators", "tests")
            .Where(project => project.Value.Descendants("PackageReference").Any(item => item.Attribute("Version") is not null))
            .Select(project => project.Key);
        Assert.Empty(versioned);
    }
}
