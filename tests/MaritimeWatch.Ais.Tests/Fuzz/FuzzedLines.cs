using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>Lines out of pieces as a socket or a file delivers them: what is left of a line waits for the next piece.</summary>
internal static class FuzzedLines
{
    public delegate void Take(ReadOnlySpan<byte> line);

    public static void Read(LineFramer framer, IEnumerable<ReadOnlyMemory<byte>> pieces, Take take)
    {
        var held = Array.Empty<byte>();
        foreach (var piece in pieces)
        {
            // Only where something is left of the piece before: else a large file would be copied twice.
            var buffer = held.Length == 0 ? piece.Span : (byte[])[.. held, .. piece.Span];
            while (framer.TryReadLine(ref buffer, isEnd: false, out var line))
            {
                take(line);
            }

            held = buffer.ToArray();
        }

        ReadOnlySpan<byte> last = held;
        while (framer.TryReadLine(ref last, isEnd: true, out var line))
        {
            take(line);
        }
    }
}
