using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Stores;
using MaritimeWatch.Storage.Backup;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store backup</c>: a copy of a store, also while a service writes it.</summary>
internal static class StoreBackupCommand
{
    private static readonly Option<string> Store = StoreCommand.Store();
    private static readonly Option<string> To = new("--to") { Description = "The new file; its older tracks and its manifest come beside it. Nothing is overwritten.", HelpName = "FILE", Required = true };

    public static Command Create()
    {
        var command = new Command(
            "backup",
            """
            A copy of a store as it is now, while the service goes on writing: the file, its older tracks and a manifest with their checksums. The copy is
            read back before it gets its name. Signing keys and the raw journal are files of their own and not in it.

            Examples:
              maritimewatch store backup --store maritimewatch.db --to /backup/maritimewatch-2026-11-22.db
              maritimewatch store restore --from /backup/maritimewatch-2026-11-22.db --store maritimewatch.db
            """)
        {
            Store, To,
        };
        command.SetAction((parsed, interrupted) => Task.FromResult(StoreCommand.Guarded(() =>
            Run(StoreCommand.Existing(parsed.GetRequiredValue(Store)), Path.GetFullPath(parsed.GetRequiredValue(To)), interrupted))));
        return command;
    }

    private static int Run(string store, string copy, CancellationToken interrupted)
    {
        var progress = new StoreProgress(TimeProvider.System);
        var started = Stopwatch.GetTimestamp();
        BackupManifest manifest;
        if (File.Exists(ManifestFile.PathOf(copy)))
        {
            throw new CommandFailedException($"{ManifestFile.PathOf(copy)} is there already; a backup overwrites nothing");
        }

        try
        {
            manifest = StoreBackup.Take(
                store, copy, new Instant(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()), (what, done, of) => progress.Draw(what, of == 0 ? null : done / (double)of, done >> 20, "MiB"), interrupted);
            ManifestFile.Write(copy, manifest);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            progress.Clear();
            Console.Error.WriteLine("maritimewatch: interrupted: no copy was made, and nothing of it is left");
            return ExitCode.Interrupted;
        }
        finally
        {
            progress.Clear();
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bytes = manifest.Files.Sum(file => file.Bytes);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"maritimewatch: {bytes / 1048576.0:N1} MiB in {seconds:F1} s ({seconds * (10L << 30) / Math.Max(bytes, 1):F0} s per 10 GiB), alert log up to sequence {manifest.AlertSequence}; keep {Path.GetFileName(ManifestFile.PathOf(copy))} with it"));
        return ExitCode.Done;
    }
}
