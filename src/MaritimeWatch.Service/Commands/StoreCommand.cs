using System.CommandLine;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store</c>: what is done to a store as a whole.</summary>
internal static class StoreCommand
{
    /// <summary>The store, as every subcommand names it.</summary>
    public static Option<string> Store() => new("--store") { Description = "The store's file, as in the service's configuration (store.path).", HelpName = "FILE", Required = true };

    public static Command Create() => new("store", "The store as a whole: months of traffic in and out, copies, checks, what is in it.")
    {
        StoreImportCommand.Create(),
    };

    /// <summary>The store of a command that needs one that exists.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    public static string Existing(string path) =>
        File.Exists(path) ? Path.GetFullPath(path) : throw new CommandFailedException($"{path}: no such store");
}
