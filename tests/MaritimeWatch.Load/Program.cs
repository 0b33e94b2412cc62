using System.CommandLine;
using MaritimeWatch.Load;
using MaritimeWatch.Load.Live;

var root = new RootCommand("Load on a running MaritimeWatch: how late alerts come, how fast the past is read, what live feeds come to.");
root.Subcommands.Add(LatencyCommand.Create());
root.Subcommands.Add(PictureCommand.Create());
root.Subcommands.Add(FillCommand.Create());
root.Subcommands.Add(TrafficCommand.Create());
root.Subcommands.Add(LiveCommand.Create());
root.Subcommands.Add(CutCommand.Create());
root.Subcommands.Add(StoreQuestions.Create());
root.Subcommands.Add(QuestionsCommand.Create());
root.Subcommands.Add(OpeningCommand.Create());
root.Subcommands.Add(ReadyCommand.Create());
root.Subcommands.Add(SuspectQuestion.CreateStretch());
return await root.Parse(args).InvokeAsync();
