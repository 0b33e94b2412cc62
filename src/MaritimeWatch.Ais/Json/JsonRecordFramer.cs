using System.Buffers;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Json;

/// <summary>Stage <c>Frame</c> for JSON that is no line: the objects of a document, however it is laid out, one after the other.</summary>
/// <remarks>
/// <para>
/// Objects side by side, in arrays, in arrays of arrays, or in the array of a containing object (<c>features</c> of GeoJSON,
/// <c>msgs</c> of AIS-catcher) are records; what stands between them is passed over. A document may be of any size: held is one record.
/// </para>
/// <para>
/// A record that grows beyond the limit is dropped once, and reading goes on after its end. A text never spans lines, so after a broken
/// one the next line is read afresh.
/// </para>
/// </remarks>
public sealed class JsonRecordFramer
{
    private const int LookBackBytes = 64;

    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> TextMarks = SearchValues.Create("\"\\\n"u8);
    private static readonly byte[][] Containers = ["features"u8.ToArray(), "msgs"u8.ToArray()];

    private byte[] held = [];
    private int heldLength;
    private int depth;
    private bool isInText;
    private bool isEscaped;
    private bool isTooLong;

    /// <summary>Records in, those too long or broken dropped.</summary>
    public StageCounter Counter { get; } = new("Frame");

    /// <summary>Whether a containing object has been met.</summary>
    public bool HasContainer { get; private set; }

    /// <summary>Whether a record has begun and not ended.</summary>
    public bool IsWithinRecord => depth > 0;

    /// <summary>Takes the next record off the front of the buffer.</summary>
    /// <param name="buffer">Bytes not yet framed; advanced. When false is returned it is used up: what it holds of an unfinished record is kept here.</param>
    /// <param name="record">The record from brace to brace; valid until the next call. With a reason, what can be shown of it.</param>
    /// <param name="reason">
    /// <see cref="DropReason.LineTooLong"/> or <see cref="DropReason.Malformed"/> for a record that is dropped here, else <see cref="DropReason.None"/>.
    /// </param>
    public bool TryReadRecord(ref ReadOnlySpan<byte> buffer, out ReadOnlySpan<byte> record, out DropReason reason)
    {
        var start = 0;
        var at = 0;
        if (depth == 0)
        {
            heldLength = 0;
        }

        while (true)
        {
            var found = FindMark(buffer, ref at);
            if (found < 0)
            {
                break;
            }

            switch ((char)found)
            {
                case '\n':
                    // A line end within a text: the record is broken, and so would be everything after it.
                    if (depth == 0)
                    {
                        break;
                    }

                    record = Whole(buffer[start..at]);
                    reason = isTooLong ? DropReason.None : DropReason.Malformed;
                    End(ref buffer, at);
                    if (reason == DropReason.None)
                    {
                        start = at = 0;
                        break;
                    }

                    Counter.Received();
                    Counter.Drop(reason);
                    return true;
                case '{':
                    if (depth++ == 0)
                    {
                        start = at - 1;
                    }

                    break;
                case '[':
                    if (depth == 1 && !isTooLong && IsContainer(Before(buffer[start..(at - 1)])))
                    {
                        HasContainer = true;
                        depth = heldLength = 0;
                    }
                    else
                    {
                        depth += depth > 0 ? 1 : 0;
                    }

                    break;
                case '}' or ']':
                    if (depth == 0 || --depth > 0)
                    {
                        break;
                    }

                    if (isTooLong)
                    {
                        End(ref buffer, at);
                        start = at = 0;
                        break;
                    }

                    record = Whole(buffer[start..at]);
                    End(ref buffer, at);
                    if (record.Length > JsonReportReader.MaxRecordBytes)
                    {
                        reason = DropReason.LineTooLong;
                        Counter.Received();
                        Counter.Drop(reason);
                        return true;
                    }

                    reason = DropReason.None;
                    Counter.Received();
                    return true;
            }
        }

        return HoldRest(ref buffer, start, out record, out reason);
    }

