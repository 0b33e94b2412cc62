using System.CommandLine;

namespace MaritimeWatch.Service.Commands;

/// <summary>Every subcommand, in the order of <c>--help</c>; one line each.</summary>
internal static class CommandCatalog
{
    public static readonly (string Name, Func<Command> Create)[] All =
    [
        ("demo", DemoCommand.Create),
        ("serve", ServeCommand.Create),
        ("replay", ReplayCommand.Create),
        ("decode", DecodeCommand.Create),
        ("convert", ConvertCommand.Create),
        ("learn", LearnCommand.Create),
        ("alerts", AlertsCommand.Create),
        ("tracks", TracksCommand.Create),
        ("vessels", VesselsCommand.Create),
        ("assets", AssetsCommand.Create),
        ("suspects", SuspectsCommand.Create),
        ("sources", SourcesCommand.Create),
        ("play", PlayCommand.Create),
        ("simulate", SimulateCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("compare", CompareCommand.Create),
        ("settings", SettingsCommand.Create),
        ("evidence", EvidenceCommand.Create),
        ("token", TokenCommand.Create),
        ("audit", AuditCommand.Create),
        ("store", StoreCommand.Create),
    ];

    /// <summary>The whole command line; where its first word names a command, that one alone: all of them take longer to build than a small file to decode.</summary>
    public static RootCommand Root(string? firstWord = null)
    {
        var root = new RootCommand("MaritimeWatch: AIS traffic in, alerts about ships endangering cables and pipelines out.");
        var isOne = All.Any(command => command.Name == firstWord);
        foreach (var (name, create) in All)
        {
            if (!isOne || name == firstWord)
            {
                root.Subcommands.Add(create());
            }
        }

        return root;
    }
}
