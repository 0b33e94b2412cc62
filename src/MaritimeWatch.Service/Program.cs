using System.CommandLine;
using MaritimeWatch.Service.Commands;

// The whole command line; each command is one file under Commands/.
var root = new RootCommand("MaritimeWatch: AIS traffic in, alerts about ships endangering cables and pipelines out.");
foreach (var command in CommandCatalog.All)
{
    root.Subcommands.Add(command());
}

return await CommandLine.RunAsync(root, args);
