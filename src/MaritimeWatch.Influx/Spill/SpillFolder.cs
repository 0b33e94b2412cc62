using System.Globalization;

namespace MaritimeWatch.Influx.Spill;

/// <summary>Batches that wait on the disk, in order, within a bound. Safe for use by several threads at once.</summary>
/// <remarks>
/// What is added is synced before it is acknowledged. A batch leaves when the server has dealt with it; a process that is killed in between sends it once more, which is the same points.
/// A file goes when its last batch has gone.
/// </remarks>
internal sealed class SpillFolder : IDisposable
{
    private const string Suffix = ".spill";

    private readonly Lock gate = new();
    private readonly string folder;
    private readonly InfluxWriterOptions options;
    private readonly InfluxCounters counters;
    private readonly LinkedList<SpillSegment> segments = [];
    private readonly FileStream claim;
    private FileStream? appending;
    private SpillSegment? peeked;
    private bool isClosed;

    /// <summary>Opens the folder, making it where need be, and finds what waits in it.</summary>
    /// <exception cref="IOException">It cannot be used, or another process uses it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public SpillFolder(InfluxWriterOptions options, InfluxCounters counters)
    {
        (this.options, this.counters) = (options, counters);
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

    /// <summary>Bytes on the disk.</summary>
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

    /// <summary>Adds a batch behind all others; it is on the disk, synced, when this returns. Beyond the bound the oldest file goes then, not before: a kill, or a disk that refuses, costs nothing.</summary>
    /// <returns>Points that were dropped for room.</returns>
    /// <exception cref="IOException">The disk refuses; nothing is added.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; nothing is added.</exception>
    public long Add(LineBatch batch)
    {
        var record = SpillRecord.Write(batch);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
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
            return MakeRoom();
        }
    }

    /// <summary>The oldest batches, as many as go at once, or null where none waits.</summary>
    /// <exception cref="IOException">It cannot be read at present.</exception>
    public SpillPiece? Oldest()
    {
        lock (gate)
        {
            while (First() is { } segment)
            {
                if (segment.Oldest(options.Request) is { } piece)
                {
                    peeked = segment;
                    return piece;
                }

                counters.Damage(segment.Done());
                Forget(segment);
            }

            peeked = null;
            return null;
        }
    }

    /// <summary>What <see cref="Oldest"/> gave has been dealt with.</summary>
    public void Done(SpillPiece piece)
    {
        lock (gate)
        {
            // At the bound it may have been dropped meanwhile.
            if (peeked is { } segment && segments.First?.Value == segment)
            {
                for (var record = 0; record < piece.Records; record++)
                {
                    segment.Done();
                }

                counters.Recover(piece.Batches.Sum(batch => batch.Points));
                Forget(segment);
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

    private SpillSegment? First()
    {
        while (segments.First?.Value is { Batches: 0 } empty)
        {
            Forget(empty);
        }

        return segments.First?.Value;
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
        }

        First();
    }

    private void Begin()
    {
        var ended = appending;
        appending = null;
        ended?.Dispose();
        var number = (segments.Last?.Value.Number ?? 0) + 1;
        var path = Path.Combine(folder, number.ToString("D12", CultureInfo.InvariantCulture) + Suffix);

        // What a killed or refused process has left under this name holds nothing that was acknowledged.
        appending = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        segments.AddLast(new SpillSegment(path, number));
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

    private long MakeRoom()
    {
        var lost = 0L;
        while (segments.First is { } first && first != segments.Last && segments.Sum(segment => segment.Length) > options.SpillBytes)
        {
            try
            {
                Remove(first.Value);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // What was added is safe; the next one makes room.
                break;
            }

            lost += first.Value.Points;
            counters.LoseAtBound(first.Value.Points);
        }

        return lost;
    }

    private void Forget(SpillSegment segment)
    {
        if (segment.Batches == 0)
        {
            Remove(segment);
        }
    }

    private void Remove(SpillSegment segment)
    {
        if (segments.Last?.Value == segment)
        {
            appending?.Dispose();
            appending = null;
        }

        // What cannot be deleted stays known, and is tried again.
        File.Delete(segment.Path);
        segments.Remove(segment);
    }
}