    /// <summary>Says that nothing follows what was given, and what is given next begins afresh.</summary>
    /// <returns>Whether a record had begun and not ended; it is lost, and for the caller to count, unless it was dropped before for its length.</returns>
    public bool Abandon()
    {
        var wasOpen = depth > 0 && !isTooLong;
        depth = heldLength = 0;
        isInText = isEscaped = isTooLong = HasContainer = false;
        return wasOpen;
    }

    /// <summary>The next byte that matters, with <paramref name="at"/> behind it; -1 at the end of the buffer.</summary>
    private int FindMark(ReadOnlySpan<byte> buffer, ref int at)
    {
        while (at < buffer.Length)
        {
            if (isEscaped)
            {
                isEscaped = false;
                at++;
                continue;
            }

            var next = buffer[at..].IndexOfAny(isInText ? TextMarks : Marks);
            if (next < 0)
            {
                at = buffer.Length;
                return -1;
            }

            at += next + 1;
            var mark = buffer[at - 1];
            if (!isInText)
            {
                if (mark != '"')
                {
                    return mark;
                }

                isInText = true;
                continue;
            }

            isEscaped = mark == '\\';
            if (mark != '\\')
            {
                isInText = false;
                if (mark == '\n')
                {
                    return mark;
                }
            }
        }

        return -1;
    }

    private bool HoldRest(ref ReadOnlySpan<byte> buffer, int start, out ReadOnlySpan<byte> record, out DropReason reason)
    {
        record = default;
        reason = DropReason.None;
        if (depth > 0 && !isTooLong)
        {
            var rest = buffer[start..];
            if (heldLength + rest.Length > JsonReportReader.MaxRecordBytes)
            {
                record = rest[..Math.Min(rest.Length, 256)];
                buffer = default;
                heldLength = 0;
                isTooLong = true;
                reason = DropReason.LineTooLong;
                Counter.Received();
                Counter.Drop(reason);
                return true;
            }

            Append(rest);
        }

        buffer = default;
        return false;
    }

    private void End(ref ReadOnlySpan<byte> buffer, int at)
    {
        buffer = buffer[at..];
        depth = 0;
        isTooLong = false;
    }

    /// <summary>The record so far in one piece: what an earlier buffer held of it, and what this one does.</summary>
    private ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> last)
    {
        if (heldLength == 0)
        {
            return last;
        }

        if (heldLength + last.Length > held.Length)
        {
            Array.Resize(ref held, heldLength + last.Length);
        }

        last.CopyTo(held.AsSpan(heldLength));
        return held.AsSpan(0, heldLength + last.Length);
    }

    /// <summary>The last of the record so far: enough for a member's name, never so much that a record of many arrays costs more than its length.</summary>
    private ReadOnlySpan<byte> Before(ReadOnlySpan<byte> last) => last.Length >= LookBackBytes ? last[^LookBackBytes..] : Whole(last);

    private void Append(ReadOnlySpan<byte> rest)
    {
        if (heldLength + rest.Length > held.Length)
        {
            Array.Resize(ref held, Math.Max(heldLength + rest.Length, 4096));
        }

        rest.CopyTo(held.AsSpan(heldLength));
        heldLength += rest.Length;
    }

    /// <summary>Whether what stands before an array is the name of a container's member.</summary>
    private static bool IsContainer(ReadOnlySpan<byte> before)
    {
        before = before.TrimEnd(" \t\r\n"u8);
        if (!before.EndsWith(":"u8))
        {
            return false;
        }

        before = before[..^1].TrimEnd(" \t\r\n"u8);
        foreach (var name in Containers)
        {
            if (before.Length > name.Length + 2 && before[^1] == '"' && before[..^1].EndsWith(name) && before[^(name.Length + 2)] == '"')
            {
                return true;
            }
        }

        return false;
    }
}
