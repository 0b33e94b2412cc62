using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Ais.Json;

namespace MaritimeWatch.Service.Recordings;

/// <summary>Tells a recording's format from its beginning.</summary>
internal static class FormatRecognition
{
    private const int LookedAtBytes = 1 << 16;

    private static readonly byte[][] SentenceMarks = ["VDM,"u8.ToArray(), "VDO,"u8.ToArray(), "$PGHP,"u8.ToArray(), "$GP"u8.ToArray()];

    /// <summary>The format, or <see cref="RecognisedFormat.Unknown"/> with what is wrong in words.</summary>
    public static RecognisedFormat Recognise(ReadOnlySpan<byte> start, out string problem)
    {
        problem = "";
        var looked = start[..Math.Min(start.Length, LookedAtBytes)];
        if (looked.IsEmpty)
        {
            problem = "the file is empty";
            return RecognisedFormat.Unknown;
        }

        var line = FirstLine(looked);
        if (CsvReportParser.TryCreate(line, new StaticReportInterning(1), out _, out var error))
        {
            return new RecognisedFormat(RecordingFormat.Table);
        }

        // Before sentences, because AIS-catcher puts them into its JSON.
        var dialect = JsonRecognition.Recognise(looked, out var isDocument, out var seen);
        if (dialect != JsonDialect.Unknown)
        {
            return new RecognisedFormat(isDocument ? RecordingFormat.JsonDocument : RecordingFormat.JsonLines, dialect);
        }

        foreach (var mark in SentenceMarks)
        {
            if (looked.IndexOf(mark) >= 0)
            {
                return new RecognisedFormat(RecordingFormat.Nmea);
            }
        }

        problem = looked.IndexOf((byte)0) >= 0
            ? "not recorded traffic: binary data, neither NMEA 0183 nor a table nor JSON"
            : seen.Length > 0
                ? $"JSON, but of no known feed: {seen}; known are {FormatNames.List}"
                : line.IndexOfAny((byte)',', (byte)';', (byte)'\t') >= 0
                    ? $"line 1: {error}"
                    : "not recognised: neither an AIS sentence nor a table's header nor JSON at its beginning";
        return RecognisedFormat.Unknown;
    }

    /// <summary>The layout of a recording that is said to be JSON of one dialect.</summary>
    public static RecognisedFormat LayoutOf(ReadOnlySpan<byte> start, RecognisedFormat wanted)
    {
        if (wanted.Format != RecordingFormat.JsonLines)
        {
            return wanted;
        }

        JsonRecognition.Recognise(start[..Math.Min(start.Length, LookedAtBytes)], out var isDocument, out _);
        return isDocument ? wanted with { Format = RecordingFormat.JsonDocument } : wanted;
    }

    /// <summary>The first line without its end.</summary>
    public static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        return end < 0 ? bytes : bytes[..end];
    }
}
