using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>The rows of a table to reports; the header is good here.</summary>
internal sealed class FuzzedTable(string name, string header, string nextGood, params string[] rows) : IFuzzedParser
{
    public string Name => name;

    public bool IsDanish { get; } = header.StartsWith("# Timestamp", StringComparison.Ordinal);

    public IReadOnlyList<byte[]> Seeds { get; } = [.. rows.Append(header).SelectMany(row => new[] { Bytes.Of(row + "\n"), Bytes.Of(row + "\r\n") })];

    public IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[]
        {
            "\",\"", "\"\"\"", "\n\"", "18/03/2023 00:00:07", "2023-03-18T00:00:07Z", "31/02/2023 00:00:00", "29/02/2024 23:59:60", "Class A", "Base Station", "91.000000", "181.000000", "-91", "180.0000001", "55,4921",
            "102.3", "360.0", "511", "-128", "Unknown", "Undefined", "Unknown value", "219000606", "0219000606", "1e9", "+5", ".5", "5.", "#", header[..20],
        }.Select(Bytes.Of),
    ];

    public byte[] NextGood { get; } = Bytes.Of(nextGood + "\r\n");

    public string NextGoodSign => "mmsi 219999999";

    public FuzzOutcome Read(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var framer = new LineFramer();
        Assert.True(CsvReportParser.TryCreate(Bytes.Of(header), new StaticReportInterning(64), out var parser, out var error), error);
        var outputs = new List<string>();
        var counter = new StageCounter("Decode");
        string? fault = null;
        FuzzedLines.Read(framer, pieces, line =>
        {
            counter.Received();
            if (parser.TryParse(line, out var report, out var reason))
            {
                outputs.Add(FuzzedReports.Text(report));
                fault ??= FuzzedReports.Fault(report) ?? (reason == DropReason.None && report.Dynamic.HasPosition ? null : "a report with a reason or without a position");
                return;
            }

            counter.Drop(reason);
            fault ??= reason == DropReason.None ? "a row was dropped without a reason" : null;
            fault ??= reason != DropReason.NoPosition && report != default ? $"a report that was dropped as {reason} is not empty" : null;
        });
        fault ??= framer.Counter.Out != counter.In ? "rows are lost between Frame and Decode" : null;
        return new FuzzOutcome(outputs, FuzzedReports.Text([framer.Counter, counter]), fault);
    }
}
