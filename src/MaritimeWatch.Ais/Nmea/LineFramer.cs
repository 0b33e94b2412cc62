using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>Stage <c>Frame</c>: bytes into lines. Takes whatever pieces a socket or a file delivers; copies nothing.</summary>
/// <remarks>
/// CR, LF and CR LF end a line; empty lines are passed over. A line that grows beyond the limit is dropped and counted once, and
/// reading goes on after its end, so that a binary file or a stuck sender cannot fill the memory.
/// </remarks>
public sealed class LineFramer
{
    /// <summary>Longer than any TAG block with its sentence (82 characters by NMEA 0183, longer ones occur) or Danish row.</summary>
    public const int DefaultMaxLineBytes = 4_096;

    private readonly int maxLineBytes;
    private bool skipping;
    private bool afterCarriageReturn;
    private bool atLineStart = true;

    /// <summary>A framer at the start of a stream.</summary>
    /// <param name="maxLineBytes">The longest line that is passed on, in bytes without its end.</param>
    public LineFramer(int maxLineBytes = DefaultMaxLineBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLineBytes, 1);
        this.maxLineBytes = maxLineBytes;
    }

    /// <summary>Lines in, lines dropped for their length.</summary>
    public StageCounter Counter { get; } = new("Frame");

    /// <summary>The number of the line returned last, from 1, counting empty ones, as an editor would.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Takes the next line off the front of the buffer.</summary>
    /// <param name="buffer">
    /// Bytes not yet framed. Advanced past the line; when false is returned, what is left is the beginning of a line: deliver it again
    /// with more bytes behind it.
    /// </param>
    /// <param name="isEnd">Whether nothing follows, so that a last line without an end counts too.</param>
    /// <param name="line">The line without its end; points into <paramref name="buffer"/>.</param>
    public bool TryReadLine(ref ReadOnlySpan<byte> buffer, bool isEnd, out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            SkipLineFeedOfPair(ref buffer);
            var length = FindEnd(buffer);
            var isTooLong = (length < 0 ? buffer.Length : length) > maxLineBytes;
            if (isTooLong && !skipping)
            {
                skipping = true;
                StartLine();
                Counter.Received();
                Counter.Drop(DropReason.LineTooLong);
            }

            if (length < 0)
            {
                if (!skipping && !(isEnd && !buffer.IsEmpty))
                {
                    line = default;
                    return false;
                }

                line = buffer;
                buffer = default;
                if (skipping)
                {
                    // What follows an end, the next datagram, begins with a line of its own.
                    skipping = !isEnd;
                    atLineStart |= isEnd;
                    line = default;
                    return false;
                }

                StartLine();
                atLineStart = isEnd;
                Counter.Received();
                return true;
            }

            line = buffer[..length];
            afterCarriageReturn = buffer[length] == '\r';
            buffer = buffer[(length + 1)..];
            StartLine();
            atLineStart = true;
            if (skipping)
            {
                skipping = false;
                continue;
            }

            if (length > 0)
            {
                Counter.Received();
                return true;
            }
        }
    }

    /// <summary>Where the line ends, or -1. Nearly all end within the first two registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FindEnd(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length < 2 * Vector512<byte>.Count)
        {
            return buffer.IndexOfAny((byte)'\n', (byte)'\r');
        }

        var ends = EndsIn(Vector512.Create(buffer));
        if (ends != 0)
        {
            return BitOperations.TrailingZeroCount(ends);
        }

        ends = EndsIn(Vector512.Create(buffer[Vector512<byte>.Count..]));
        if (ends != 0)
        {
            return BitOperations.TrailingZeroCount(ends) + Vector512<byte>.Count;
        }

        var length = buffer[(2 * Vector512<byte>.Count)..].IndexOfAny((byte)'\n', (byte)'\r');
        return length < 0 ? length : length + (2 * Vector512<byte>.Count);
    }

    /// <summary>A bit for each byte that ends a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EndsIn(Vector512<byte> bytes) =>
        (Vector512.Equals(bytes, Vector512.Create((byte)'\n')) | Vector512.Equals(bytes, Vector512.Create((byte)'\r'))).ExtractMostSignificantBits();

    private void SkipLineFeedOfPair(ref ReadOnlySpan<byte> buffer)
    {
        if (afterCarriageReturn && !buffer.IsEmpty)
        {
            afterCarriageReturn = false;
            if (buffer[0] == '\n')
            {
                buffer = buffer[1..];
            }
        }
    }

    private void StartLine()
    {
        LineNumber += atLineStart ? 1 : 0;
        atLineStart = false;
    }
}
