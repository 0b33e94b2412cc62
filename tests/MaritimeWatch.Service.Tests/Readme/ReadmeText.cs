using System.Text.RegularExpressions;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Readme;

/// <summary>What README.md claims that a machine can hold it to.</summary>
internal static partial class ReadmeText
{
    private static readonly string Text = File.ReadAllText(SharedData.InRepository("README.md"));

    /// <summary>Command lines of our executable, in code blocks and between back quotes, without what calls it: arguments only.</summary>
    public static IReadOnlyList<string> CommandLines { get; } =
    [
        .. Blocks().Matches(Text).SelectMany(block => block.Groups[1].Value.Split('\n'))
            .Concat(Quoted().Matches(Blocks().Replace(Text, "")).Select(quoted => quoted.Groups[1].Value))
            .Select(line => Called().Match(line.Trim()))
            .Where(call => call.Success)
            .Select(call => call.Groups[1].Value),
    ];

    /// <summary>Projects that <c>dotnet run</c> is told to run.</summary>
    public static IReadOnlyList<string> ProjectsRun { get; } = [.. Projects().Matches(Text).Select(project => project.Groups[1].Value).Distinct()];

    /// <summary>Targets of links within the repository.</summary>
    public static IReadOnlyList<string> RelativeLinks { get; } =
        [.. Links().Matches(Text).Select(link => link.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal) && target[0] != '#')];

    /// <summary>The first column of the table of commands, e.g. <c>serve [--config FILE]</c>.</summary>
    public static IReadOnlyList<string> CommandTable { get; } =
    [
        .. Text.Split('\n').SkipWhile(line => !line.StartsWith("| command |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => Quoted().Match(line.Split('|')[1]).Groups[1].Value),
    ];

    [GeneratedRegex("^```[a-z]*\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(?:\S*maritimewatch |dotnet run --project src/MaritimeWatch\.Service .*?-- )\s*([^|#>]+)")]
    private static partial Regex Called();

    [GeneratedRegex(@"dotnet run --project (\S+)")]
    private static partial Regex Projects();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
