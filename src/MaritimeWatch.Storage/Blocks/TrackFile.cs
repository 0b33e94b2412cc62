using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>The file of blocks beside a store, <c>&lt;store&gt;.tracks</c>: made with the first block, written by one connection at a time, read by any number.</summary>
/// <remarks>Whoever writes must own the store it belongs to: the lock beside the store's file is what keeps other processes away.</remarks>
internal sealed class TrackFile : IDisposable
{
    private readonly SqliteConnections connections;
    private readonly Lock writing = new();
    private readonly HashSet<long> watches = [];
    private SqliteConnection? writer;
    private BlockWriter? blocks;

    /// <summary>The file of the store at <paramref name="storePath"/>; it need not be there yet.</summary>
    public TrackFile(string storePath, TimeProvider clock)
    {
        Path = PathOf(storePath);
        connections = new SqliteConnections(Path, clock, new BlockLayout());
    }

    /// <summary>Raised on the reader's thread when a reader finds the file damaged or the disk failing.</summary>
    public event Action<StoreException>? ReadFailed
    {
        add => connections.ReadFailed += value;
        remove => connections.ReadFailed -= value;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Whether it may be made where it is not there. Not where there was one: what it held is missing then, and an empty one would hide that.</summary>
    public bool MayBeMade { get; set; } = true;

    /// <summary>Whether there is one: without it there are no blocks.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>The file of the store at <paramref name="storePath"/>.</summary>
    public static string PathOf(string storePath) => storePath + ".tracks";

    /// <summary>Reads; <paramref name="query"/> gets null where there is no file yet. Everything it reads is of one moment.</summary>
    /// <exception cref="StoreException">It cannot be read, or a block is damaged.</exception>
    public T Read<T>(Func<BlockReader?, SqliteConnection?, T> query) => !Exists ? query(null, null) : connections.Read(reader =>
    {
        using var moment = reader.BeginTransaction(deferred: true);
        return query(new BlockReader(reader), reader);
    });

    /// <summary>Writes in one transaction, durable when it returns.</summary>
    /// <exception cref="StoreException">It cannot be written, or a block that is added to is damaged; nothing was written.</exception>
    public void Write(Action<BlockWriter> write) => Write((writer, _) => write(writer));

    /// <summary>Writes in one transaction, durable when it returns; also through the connection, for what lies beside the blocks.</summary>
    /// <exception cref="StoreException">It cannot be written, or a block that is added to is damaged; nothing was written.</exception>
    public void Write(Action<BlockWriter, SqliteConnection> write)
    {
        lock (writing)
        {
            try
            {
                Open();
                writer!.Run("BEGIN IMMEDIATE");
                write(blocks!, writer!);
                writer!.Run("COMMIT");
                lock (watches)
                {
                    watches.UnionWith(blocks!.TakeTouched());
                }
            }
            catch (Exception failure)
            {
                // Closing rolls back.
                Close();
                throw failure switch
                {
                    SqliteException refused => new StoreException(StoreException.FaultOf(refused), Path, refused),
                    InvalidDataException damage => new StoreException(StoreFault.Damaged, Path, damage),
                    UnauthorizedAccessException refused => new StoreException(StoreFault.NotWritable, Path, refused),
                    IOException refused => new StoreException(StoreFault.InputOutput, Path, refused),
                    _ => failure,
                };
            }
        }
    }

    /// <summary>Tells of damage that was found while something else was done, and that did not end it.</summary>
    public void Tell(InvalidDataException damage) => connections.Tell(new StoreException(StoreFault.Damaged, Path, damage));

    /// <summary>Whether blocks hold this very second and place of a vessel. Costs next to nothing for a watch without blocks.</summary>
    /// <exception cref="StoreException">It cannot be read, or the block is damaged.</exception>
    public bool Holds(PositionReport position)
    {
        var watch = BlockKey.WatchOf(position.Time.UnixSeconds);
        lock (watches)
        {
            if (!watches.Contains(watch))
            {
                return false;
            }
        }

        return Read((blocks, _) => blocks is not null && blocks.InWatch(watch, position.Mmsi) is List<PositionReport> held
            && held.BinarySearch(position, PositionOrder.Comparer) >= 0);
    }

    /// <summary>Learns which watches there are; before <see cref="Holds"/> is asked.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public void LearnWatches()
    {
        var found = Read((blocks, _) => blocks?.Watches(BlockKey.FirstWatch, BlockKey.LastWatch).ToList() ?? []);
        lock (watches)
        {
            watches.UnionWith(found);
        }
    }

    /// <summary>Decodes the newest blocks, a watch at a time: a long read would keep the log of the writer from being taken over into the file.</summary>
    /// <param name="watches">How many watches.</param>
    /// <param name="cancellation">Ends it between two vessels.</param>
    /// <returns>The first thing found wrong, for a person, or null where all is well.</returns>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public string? Check(int watches, CancellationToken cancellation)
    {
        try
        {
            var next = Read((blocks, _) => blocks!.WatchBefore(BlockKey.LastWatch));
            for (var left = watches; left > 0 && next is { } watch; left--)
            {
                next = Read((blocks, connection) =>
                {
                    _ = blocks!.Watch(watch, null, long.MinValue, long.MaxValue, default, cancellation).LongCount();

                    return blocks.WatchBefore(watch - 1);
                });
            }

            return null;
        }
        catch (StoreException damage) when (damage.Fault == StoreFault.Damaged)
        {
            return damage.Message;
        }
    }

    /// <summary>Closes the readers, so that the writer is the last to close and its checkpoint complete.</summary>
    public void Dispose()
    {
        connections.CloseReaders();
        lock (writing)
        {
            Close();
        }

        connections.Dispose();
    }

    private void Open()
    {
        if (writer is not null)
        {
            return;
        }

        if (!Exists && !MayBeMade)
        {
            throw new StoreException(StoreFault.Damaged, Path, new InvalidDataException("it is not there, and the store has put positions into it"));
        }

        connections.MakeWhole();
        writer = connections.OpenWriter();
        blocks = new BlockWriter(writer);
    }

    private void Close()
    {
        blocks?.Dispose();
        writer?.Dispose();
        (blocks, writer) = (null, null);
    }
}
