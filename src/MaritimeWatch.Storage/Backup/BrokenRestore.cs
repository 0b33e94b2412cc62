namespace MaritimeWatch.Storage.Backup;

/// <summary>The note that lies beside a store, <c>&lt;store&gt;.restoring</c>, while the files of a backup take the place of its own: as long as it is there, nobody opens the store.</summary>
/// <remarks>Two files cannot change their names at once. A restore that was killed between the two has left the note, which says what was where; the next one brings that back first.</remarks>
internal static class BrokenRestore
{
    /// <summary>The files that a store may have: itself and its tracks, and the log of a writer that was killed, which belongs to the file that it stands beside.</summary>
    public static readonly IReadOnlyList<string> Suffixes = [.. from file in StoreFiles.Both from part in (string[])["", "-wal", "-shm"] select file + part];

    /// <summary>Refuses a store whose restore was broken off.</summary>
    /// <param name="store">The store's file, or that of its tracks.</param>
    /// <exception cref="StoreException">It was.</exception>
    public static void Refuse(string store)
    {
        if (File.Exists(PathOf(store)) || (store.EndsWith(StoreFiles.Tracks, StringComparison.Ordinal) && File.Exists(PathOf(store[..^StoreFiles.Tracks.Length]))))
        {
            throw new StoreException(StoreFault.Damaged, store, new InvalidDataException("a restore of it was broken off ('store restore' again puts it right)"));
        }
    }

    /// <summary>Notes what is about to be moved aside; durable when it returns.</summary>
    /// <param name="store">The store.</param>
    /// <param name="aside">What the names of its files get behind them.</param>
    /// <param name="present">The suffixes of the files that it has.</param>
    public static void Note(string store, string aside, IEnumerable<string> present)
    {
        var unfinished = PathOf(store) + StoreFiles.Unfinished;
        File.WriteAllLines(unfinished, [aside, .. present]);
        StoreFiles.Name(unfinished, PathOf(store));
    }

    /// <summary>The restore is done.</summary>
    public static void Forget(string store) => File.Delete(PathOf(store));

    /// <summary>Clears what a killed restore left: the store is as it was before. Ended at any moment, it may be done again.</summary>
    /// <param name="store">The store; its lock is held.</param>
    /// <returns>Whether there was one that had begun to move files.</returns>
    /// <exception cref="IOException">A file cannot be moved back.</exception>
    public static bool TakeBack(string store)
    {
        foreach (var suffix in StoreFiles.Both)
        {
            File.Delete(store + suffix + StoreFiles.Unfinished);
        }

        File.Delete(PathOf(store) + StoreFiles.Unfinished);
        if (!File.Exists(PathOf(store)))
        {
            return false;
        }

        var lines = File.ReadAllLines(PathOf(store));
        var (aside, present) = (lines[0], lines[1..]);
        foreach (var suffix in Suffixes)
        {
            if (!present.Contains(suffix))
            {
                // It was not there, so it is the backup's.
                File.Delete(store + suffix);
            }
            else if (File.Exists(store + aside + suffix))
            {
                File.Move(store + aside + suffix, store + suffix, overwrite: true);
            }
        }

        Forget(store);
        return true;
    }

    private static string PathOf(string store) => store + ".restoring";
}
