using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests;

/// <summary>The same recorded traffic as NMEA and in the Danish columns gives the same reports, bit for bit.</summary>
/// <remarks>
/// Two things a table cannot hold are left out: the accuracy flag, and the time behind a sentence (<c>*hh,unix</c>). The tables were
/// derived by a tool that did not read the latter and took the last <c>$PGHP</c> time, as the reader does once it is cut off.
/// </remarks>
public sealed class SameTrafficTests
{
    [SharedDataFact("dma-csv/derived_FRIO_538004030_2014-09-28.csv.gz", "dma-nmea/538004030_drift_1.ais.gz")]
    public void Read_DriftOfFrio_IsTheSameInBothForms() =>
        Compare("dma-csv/derived_FRIO_538004030_2014-09-28.csv.gz", "dma-nmea/538004030_drift_1.ais.gz", atLeast: 1_500);

    [SharedDataFact("dma-csv/derived_dma_2013-11-12_1200-1202.csv.gz", "dma-nmea/ais-sample-1200-1202.txt.gz")]
    public void Read_ThreeMinutesOfDenmark_AreTheSameInBothForms() =>
        Compare("dma-csv/derived_dma_2013-11-12_1200-1202.csv.gz", "dma-nmea/ais-sample-1200-1202.txt.gz", atLeast: 15_800);

    private static void Compare(string table, string sentences, int atLeast)
    {
        var fromTable = FromTable(table);
        var fromSentences = FromSentences(sentences);

        Assert.True(fromTable.Count >= atLeast, $"only {fromTable.Count} different reports");
        Assert.Equal([], fromTable.Except(fromSentences));
        Assert.Equal([], fromSentences.Except(fromTable));
    }

    private static HashSet<PositionReport> FromTable(string file)
    {
        var lines = RecordedTraffic.Lines(file);
        Assert.True(CsvReportParser.TryCreate(lines[0], new StaticReportInterning(), out var parser, out var error), error);
        var reports = new HashSet<PositionReport>();
        foreach (var line in lines.Skip(1))
        {
            if (parser.TryParse(line, out var report, out _))
            {
                reports.Add(report.Dynamic);
            }
        }

        return reports;
    }

    private static HashSet<PositionReport> FromSentences(string file)
    {
        var reader = new NmeaReportReader(new StaticReportInterning());
        var reports = new HashSet<PositionReport>();
        foreach (var line in RecordedTraffic.Lines(file))
        {
            var star = line[0] == '!' ? line.AsSpan().IndexOf((byte)'*') : -1;
            if (reader.Read(star < 0 ? line : line[..(star + 3)], null, out var report, out _) == ReadResult.Report && report.Dynamic.HasPosition)
            {
                reports.Add(report.Dynamic with { HasHighAccuracy = false });
            }
        }

        return reports;
    }
}
