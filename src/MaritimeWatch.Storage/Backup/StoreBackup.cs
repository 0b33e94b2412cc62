using MaritimeWatch.Domain;
using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Backup;

/// <summary>Copies of a store, taken while a service writes it (<see cref="StoreRestore"/> puts them back).</summary>
/// <remarks>
/// The store's file is copied first, the file of older tracks after it. Positions go from the one to the other, and are in the second before they leave the first: so
/// between the two copies none is missing. What is in both is read once.
/// </remarks>
public static class StoreBackup
{
    /// <summary>Takes a copy.</summary>
    /// <param name="store">The store.</param>
    /// <param name="copy">The new file; nothing may be there. Its older tracks come beside it.</param>
    /// <param name="now">This moment.</param>
    /// <param name="progress">Is told what is done, how many bytes of it, and of how many.</param>
    /// <param name="cancellation">Ends it; nothing is left behind then.</param>
    /// <exception cref="StoreException">The store cannot be read, or the copy not be written.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was ended, and nothing of it is left.</exception>
    public static BackupManifest Take(string store, string copy, Instant now, Action<string, long, long> progress, CancellationToken cancellation)
    {
        // Two that are given the same name at once would write into each other's files.
        using var held = new FileStream(copy + StoreFiles.Unfinished + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        foreach (var suffix in StoreFiles.Both)
        {
            if (File.Exists(copy + suffix))
            {
                throw new IOException($"{copy}{suffix} is there already; a backup overwrites nothing");
            }
        }

        try
        {
            Copy(store, copy, progress, cancellation);
            var files = new List<BackupFile>();
            foreach (var suffix in StoreFiles.Both.Where(suffix => File.Exists(copy + suffix + StoreFiles.Unfinished)))
            {
                Finish(store + suffix, copy + suffix + StoreFiles.Unfinished, cancellation);
            }

            if (File.Exists(copy + StoreFiles.Tracks + StoreFiles.Unfinished))
            {
                files.Add(Named(copy, StoreFiles.Tracks, progress, cancellation));
            }

            var (version, sequence, entries) = Look(copy + StoreFiles.Unfinished);
            files.Insert(0, Named(copy, "", progress, cancellation));
            return new BackupManifest(now, version, sequence, entries, files);
        }
        catch
        {
            // Whatever has its name already is no backup without the other file and the manifest.
            foreach (var suffix in StoreFiles.Both)
            {
                File.Delete(copy + suffix);
                foreach (var part in (string[])["", "-journal", "-wal", "-shm"])
                {
                    File.Delete(copy + suffix + StoreFiles.Unfinished + part);
                }
            }

            throw;
        }
    }

    /// <summary>Holds the files of a copy against its manifest and reads every page of them.</summary>
    /// <returns>What is wrong, for a person; empty where all is well.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static IReadOnlyList<string> Check(string copy, BackupManifest manifest, Action<string, long, long> progress, CancellationToken cancellation)
    {
        var problems = new List<string>();
        foreach (var file in manifest.Files)
        {
            if (!File.Exists(copy + file.Suffix))
            {
                problems.Add($"{copy}{file.Suffix} is missing");
            }
            else if (StoreFiles.Hash(copy + file.Suffix, done => progress("checking", done, file.Bytes), cancellation) != file.Sha256)
            {
                problems.Add($"{copy}{file.Suffix} is not the file that was backed up: its SHA-256 is another");
            }
        }

        return problems;
    }

    /// <summary>Copies both files while the store's is being read, so that no restore comes between the two.</summary>
    private static void Copy(string store, string copy, Action<string, long, long> progress, CancellationToken cancellation)
    {
        using var rows = new SqliteConnections(store, TimeProvider.System, new StoreLayout());
        using var tracks = new SqliteConnections(store + StoreFiles.Tracks, TimeProvider.System, new BlockLayout());
        foreach (var suffix in StoreFiles.Both)
        {
            File.Delete(copy + suffix + StoreFiles.Unfinished);
        }

        rows.Read(source =>
        {
            Copy(source, store, copy, progress, cancellation);
            return File.Exists(store + StoreFiles.Tracks) && tracks.Read(blocks =>
            {
                Copy(blocks, store + StoreFiles.Tracks, copy + StoreFiles.Tracks, progress, cancellation);
                return true;
            });
        });
    }

    private static void Copy(SqliteConnection source, string from, string copy, Action<string, long, long> progress, CancellationToken cancellation)
    {
        var name = Path.GetFileName(from);
        var pageBytes = source.Number("PRAGMA page_size");
        FileCopy.Make(source, copy + StoreFiles.Unfinished, (done, all) => progress(name, done * pageBytes, all * pageBytes), cancellation);
    }

    /// <summary>Makes it one file without a log beside it, which can be carried about and read where it must not be written, and looks at every page.</summary>
    private static void Finish(string from, string unfinished, CancellationToken cancellation)
    {
        using var copy = SqliteConnections.OfCopy(unfinished);
        copy.Run("PRAGMA journal_mode = DELETE;");
        var found = LongStatement.Run(copy, cancellation, () => copy.Text("PRAGMA quick_check(1)"));
        if (found != "ok")
        {
            throw new StoreException(StoreFault.Damaged, from, new InvalidDataException(found));
        }
    }

    private static BackupFile Named(string copy, string suffix, Action<string, long, long> progress, CancellationToken cancellation)
    {
        var unfinished = copy + suffix + StoreFiles.Unfinished;
        var bytes = new FileInfo(unfinished).Length;
        var hash = StoreFiles.Hash(unfinished, done => progress("hashing", done, bytes), cancellation);
        StoreFiles.Name(unfinished, copy + suffix);
        return new BackupFile(suffix, bytes, hash);
    }

    private static (long Version, long Sequence, long AuditEntries) Look(string copy)
    {
        using var connections = new SqliteConnections(copy, TimeProvider.System, new StoreLayout());
        return connections.Read(reader => (
            reader.Number("PRAGMA user_version"),
            SqliteSchema.HasDesk(reader) ? reader.Number(SqliteSchema.Newest) : reader.Number("SELECT coalesce(max(sequence), 0) FROM alert_event"),
            SqliteSchema.HasAudit(reader) ? reader.Number("SELECT count(*) FROM audit_entry") : 0));
    }
}
