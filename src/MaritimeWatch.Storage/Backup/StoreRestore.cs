namespace MaritimeWatch.Storage.Backup;

/// <summary>Puts a backup in the place of a store that nobody writes or reads. What is there is moved aside, not deleted.</summary>
/// <remarks>
/// The backup is copied beside the store and held against its manifest first. Killed then, or before, the store is as it was; killed while the files change their names, the store is
/// opened by nobody until the next restore, which begins by taking the broken one back.
/// </remarks>
public sealed class StoreRestore
{
    private readonly string copy;
    private readonly BackupManifest manifest;
    private readonly string store;
    private readonly Action beforeEach;

    /// <summary>A restore.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="manifest">What it must hold.</param>
    /// <param name="store">Where to.</param>
    public StoreRestore(string copy, BackupManifest manifest, string store)
        : this(copy, manifest, store, () => { })
    {
    }

    /// <summary>A restore that can be broken off before each change of a name, for tests.</summary>
    internal StoreRestore(string copy, BackupManifest manifest, string store, Action beforeEach)
    {
        (this.copy, this.manifest, this.store, this.beforeEach) = (copy, manifest, store, beforeEach);
    }

    /// <summary>Whether a restore was found broken off, and was taken back before this one.</summary>
    public bool HasTakenBack { get; private set; }

    /// <summary>Restores.</summary>
    /// <param name="aside">What the names of the present files get behind them.</param>
    /// <param name="progress">Is told what is done, how many bytes of it, and of how many.</param>
    /// <param name="cancellation">Ends it before anything is moved.</param>
    /// <exception cref="StoreException">A service holds the store, another process reads it, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">The copy is not what its manifest says: nothing was changed.</exception>
    /// <exception cref="IOException">There is no room, or something has the name already that the present files are to get.</exception>
    /// <exception cref="OperationCanceledException">It was ended: nothing was changed.</exception>
    public void Run(string aside, Action<string, long, long> progress, CancellationToken cancellation)
    {
        using var held = new StoreLock(store);
        HasTakenBack = BrokenRestore.TakeBack(store);
        using var unread = new ReaderLock(store);
        if (BrokenRestore.Suffixes.FirstOrDefault(suffix => File.Exists(store + aside + suffix)) is { } taken)
        {
            throw new IOException($"{store}{aside}{taken} is there already; nothing was changed");
        }

        CopyBeside(progress, cancellation);
        var present = BrokenRestore.Suffixes.Where(suffix => File.Exists(store + suffix)).ToList();
        beforeEach();
        BrokenRestore.Note(store, aside, present);
        try
        {
            ChangeNames(present, aside);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Nobody was killed: the store is as it was before this ends. Where that cannot be done either, the note stays and says so.
            BrokenRestore.TakeBack(store);
            throw;
        }

        beforeEach();
        BrokenRestore.Forget(store);
    }

    private void ChangeNames(IReadOnlyList<string> present, string aside)
    {
        foreach (var suffix in present)
        {
            beforeEach();
            File.Move(store + suffix, store + aside + suffix);
        }

        foreach (var file in manifest.Files)
        {
            beforeEach();
            StoreFiles.Name(store + file.Suffix + StoreFiles.Unfinished, store + file.Suffix);
        }
    }

    private void CopyBeside(Action<string, long, long> progress, CancellationToken cancellation)
    {
        try
        {
            foreach (var file in manifest.Files)
            {
                var hash = StoreFiles.Copy(copy + file.Suffix, store + file.Suffix + StoreFiles.Unfinished, done => progress("restoring", done, file.Bytes), cancellation);
                if (hash != file.Sha256)
                {
                    throw new InvalidDataException($"{copy}{file.Suffix} is not the file that was backed up: its SHA-256 is {hash}, that of the manifest {file.Sha256}");
                }
            }
        }
        catch
        {
            foreach (var file in manifest.Files)
            {
                File.Delete(store + file.Suffix + StoreFiles.Unfinished);
            }

            throw;
        }
    }
}
