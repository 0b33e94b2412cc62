using System.Globalization;
using System.Runtime.ExceptionServices;

namespace MaritimeWatch.Influx.Spill;

/// <summary>Batches that wait on the disk, in order, within a bound. Safe for use by several threads at once.</summary>
/// <remarks>
/// What is added is synced before it is acknowledged. A batch leaves when the server has dealt with it; a process that is killed in between sends it once more, which is the same points.
/// A file goes when its last batch has gone. One that cannot be deleted then stands in nobody's way: it is not sent again by this process, and its deletion is tried again with each that follows.
/// One that cannot be read waits, and those behind it go first: points have times of their own.
/// </remarks>
internal sealed class SpillFolder : IDisposable
{
    private const string Suffix = ".spill";

    /// <summary>Most files that were dealt with and cannot be deleted; beyond it nothing more is kept.</summary>
    private const int MostLeft = 1_000;

    private readonly Lock gate = new();
    private readonly string folder;
    private readonly InfluxWriterOptions options;
    private readonly InfluxCounters counters;
    private readonly Action<string> delete;
    private readonly LinkedList<SpillSegment> segments = [];
    private readonly Queue<SpillSegment> left = [];
    private readonly FileStream claim;
    private FileStream? appending;
    private SpillSegment? peeked;
    private long newest;
    private string whyLeft = "";
    private bool isClosed;

    /// <summary>Opens the folder, making it where need be, and finds what waits in it.</summary>
    /// <param name="options">Which folder, and its bound.</param>
    /// <param name="counters">What is counted.</param>
    /// <param name="delete">Deletes a file; null for the file system.</param>
    /// <exception cref="IOException">It cannot be used, or another process uses it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public SpillFolder(InfluxWriterOptions options, InfluxCounters counters, Action<string>? delete = null)
    {
        (this.options, this.counters, this.delete) = (options, counters, delete ?? File.Delete);
        folder = Path.GetFullPath(options.SpillFolder);
        Directory.CreateDirectory(folder);
        claim = new FileStream(Path.Combine(folder, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            Find();
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <summary>Batches that wait.</summary>
    public int Batches
    {
        get
        {
            lock (gate)
            {
                return segments.Sum(segment => segment.Batches);
            }
        }
    }

    /// <summary>Points that wait.</summary>
    public long Points
    {
        get
        {
            lock (gate)
            {
                return segments.Sum(segment => segment.Points);
            }
        }
    }

    /// <summary>Bytes that they take on the disk.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
            {
                return segments.Sum(segment => segment.Length);
            }
        }
    }

    /// <summary>Files that were dealt with and cannot be deleted.</summary>
    public int Left
    {
        get
        {
            lock (gate)
            {
                return left.Count;
            }
        }
    }

    /// <summary>Why a file could not be deleted when that failed last; empty where it never did.</summary>
    public string WhyLeft
    {
        get
        {
            lock (gate)
            {
                return whyLeft;
            }
        }
    }

    private long Taken => segments.Sum(segment => segment.Length) + left.Sum(segment => segment.Length);

    /// <summary>Whether the bound is passed by more than the file that is being written: room could not be made.</summary>
    private bool IsBeyondBound => left.Count > MostLeft || Taken - (segments.Last?.Value.Length ?? 0) > options.SpillBytes;

    /// <summary>Adds a batch behind all others; it is on the disk, synced, when this returns. Beyond the bound the oldest file goes then, not before: a kill, or a disk that refuses, costs nothing.</summary>
    /// <returns>Points that were dropped for room.</returns>
    /// <exception cref="IOException">The disk refuses, or the bound is passed and nothing can be deleted; nothing is added.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; nothing is added.</exception>
    public long Add(LineBatch batch)
    {
        var record = SpillRecord.Write(batch);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            var lost = IsBeyondBound ? MakeRoom() : 0;
            if (IsBeyondBound)
            {
                throw new IOException($"'{folder}' is at its bound, and nothing in it can be deleted: {whyLeft}");
            }

            if (appending is null || segments.Last is null || segments.Last.Value.Length + record.Length > options.SegmentBytes)
            {
                Begin();
            }

            try
            {
                appending!.Write(record);
                appending.Flush(flushToDisk: true);
            }
            catch
            {
                // After a failure nobody knows what the file holds: it ends where it is known to, and the next batch begins another.
                Abandon();
                throw;
            }

            segments.Last!.Value.Appended(record.Length, batch.Points);
            counters.Spill(batch.Points);
            return lost + MakeRoom();
        }
    }

