using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>The records of one JSON dialect to reports: a record a line, or a document taken apart.</summary>
internal sealed class FuzzedJson(string name, JsonDialect dialect, bool isDocument, string nextGood, params string[] records) : IFuzzedParser
{
    public string Name => name;

    public IReadOnlyList<byte[]> Seeds { get; } = [.. records.Append(nextGood.Replace("219999999", "219000606", StringComparison.Ordinal)).Select(record => Bytes.Of(record + "\n"))];

    public IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[] { "\"mmsi\":", "\"MMSI\":", "\"features\":[", "\"msgs\":[", "\\u", "\\ud800", "{\"a\":{\"a\":{\"a\":", "},{", "]}", "\"lat\":91", ",,", "1e5", "+1", "01", "vessels-v2/219000606/location ", "/*" }.Select(Bytes.Of),
    ];

    public byte[] NextGood { get; } = Bytes.Of(nextGood + "\n");

    public string NextGoodSign => "mmsi 219999999";

    public bool IsReadFromAnyLine => !isDocument;

    public byte[] Damaged(byte[] good, Random random) => FuzzJson.Damaged(good, random);

    public FuzzOutcome Read(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var reader = new JsonReportReader(dialect, new StaticReportInterning(64));
        var outputs = new List<string>();
        var dropped = 0L;
        string? fault = null;
        var frame = isDocument ? ReadDocument(pieces, Take) : ReadLines(pieces, Take);
        reader.Finish();
        fault ??= frame.Out != reader.Counter.In ? $"{frame.Out} records are framed, {reader.Counter.In} are read" : null;
        fault ??= reader.Counter.Dropped != dropped ? $"{dropped} records were dropped, {reader.Counter.Dropped} are counted" : null;
        return new FuzzOutcome(outputs, FuzzedReports.Text([frame, reader.Counter]), fault);

        void Take(ReadOnlySpan<byte> record)
        {
            switch (reader.Read(record, null, out var report, out var reason))
            {
                case ReadResult.Report:
                    outputs.Add(FuzzedReports.Text(report));
                    fault ??= FuzzedReports.Fault(report) ?? (reason == DropReason.None ? null : "a report with a reason");
                    break;
                case ReadResult.Dropped:
                    dropped++;
                    fault ??= reason == DropReason.None ? "a record was dropped without a reason" : null;
                    break;
            }
        }
    }

    private static StageCounter ReadLines(IEnumerable<ReadOnlyMemory<byte>> pieces, FuzzedLines.Take take)
    {
        var framer = new LineFramer(JsonReportReader.MaxRecordBytes);
        FuzzedLines.Read(framer, pieces, take);
        return framer.Counter;
    }

    private static StageCounter ReadDocument(IEnumerable<ReadOnlyMemory<byte>> pieces, FuzzedLines.Take take)
    {
        var framer = new JsonRecordFramer();
        foreach (var piece in pieces)
        {
            var rest = piece.Span;
            while (framer.TryReadRecord(ref rest, out var record, out var reason))
            {
                if (reason == DropReason.None)
                {
                    take(record);
                }
            }
        }

        return framer.Counter;
    }
}
