using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>Lines or blocks of lines out of pieces, as a socket or a file delivers them: what is left of a line waits for the next piece.</summary>
internal static class FuzzedLines
{
    private const int LongestLineBytes = 1 << 16;

    public delegate void Take(ReadOnlySpan<byte> bytes);

    /// <summary>Line after line, as the framer ends them.</summary>
    public static void Read(LineFramer framer, IEnumerable<ReadOnlyMemory<byte>> pieces, Take take)
    {
        var held = new Held();
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> buffer = held.With(piece.Span);
            while (framer.TryReadLine(ref buffer, isEnd: false, out var line))
            {
                take(line);
            }

            held.Keep(buffer.Length);
        }

        var last = held.With([]);
        while (framer.TryReadLine(ref last, isEnd: true, out var line))
        {
            take(line);
        }
    }

    /// <summary>Blocks of whole lines, as many as have come; a line that is too long is passed over to its end.</summary>
    public static void ReadBlocks(IEnumerable<ReadOnlyMemory<byte>> pieces, Take take)
    {
        var held = new Held();
        var skips = false;
        foreach (var piece in pieces)
        {
            var buffer = held.With(piece.Span);
            if (skips && buffer.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var skipped)
            {
                skips = false;
                buffer = buffer[(skipped + 1)..];
            }

            var end = buffer.LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
            if (end > 0)
            {
                take(buffer[..end]);
            }

            skips |= buffer.Length - end > LongestLineBytes;
            held.Keep(skips ? 0 : buffer.Length - end);
        }

        if (!skips)
        {
            take(held.With([]));
        }
    }

    /// <summary>One buffer for what is left and what comes: nothing of the harness is to be taken for the parser's.</summary>
    private sealed class Held
    {
        private byte[] bytes = new byte[256];
        private int start;
        private int length;

        public ReadOnlySpan<byte> With(ReadOnlySpan<byte> piece)
        {
            if (bytes.Length < length + piece.Length)
            {
                var larger = new byte[Math.Max(bytes.Length * 2, length + piece.Length)];
                bytes.AsSpan(start, length).CopyTo(larger);
                bytes = larger;
            }
            else
            {
                bytes.AsSpan(start, length).CopyTo(bytes);
            }

            piece.CopyTo(bytes.AsSpan(length));
            (start, length) = (0, length + piece.Length);
            return bytes.AsSpan(0, length);
        }

        /// <summary>Keeps the last bytes.</summary>
        public void Keep(int last) => (start, length) = (length - last, last);
    }
}
