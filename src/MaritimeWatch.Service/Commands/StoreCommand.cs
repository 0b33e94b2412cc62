using System.CommandLine;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store</c>: what is done to a store as a whole.</summary>
internal static class StoreCommand
{
    /// <summary>The store, as every subcommand names it.</summary>
    public static Option<string> Store() => new("--store") { Description = "The store's file, as in the service's configuration (store.path).", HelpName = "FILE", Required = true };

    public static Command Create() => new("store", "The store as a whole: months of traffic in and out, copies, checks, what is in it.")
    {
        StoreInitCommand.Create(),
        StoreImportCommand.Create(),
        StoreExportCommand.Create(),
        StoreInfoCommand.Create(),
        StoreCrossingsCommand.Create(),
        StoreVerifyCommand.Create(),
        StoreBackupCommand.Create(),
        StoreRestoreCommand.Create(),
        StoreCompactCommand.Create(),
    };

    /// <summary>Runs; what is wrong with the store, or with what it is copied to, is said and is no mistake of ours.</summary>
    /// <exception cref="CommandFailedException">It could not be done, with the reason.</exception>
    public static int Guarded(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (StoreException failure) when (failure.Fault == StoreFault.InUse)
        {
            throw new CommandFailedException($"{failure.Message}: a service or another command holds it; stop that first", cause: failure);
        }
        catch (Exception failure) when (failure is StoreException or InvalidDataException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new CommandFailedException(failure.Message, cause: failure);
        }
    }

    /// <summary>Opens the store of a command that only reads; a running service may be writing it.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static SqliteStore OpenForReading(string path) => SqliteStore.OpenForReading(Existing(path));

    /// <summary>The store of a command that needs one that exists.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    public static string Existing(string path) =>
        File.Exists(path) ? Path.GetFullPath(path) : throw new CommandFailedException($"{path}: no such store");
}
