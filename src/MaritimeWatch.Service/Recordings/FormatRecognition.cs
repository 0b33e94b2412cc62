using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Csv;

namespace MaritimeWatch.Service.Recordings;

/// <summary>Tells a recording's format from its first lines.</summary>
internal static class FormatRecognition
{
    private const int LookedAtBytes = 1 << 16;

    private static readonly byte[][] SentenceMarks = ["VDM,"u8.ToArray(), "VDO,"u8.ToArray(), "$PGHP,"u8.ToArray(), "$GP"u8.ToArray()];

    /// <summary>The format, or <see cref="RecordingFormat.Unknown"/> with what is wrong in words.</summary>
    public static RecordingFormat Recognise(ReadOnlySpan<byte> start, out string problem)
    {
        problem = "";
        var looked = start[..Math.Min(start.Length, LookedAtBytes)];
        if (looked.IsEmpty)
        {
            problem = "the file is empty";
            return RecordingFormat.Unknown;
        }

        var line = FirstLine(looked);
        if (CsvReportParser.TryCreate(line, new StaticReportInterning(1), out _, out var error))
        {
            return RecordingFormat.Table;
        }

        foreach (var mark in SentenceMarks)
        {
            if (looked.IndexOf(mark) >= 0)
            {
                return RecordingFormat.Nmea;
            }
        }

        problem = looked.IndexOf((byte)0) >= 0
            ? "not recorded traffic: binary data, neither NMEA 0183 nor a table"
            : line.IndexOfAny((byte)',', (byte)';', (byte)'\t') >= 0
                ? $"line 1: {error}"
                : "not recognised: neither an AIS sentence nor a table's header at its beginning";
        return RecordingFormat.Unknown;
    }

    /// <summary>The first line without its end.</summary>
    public static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        return end < 0 ? bytes : bytes[..end];
    }
}
