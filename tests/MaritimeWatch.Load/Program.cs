using System.CommandLine;
using MaritimeWatch.Load;

var root = new RootCommand("Load on a running MaritimeWatch: how late alerts come, how fast the past is read.");
root.Subcommands.Add(LatencyCommand.Create());
root.Subcommands.Add(FillCommand.Create());
return await root.Parse(args).InvokeAsync();
