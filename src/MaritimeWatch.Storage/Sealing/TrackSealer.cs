using System.Runtime.InteropServices;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using MaritimeWatch.Storage.Positions;

namespace MaritimeWatch.Storage.Sealing;

/// <summary>Moves what has become old from rows to blocks, a piece of a watch at a time, and gives up what is older than is kept.</summary>
/// <remarks>
/// A piece is in blocks, durably, before its rows go; between the two it is in both, and read once. Ended at any moment it begins the watch again, and finds in blocks what it had put there.
/// The writer takes the rows away a few at a time between two commits, so that no alert waits for it.
/// </remarks>
internal sealed class TrackSealer : IDisposable
{
    /// <summary>Positions made into blocks at once: hundreds of vessels, and a few megabytes.</summary>
    private const int PieceOfWatch = 65_536;

    private static readonly TimeSpan RoomInterval = TimeSpan.FromMilliseconds(5);

    private readonly SqliteConnections rows;
    private readonly TrackFile file;
    private readonly SqliteWriter writer;
    private readonly SqliteStoreOptions options;
    private readonly TrackRetention retention;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock working = new();
    private readonly Thread thread;

    public TrackSealer(SqliteConnections rows, TrackFile file, SqliteWriter writer, SqliteStoreOptions options)
    {
        this.rows = rows;
        this.file = file;
        this.writer = writer;
        this.options = options;
        retention = new TrackRetention(file, options.Retention);
        thread = new Thread(Run) { IsBackground = true, Name = "store sealer", Priority = ThreadPriority.BelowNormal };
        thread.Start();
    }

    /// <summary>Seals every watch that ends at or before a moment.</summary>
    /// <param name="before">Unix seconds.</param>
    /// <param name="cancellation">Ends it between two pieces.</param>
    /// <returns>Positions taken out of rows.</returns>
    /// <exception cref="StoreException">Either file cannot be read or written.</exception>
    public long Seal(long before, CancellationToken cancellation)
    {
        // One at a time: two would move the same rows.
        lock (working)
        {
            var moved = 0L;
            for (var next = NextWatch(BlockKey.FirstWatch); next is { } watch && (watch + 1) * BlockKey.WatchSeconds <= before; next = NextWatch(watch + 1))
            {
                var rest = SealWatch(watch, cancellation);
                moved += rest;
                writer.Counters.Sealed(rest);
            }

            return moved;
        }
    }

    /// <summary>Gives up the repetitions of what vessels said of themselves in every watch that ends at or before a moment.</summary>
    /// <param name="before">Unix seconds.</param>
    /// <param name="cancellation">Ends it between two pieces.</param>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public void ThinWords(long before, CancellationToken cancellation)
    {
        lock (working)
        {
            while (rows.Read(reader => WordThinning.Next(reader, before)) is { } watch)
            {
                Do(WordThinning.Of(rows, watch), cancellation);
            }
        }
    }

    /// <summary>Gives up what is older than is kept.</summary>
    /// <returns>Positions given up.</returns>
    /// <exception cref="StoreException">The file of blocks cannot be read or written.</exception>
    public long Retain(CancellationToken cancellation) => Retain(Present(), cancellation);

    private long Retain(long? present, CancellationToken cancellation)
    {
        lock (working)
        {
            var gone = 0L;
            while (retention.Next(present ?? long.MinValue) is { } removed)
            {
                gone += removed;
                writer.Counters.GivenUp(removed);
                cancellation.ThrowIfCancellationRequested();
            }

            return gone;
        }
    }

    public void Dispose()
    {
        if (!thread.IsAlive)
        {
            return;
        }

        stopping.Cancel();
        thread.Join();
        stopping.Dispose();
    }

    private long SealWatch(long watch, CancellationToken cancellation)
    {
        var moved = 0L;
        TrackPlace? after = null;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var from = after;
            var piece = rows.Read(reader => new RowReader(reader).Watch(watch, null, long.MinValue, long.MaxValue, from).Take(PieceOfWatch).ToList());
            if (piece.Count == 0)
            {
                return moved;
            }

            after = TrackPlace.Of(piece[^1]);
            var refused = new HashSet<Mmsi>();
            file.Write(blocks => Add(blocks, CollectionsMarshal.AsSpan(piece), refused));
            piece.RemoveAll(position => refused.Contains(position.Mmsi));
            Do(RowRemoval.Of(piece, watch), cancellation);
            moved += piece.Count;
        }
    }

    /// <summary>Adds vessel by vessel. Of one whose block is damaged, or who sends more than a watch can hold, the rows stay where they are and keep nobody else.</summary>
    private void Add(BlockWriter blocks, ReadOnlySpan<PositionReport> piece, HashSet<Mmsi> refused)
    {
        while (piece.Length > 0)
        {
            var ofVessel = 1;
            while (ofVessel < piece.Length && piece[ofVessel].Mmsi == piece[0].Mmsi)
            {
                ofVessel++;
            }

            try
            {
                blocks.Add(piece[..ofVessel]);
            }
            catch (InvalidDataException damage)
            {
                refused.Add(piece[0].Mmsi);
                file.Tell(damage);
                writer.Counters.SealingFailed();
            }

            piece = piece[ofVessel..];
        }
    }

    /// <summary>Has the writer do some things one after the other, each durable before the next is asked for: no alert waits for more than one of them.</summary>
    private void Do(IEnumerable<WriterErrand> errands, CancellationToken cancellation)
    {
        foreach (var errand in errands)
        {
            while (!writer.TryAdd(new WriteWork(default, null, null, Errand: errand)))
            {
                // Not by waiting in the queue: while the disk refuses it stays full, also when the store is to be closed.
                cancellation.ThrowIfCancellationRequested();
                ObjectDisposedException.ThrowIf(writer.IsClosed, writer);
                cancellation.WaitHandle.WaitOne(RoomInterval);
            }

            errand.Done.WaitAsync(cancellation).GetAwaiter().GetResult();
        }
    }

    private long? NextWatch(long first) => rows.Read(reader => new RowReader(reader).NextWatch(first));

    private long? Present() => rows.Read(reader => file.Read((blocks, _) => PresentTime.Of(new PositionReader(new RowReader(reader), blocks), writer.Clock.GetUtcNow().ToUnixTimeSeconds())));

    private void Run()
    {
        var (isRetained, retainedAt) = (false, (long?)null);
        while (!stopping.Token.WaitHandle.WaitOne(options.SealInterval))
        {
            try
            {
                long? present = null;
                var mayHaveMoved = true;
                Try(() =>
                {
                    present = Present();
                    if (present is { } newest)
                    {
                        var moved = Seal(newest - (long)options.RowsKept.TotalSeconds, stopping.Token);
                        ThinWords(newest - (long)WordThinning.WordsKept.TotalSeconds, stopping.Token);
                        mayHaveMoved = moved > 0;
                    }
                });

                // Whether or not the rest could be done: what is given up makes the room that it may have lacked. What is due for old watches is due when an hour has passed, or when there is more.
                if (mayHaveMoved || !isRetained || present != retainedAt)
                {
                    isRetained = false;
                    Try(() =>
                    {
                        Retain(present, stopping.Token);
                        (isRetained, retainedAt) = (true, present);
                    });
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>A full disk makes room again some day; a damaged file is told by whoever reads it. Nothing is lost: the rows stay until they are in blocks.</summary>
    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (StoreException)
        {
            writer.Counters.SealingFailed();
        }
    }
}