    /// <summary>The oldest batches that can be read, as many as go at once, or null where none waits.</summary>
    /// <exception cref="IOException">None can be read at present.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public SpillPiece? Oldest()
    {
        lock (gate)
        {
            (peeked, var unreadable) = (null, default(ExceptionDispatchInfo));
            for (var node = segments.First; node is not null;)
            {
                var (segment, next) = (node.Value, node.Next);
                try
                {
                    if (OldestOf(segment) is { } piece)
                    {
                        peeked = segment;
                        return piece;
                    }
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    unreadable ??= ExceptionDispatchInfo.Capture(failure);
                }

                node = next;
            }

            unreadable?.Throw();
            return null;
        }
    }

    /// <summary>What <see cref="Oldest"/> gave has been dealt with.</summary>
    public void Done(SpillPiece piece)
    {
        lock (gate)
        {
            // At the bound it may have been dropped meanwhile.
            if (peeked is { } segment && segments.Contains(segment))
            {
                for (var record = 0; record < piece.Records; record++)
                {
                    segment.Done();
                }

                counters.Recover(piece.Batches.Sum(batch => batch.Points));
                ForgetEmpty(segment);
            }

            peeked = null;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            appending?.Dispose();
            appending = null;
            claim.Dispose();
        }
    }

    /// <summary>The oldest batches of a file; null where it holds none any more, and then it is gone.</summary>
    private SpillPiece? OldestOf(SpillSegment segment)
    {
        while (segment.Batches > 0)
        {
            try
            {
                if (segment.Oldest(options.Request) is { } piece)
                {
                    return piece;
                }

                counters.Damage(segment.Done());
            }
            catch (FileNotFoundException)
            {
                // Somebody has taken it away: what it held is lost, and nothing waits for it.
                counters.Damage(segment.Abandon());
            }
        }

        ForgetEmpty(segment);
        return null;
    }

    private void Find()
    {
        var files = Directory.EnumerateFiles(folder, "*" + Suffix)
            .Select(path => (Path: path, IsOne: long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number), Number: number))
            .Where(file => file.IsOne)
            .OrderBy(file => file.Number);
        foreach (var (path, _, number) in files.ToList())
        {
            var segment = new SpillSegment(path, number);
            counters.Damage(segment.Scan());
            segments.AddLast(segment);
            newest = number;
        }

        foreach (var segment in segments.ToList())
        {
            ForgetEmpty(segment);
        }
    }

    private void Begin()
    {
        var ended = appending;
        appending = null;
        ended?.Dispose();
        var number = segments.Count + left.Count > 0 ? newest + 1 : 1;
        var path = Path.Combine(folder, number.ToString("D12", CultureInfo.InvariantCulture) + Suffix);

        // What a killed or refused process has left under this name holds nothing that was acknowledged.
        appending = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        segments.AddLast(new SpillSegment(path, number));
        newest = number;
    }

    private void Abandon()
    {
        try
        {
            appending!.SetLength(segments.Last!.Value.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Then its torn end is found by its check sum, should it be read again.
        }

        try
        {
            appending!.Dispose();
        }
        catch (IOException)
        {
            // Told by the write already.
        }

        appending = null;
    }

    /// <summary>Drops the oldest files that can be deleted, up to the one that is being written.</summary>
    private long MakeRoom()
    {
        var lost = 0L;
        if (Taken > options.SpillBytes || left.Count > MostLeft)
        {
            TryDeleteLeft();
        }

        for (var node = segments.First; node is not null && node != segments.Last && Taken > options.SpillBytes;)
        {
            var (segment, next) = (node.Value, node.Next);
            if (TryDelete(segment))
            {
                segments.Remove(node);
                lost += segment.Points;
                counters.LoseAtBound(segment.Points);
            }

            node = next;
        }

        return lost;
    }

    private void ForgetEmpty(SpillSegment segment)
    {
        if (segment.Batches > 0)
        {
            return;
        }

        if (segments.Last?.Value == segment)
        {
            appending?.Dispose();
            appending = null;
        }

        segments.Remove(segment);
        if (!TryDelete(segment))
        {
            left.Enqueue(segment);
        }
        else
        {
            TryDeleteLeft();
        }
    }

    /// <summary>Up to the first that still cannot be deleted: the others are of the same folder.</summary>
    private void TryDeleteLeft()
    {
        while (left.TryPeek(out var oldest) && TryDelete(oldest))
        {
            left.Dequeue();
        }
    }

    private bool TryDelete(SpillSegment segment)
    {
        try
        {
            delete(segment.Path);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            whyLeft = failure.Message;
            return false;
        }
    }
}
