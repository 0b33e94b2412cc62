using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>The rows of a table to reports, in blocks and one by one, which must be the same; the header is good here.</summary>
internal sealed class FuzzedTable(string name, string header, string nextGood, params string[] rows) : IFuzzedParser
{
    public string Name => name;

    public string Header => header;

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
        var parser = Parser();
        var single = Parser();
        var outputs = new List<string>();
        var counter = new StageCounter("Decode");
        string? fault = null;
        FuzzedLines.ReadBlocks(pieces, block =>
        {
            var read = 0;
            var blocks = parser.Rows(block);
            while (blocks.TryRead(out var report, out var reason))
            {
                read++;
                counter.Received();
                fault ??= Fault(report, reason);
                var isAlone = single.TryParse(blocks.Row, out var alone, out var aloneReason);
                fault ??= (reason == DropReason.None) != isAlone || alone != report || aloneReason != reason ? $"in a block it is {reason}, alone {aloneReason}: {Bytes.Text(blocks.Row)}" : null;
                if (reason == DropReason.None)
                {
                    outputs.Add(FuzzedReports.Text(report));
                }
                else
                {
                    counter.Drop(reason);
                }
            }

            var lines = NotEmpty(block);
            fault ??= lines != read ? $"{lines} lines, but {read} rows" : null;
        });
        return new FuzzOutcome(outputs, FuzzedReports.Text(counter), fault);
    }

    private static string? Fault(in AisReport report, DropReason reason) => reason switch
    {
        DropReason.None => FuzzedReports.Fault(report) ?? (report.Dynamic.HasPosition ? null : "a report without a position and without a reason"),
        DropReason.NoPosition => report.Dynamic.HasPosition ? "a position, and the reason that there is none" : null,
        _ => report != default ? $"a report that was dropped as {reason} is not empty" : null,
    };

    private static int NotEmpty(ReadOnlySpan<byte> block)
    {
        var count = 0;
        foreach (var line in block.SplitAny((byte)'\n', (byte)'\r'))
        {
            count += block[line].IsEmpty ? 0 : 1;
        }

        return count;
    }

    private CsvReportParser Parser()
    {
        Assert.True(CsvReportParser.TryCreate(Bytes.Of(header), new StaticReportInterning(64), out var parser, out var error), error);
        return parser;
    }
}
