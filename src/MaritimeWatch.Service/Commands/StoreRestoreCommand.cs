using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Service.Stores;
using MaritimeWatch.Storage.Backup;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store restore</c>: a backup put in the place of a store.</summary>
internal static class StoreRestoreCommand
{
    private static readonly Option<string> From = new("--from") { Description = "The backup, with its manifest beside it.", HelpName = "FILE", Required = true };
    private static readonly Option<string> Store = StoreCommand.Store();

    public static Command Create()
    {
        var command = new Command(
            "restore",
            """
            Puts a backup in the place of a store that no service holds. Its checksums are held against the manifest before anything is changed; what is there
            now is moved aside, with the time behind its name, and never deleted. Killed half-way, the store is as before, or nobody opens it until the same
            command is run again, which begins by putting things back.
            """)
        {
            From, Store,
        };
        command.SetAction((parsed, interrupted) => Task.FromResult(StoreCommand.Guarded(() => Run(Path.GetFullPath(parsed.GetRequiredValue(From)), Path.GetFullPath(parsed.GetRequiredValue(Store)), interrupted))));
        return command;
    }

    private static int Run(string copy, string store, CancellationToken interrupted)
    {
        var manifest = ManifestFile.Read(copy);
        var progress = new StoreProgress(TimeProvider.System);
        var aside = string.Create(CultureInfo.InvariantCulture, $".before-{TimeProvider.System.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}");
        Directory.CreateDirectory(Path.GetDirectoryName(store)!);
        var restore = new StoreRestore(copy, manifest, store);
        try
        {
            restore.Run(aside, (what, done, of) => progress.Draw(what, of == 0 ? null : done / (double)of, done >> 20, "MiB"), interrupted);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            progress.Clear();
            Console.Error.WriteLine("maritimewatch: interrupted: nothing was changed");
            return ExitCode.Interrupted;
        }
        finally
        {
            progress.Clear();
        }

        if (restore.HasTakenBack)
        {
            Console.Error.WriteLine("maritimewatch: an earlier restore was broken off half-way; what it had moved was put back first");
        }

        Console.Error.WriteLine($"maritimewatch: {store} is as it was at {manifest.Taken}, alert log up to sequence {manifest.AlertSequence}{(File.Exists(store + aside) ? $"; what was there is {Path.GetFileName(store + aside)} now" : "")}");
        return ExitCode.Done;
    }
}
