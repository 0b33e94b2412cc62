using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>Records of one dialect, read as a recording is.</summary>
internal static class JsonLines
{
    /// <summary>One record; it has to be a report.</summary>
    public static AisReport Report(JsonDialect dialect, string record, Instant? receivedAt = null)
    {
        var reader = new JsonReportReader(dialect, new StaticReportInterning(16));
        var result = reader.Read(Bytes.Of(record), receivedAt, out var report, out var reason);
        Assert.Equal((ReadResult.Report, DropReason.None), (result, reason));
        return report;
    }

    /// <summary>One record; it has to be dropped.</summary>
    public static DropReason Dropped(JsonDialect dialect, string record) => Dropped(dialect, record, out _);

    /// <summary>One record; it has to be dropped.</summary>
    public static DropReason Dropped(JsonDialect dialect, string record, out AisReport report)
    {
        var reader = new JsonReportReader(dialect, new StaticReportInterning(16));
        Assert.Equal(ReadResult.Dropped, reader.Read(Bytes.Of(record), null, out report, out var reason));
        Assert.Equal(1, reader.Counter.DroppedFor(reason));
        return reason;
    }

    /// <summary>Every report of a document or of lines, recognised from the content.</summary>
    public static List<AisReport> All(ReadOnlySpan<byte> text, JsonDialect expected, out List<DropReason> dropped)
    {
        Assert.Equal(expected, JsonRecognition.Recognise(text, out var isDocument, out _));
        var reader = new JsonReportReader(expected, new StaticReportInterning(16));
        var reports = new List<AisReport>();
        dropped = [];
        foreach (var record in isDocument ? Records(text) : Split(text))
        {
            if (reader.Read(record, null, out var report, out var reason) == ReadResult.Report)
            {
                reports.Add(report);
            }
            else if (reason != DropReason.None)
            {
                dropped.Add(reason);
            }
        }

        return reports;
    }

    /// <summary>The records of a document, given to the framer in pieces of so many bytes.</summary>
    public static List<byte[]> Records(ReadOnlySpan<byte> document, int piece = int.MaxValue)
    {
        var framer = new JsonRecordFramer();
        var records = new List<byte[]>();
        while (!document.IsEmpty)
        {
            var next = document[..Math.Min(piece, document.Length)];
            document = document[next.Length..];
            while (framer.TryReadRecord(ref next, out var record, out var reason))
            {
                records.Add(reason == DropReason.None ? record.ToArray() : Bytes.Of(reason.ToString()));
            }
        }

        return records;
    }

    private static List<byte[]> Split(ReadOnlySpan<byte> text)
    {
        var lines = new List<byte[]>();
        foreach (var range in text.Split((byte)'\n'))
        {
            if (!text[range].IsEmpty)
            {
                lines.Add(text[range].ToArray());
            }
        }

        return lines;
    }
}
