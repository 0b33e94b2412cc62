namespace MaritimeWatch.Storage.Backup;

/// <summary>Keeps everybody from reading a store while its files change their names, and refuses where somebody is reading it.</summary>
/// <remarks>
/// SQLite keeps its locks on bytes that no content lies under (<c>os.h</c>, <c>PENDING_BYTE</c>): whoever has a file in WAL mode open shares them until it is closed, and whoever opens one asks for them first.
/// They are taken here as those of a file, not through SQLite: what is to be replaced may be damaged. The locks stay with the file when its name changes. This process must have no connection to it,
/// since closing any handle of a file gives up all locks that a process has on it.
/// </remarks>
internal sealed class ReaderLock : IDisposable
{
    private const long FirstByte = 0x4000_0000;
    private const long Bytes = 512;

    private readonly List<FileStream> held = [];

    /// <summary>Takes the locks of those files that are there.</summary>
    /// <param name="store">The store.</param>
    /// <exception cref="StoreException">Somebody reads one of them, or it may not be opened.</exception>
    public ReaderLock(string store)
    {
        try
        {
            foreach (var path in StoreFiles.Both.Select(suffix => store + suffix).Where(File.Exists))
            {
                Take(path);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var file in held)
        {
            file.Dispose();
        }
    }

    private void Take(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            held.Add(file);
            if (!OperatingSystem.IsMacOS())
            {
                file.Lock(FirstByte, Bytes);
            }
        }
        catch (IOException refused) when (refused.HResult == Taken)
        {
            throw new StoreException(StoreFault.InUse, path, new InvalidOperationException("has it open for reading"));
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new StoreException(StoreFault.NotWritable, path, refused);
        }
    }

    // EAGAIN on Linux; ERROR_LOCK_VIOLATION on Windows.
    private static int Taken => OperatingSystem.IsWindows() ? unchecked((int)0x80070021) : 11;
}
