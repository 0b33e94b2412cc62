using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>First lines of tables, damaged: a parser that reads rows, or words that say what is wrong.</summary>
public sealed class HeaderFuzzTests
{
    private const int UsualCases = 20_000;

    private static readonly byte[] Row = Bytes.Of(CsvRows.FullRow);

    [Fact]
    public void TryCreate_AnyFirstLine_IsAParserOrAReason()
    {
        var seeds = new HeaderSeeds();
        var cases = FuzzBudget.Cases(UsualCases);
        var (parsers, reasons) = (0, 0);
        for (var number = 0; number < cases; number++)
        {
            var random = FuzzBudget.Random("header", number);
            var header = FuzzInput.Next(seeds, random);
            if (CsvReportParser.TryCreate(header, new StaticReportInterning(4), out var parser, out var error))
            {
                // Whatever columns it found, a row of another table is a reason and no exception.
                parser.TryParse(Row, out _, out _);
                parser.TryParse(header, out _, out _);
                Assert.Equal("", error);
                parsers++;
            }
            else
            {
                Assert.NotEqual("", error);
                reasons++;
            }
        }

        Assert.InRange(parsers, cases / 10, cases);
        Assert.InRange(reasons, cases / 10, cases);
    }

    private sealed class HeaderSeeds : IFuzzSeeds
    {
        public IReadOnlyList<byte[]> Seeds { get; } = [.. FuzzedParsers.All.OfType<FuzzedTable>().Select(table => Bytes.Of(table.Header))];

        public IReadOnlyList<byte[]> Words { get; } =
            [.. new[] { "MMSI", ",mmsi", ";", "\t", "lat", "lon", "latitude,longitude", "\"MMSI\"", "time", "\uFEFF", "#", ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", "SOG", "sog", "a,b,c,d" }.Select(Bytes.Of)];
    }
}
