using MaritimeWatch.Service.Commands;

// Each command is one file under Commands/.
return await CommandLine.RunAsync(CommandCatalog.Root(args.FirstOrDefault()), args);
