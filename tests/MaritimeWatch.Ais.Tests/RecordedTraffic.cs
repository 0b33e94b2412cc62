using System.IO.Compression;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests;

/// <summary>The lines of a recording, compressed or not.</summary>
internal static class RecordedTraffic
{
    public static byte[] Bytes(string relative)
    {
        using var file = File.OpenRead(SharedData.Path(relative));
        using Stream stream = relative.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    public static List<byte[]> Lines(string relative)
    {
        var lines = new List<byte[]>();
        var framer = new LineFramer();
        ReadOnlySpan<byte> rest = Bytes(relative);
        while (framer.TryReadLine(ref rest, isEnd: true, out var line))
        {
            lines.Add(line.ToArray());
        }

        return lines;
    }
}
