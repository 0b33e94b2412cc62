using Microsoft.Win32.SafeHandles;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>A file that is read on and on, and known again by what stands before the place that was reached: neither its name nor its inode tells whether it is still the same.</summary>
/// <remarks>So a file that was rotated, truncated, or written over in place is read from its beginning, and one that was replaced by a longer copy of itself is gone on with.</remarks>
internal sealed class FollowedFile : IDisposable
{
    /// <summary>What is compared: some sentences, and with them their times.</summary>
    private const int ComparedBytes = 512;

    private readonly string path;
    private readonly FollowedFileMemory memory;
    private readonly byte[] last = new byte[ComparedBytes];
    private int lastLength;
    private SafeFileHandle? file;
    private SafeFileHandle? next;
    private long position;

    /// <param name="path">The file.</param>
    /// <param name="memory">How far it was taken over before.</param>
    public FollowedFile(string path, FollowedFileMemory memory) => (this.path, this.memory) = (path, memory);

    /// <summary>Whether there is a file to read.</summary>
    public bool IsOpen => file is not null;

    /// <summary>Opens the file where it is there.</summary>
    /// <param name="fromStart">Whether what it holds when it is first seen is read too.</param>
    public bool TryOpen(bool fromStart)
    {
        if (!File.Exists(path))
        {
            // Whatever appears later is new from its first line on.
            memory.HasBegun = true;
            return false;
        }

        file = Open();
        if (!memory.HasBegun)
        {
            position = fromStart ? 0 : RandomAccess.GetLength(file);
        }
        else
        {
            position = Holds(file, memory.TakenTo, memory.Before) ? memory.TakenTo : 0;
        }

        Know();
        Took(0);
        return true;
    }

    /// <summary>Reads what is there at present.</summary>
    /// <param name="buffer">Gets it.</param>
    /// <returns>How many bytes; none where nothing is new.</returns>
    public int Read(Span<byte> buffer)
    {
        if (!Holds(file!, position, last.AsSpan(0, lastLength)))
        {
            return Restart(buffer);
        }

        // Asked before the old one is read: what the writer appended to it before it went on to the new one is there by now.
        var isOver = IsOver();
        var count = RandomAccess.Read(file!, buffer, position);
        if (count > 0)
        {
            position += count;
            Remember(buffer[..count]);
            return count;
        }

        if (isOver)
        {
            file!.Dispose();
            (file, next) = (next, null);
            return Holds(file!, position, last.AsSpan(0, lastLength)) ? 0 : Restart(buffer);
        }

        if (next is null && IsAnother(file!))
        {
            next = Open();
            return Read(buffer);
        }

        // Moved away, and nothing in its place that anybody has written to: whoever writes still writes to it.
        return 0;
    }

    /// <summary>Everything that was read is taken over, but for the last bytes, which are no whole line yet.</summary>
    /// <param name="heldBytes">How many.</param>
    public void Took(int heldBytes)
    {
        var to = Math.Max(0, position - heldBytes);
        var before = new byte[Math.Min(ComparedBytes, to)];
        if (file is null || RandomAccess.Read(file, before, to - before.Length) < before.Length)
        {
            // It was truncated meanwhile, which the next reading finds.
            return;
        }

        (memory.HasBegun, memory.TakenTo, memory.Before) = (true, to, before);
    }

    public void Dispose()
    {
        file?.Dispose();
        next?.Dispose();
    }

    private SafeFileHandle Open() => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Begins at the beginning. What stood without a line end at the end of the old one is not the beginning of the new one.</summary>
    private int Restart(Span<byte> buffer)
    {
        (position, lastLength) = (0, 0);
        buffer[0] = (byte)'\n';
        return 1;
    }

    /// <summary>Whether nothing more is written to the file: the one that took its place holds something, or had its own taken.</summary>
    /// <remarks>An empty one tells nothing. logrotate makes it before the writer is told, and there is nothing in it to be read before it is written to, however long that takes.</remarks>
    private bool IsOver() => next is not null && (RandomAccess.GetLength(next) > 0 || IsAnother(next));

    /// <summary>Whether another file has the name of one: told by its time of birth, and only suspected by that where the file system keeps none; what it holds decides.</summary>
    private bool IsAnother(SafeFileHandle than)
    {
        var named = new FileInfo(path);
        return named.Exists && named.CreationTimeUtc != File.GetCreationTimeUtc(than);
    }

    private static bool Holds(SafeFileHandle file, long position, ReadOnlySpan<byte> expected)
    {
        if (RandomAccess.GetLength(file) < position)
        {
            return false;
        }

        Span<byte> found = stackalloc byte[ComparedBytes];
        found = found[..expected.Length];
        return RandomAccess.Read(file, found, position - expected.Length) == expected.Length && found.SequenceEqual(expected);
    }

    /// <summary>Takes note of what stands before the position in the file as it is.</summary>
    private void Know()
    {
        lastLength = (int)Math.Min(ComparedBytes, position);
        lastLength = RandomAccess.Read(file!, last.AsSpan(0, lastLength), position - lastLength);
    }

    /// <summary>Takes note of what was read.</summary>
    private void Remember(ReadOnlySpan<byte> read)
    {
        var kept = Math.Min(lastLength, Math.Max(0, ComparedBytes - read.Length));
        var added = Math.Min(read.Length, ComparedBytes);
        last.AsSpan(lastLength - kept, kept).CopyTo(last);
        read[^added..].CopyTo(last.AsSpan(kept));
        lastLength = kept + added;
    }
}
