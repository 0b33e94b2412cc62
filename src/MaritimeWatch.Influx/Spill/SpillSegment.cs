namespace MaritimeWatch.Influx.Spill;

/// <summary>One file of waiting batches.</summary>
internal sealed class SpillSegment(string path, long number)
{
    private readonly Queue<(long First, int Bytes, int Points)> waiting = [];

    public string Path => path;

    public long Number => number;

    /// <summary>Where its sound part ends.</summary>
    public long Length { get; private set; }

    /// <summary>Points that wait in it.</summary>
    public long Points { get; private set; }

    public int Batches => waiting.Count;

    /// <summary>Takes note of the records of a file that another process has left.</summary>
    /// <returns>Bytes that are no sound record.</returns>
    public long Scan()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var skipped = 0L;
        var header = new byte[SpillRecord.HeaderBytes];
        for (var at = 0L; at < file.Length;)
        {
            file.Position = at;
            var read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (SpillRecord.Look(header.AsSpan(0, read)) is var (bytes, points) && at + bytes <= file.Length && SpillRecord.IsSound(ReadAt(file, at, bytes)))
            {
                Add(at, bytes, points);
                at += bytes;
            }
            else
            {
                // Behind what is damaged there may be more that is sound.
                var next = Next(file, at + 1);
                skipped += next - at;
                at = next;
            }
        }

        Length = file.Length;
        return skipped;
    }

    /// <summary>Notes a record that was appended.</summary>
    public void Appended(int bytes, int points)
    {
        Add(Length, bytes, points);
        Length += bytes;
    }

    /// <summary>The oldest batches, as many as may go at once, at least one; those of one retention policy joined.</summary>
    /// <returns>Null where the oldest cannot be read as it was written.</returns>
    public SpillPiece? Oldest(BatchLimits most)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var batches = new List<LineBatch>();
        foreach (var (first, bytes, _) in waiting)
        {
            if (Read(file, first, bytes) is not { } batch
                || (batches.Count > 0 && (batches.Sum(one => one.Points) + batch.Points > most.Points || batches.Sum(one => one.Lines.Length) + batch.Lines.Length > most.Bytes)))
            {
                break;
            }

            batches.Add(batch);
        }

        return batches.Count == 0 ? null : new SpillPiece([.. batches.GroupBy(batch => batch.RetentionPolicy).Select(Joined)], batches.Count);
    }

    /// <summary>Forgets the oldest batch.</summary>
    /// <returns>Its size on the disk.</returns>
    public int Done()
    {
        var (_, bytes, points) = waiting.Dequeue();
        Points -= points;
        return bytes;
    }

    /// <summary>Forgets all batches.</summary>
    /// <returns>Their size on the disk.</returns>
    public long Abandon()
    {
        var bytes = 0L;
        while (waiting.Count > 0)
        {
            bytes += Done();
        }

        return bytes;
    }

    private void Add(long at, int bytes, int points)
    {
        waiting.Enqueue((at, bytes, points));
        Points += points;
    }

    /// <summary>The batch of a record, or null where it is not as it was written.</summary>
    private static LineBatch? Read(FileStream file, long first, int bytes)
    {
        if (first + bytes > file.Length)
        {
            return null;
        }

        var record = ReadAt(file, first, bytes);
        return SpillRecord.Look(record) is not null && SpillRecord.IsSound(record) ? SpillRecord.Read(record) : null;
    }

    private static LineBatch Joined(IGrouping<string?, LineBatch> batches)
    {
        var lines = new byte[batches.Sum(batch => batch.Lines.Length)];
        var end = 0;
        foreach (var batch in batches)
        {
            batch.Lines.CopyTo(lines.AsMemory(end));
            end += batch.Lines.Length;
        }

        return new LineBatch(batches.Key, lines, batches.Sum(batch => batch.Points));
    }

    private static byte[] ReadAt(FileStream file, long at, int bytes)
    {
        var record = new byte[bytes];
        file.Position = at;
        file.ReadExactly(record);
        return record;
    }

    /// <summary>Where the next record may begin.</summary>
    private static long Next(FileStream file, long from)
    {
        var piece = new byte[1 << 16];
        for (var at = from; at < file.Length;)
        {
            file.Position = at;
            var read = file.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
            var found = piece.AsSpan(0, read).IndexOf("MWSP"u8);
            if (found >= 0)
            {
                return at + found;
            }

            at += Math.Max(1, read - 3);
            if (read < piece.Length)
            {
                break;
            }
        }

        return file.Length;
    }
}
