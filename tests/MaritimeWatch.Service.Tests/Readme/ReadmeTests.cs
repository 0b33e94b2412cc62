using System.CommandLine;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Readme;

/// <summary>The README tells the truth about the command line and the files.</summary>
public sealed class ReadmeTests
{
    public static TheoryData<string> CommandLines => [.. ReadmeText.CommandLines];

    public static TheoryData<string> TableRows => [.. ReadmeText.CommandTable];

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void CommandLine_OfTheReadme_IsUnderstood(string arguments)
    {
        var parsed = CommandRun.Root().Parse(arguments);

        Assert.Empty(parsed.Errors.Select(error => error.Message));
        Assert.IsNotType<RootCommand>(parsed.CommandResult.Command);
    }

    [Fact]
    public void CommandLines_OfTheReadme_WereFound()
    {
        Assert.Contains("demo", ReadmeText.CommandLines);
        Assert.Contains("alerts --watch", ReadmeText.CommandLines);
        Assert.Contains(ReadmeText.CommandLines, line => line.StartsWith("replay --input ", StringComparison.Ordinal));
    }

    [Fact]
    public void Projects_RunInTheReadme_Exist() =>
        Assert.All(ReadmeText.ProjectsRun, project => Assert.NotEmpty(Directory.GetFiles(SharedData.InRepository(project), "*.csproj")));

    [Fact]
    public void Links_OfTheReadme_LeadToFiles()
    {
        Assert.NotEmpty(ReadmeText.RelativeLinks);
        Assert.All(ReadmeText.RelativeLinks, target => Assert.True(Path.Exists(SharedData.InRepository(target.Split('#')[0])), $"{target} does not exist"));
    }

    [Fact]
    public void CommandTable_AndCommands_AreTheSame() => Assert.Equal(
        CommandCatalog.All.Select(command => command.Create().Name).Order(StringComparer.Ordinal),
        ReadmeText.CommandTable.Select(row => row.Split(' ')[0]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(TableRows))]
    public void CommandTable_OptionsOfARow_AreOptionsOfTheCommand(string row)
    {
        var words = row.Split([' ', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        var command = CommandCatalog.All.Select(known => known.Create()).Single(command => command.Name == words[0]);

        Assert.Empty(words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Except(command.Options.Select(option => option.Name)));
    }
}
