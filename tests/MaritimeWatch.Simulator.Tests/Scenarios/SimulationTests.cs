using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Scenarios;

namespace MaritimeWatch.Simulator.Tests.Scenarios;

public class SimulationTests
{
    [Fact]
    public void Write_SameSeed_SameBytesAndLabels()
    {
        var one = TestTraffic.Write("R2A", 7, TrafficFormat.DanishCsv, 40, out var labels);
        var other = TestTraffic.Write("R2A", 7, TrafficFormat.DanishCsv, 40, out var otherLabels);

        Assert.True(one.Length > 500_000, "the base case is not empty");
        Assert.True(one.AsSpan().SequenceEqual(other));
        Assert.Equal(labels.ToJson(), otherLabels.ToJson());
    }

    [Fact]
    public void Write_OtherSeed_OtherBytes() => Assert.False(
        TestTraffic.Write("R2A", 7, TrafficFormat.DanishCsv, 0, out _).AsSpan().SequenceEqual(TestTraffic.Write("R2A", 8, TrafficFormat.DanishCsv, 0, out _)));

    [Fact]
    public void Write_DanishCsv_Has26ColumnsInTheOrderOfTime()
    {
        var lines = Encoding.UTF8.GetString(TestTraffic.Of("R2A", background: 60).Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.StartsWith("# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,", lines[0], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Equal(26, Columns(line)));
        var times = lines.Skip(1).Select(line => line[6..10] + line[3..5] + line[..2] + line[11..19]).ToList();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        Assert.Contains(lines, line => line.Contains(",Base Station,", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(",AtoN,", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(",Class B,", StringComparison.Ordinal));
        Assert.True(lines.Length - lines.Distinct().Count() > 10, "a feed of several stations repeats rows");
    }

    [Fact]
    public void Write_DanishCsvAndNmeaOfOneSeed_CarryTheSameReports()
    {
        var table = TestTraffic.Of("R2A", background: 60).Reports.Select(report => report.Dynamic).ToList();
        var reader = new NmeaReportReader(new StaticReportInterning());
        var sentences = new List<PositionReport>();
        var statics = new Dictionary<Mmsi, StaticReport>();
        var stations = 0;
        foreach (var line in Encoding.ASCII.GetString(TestTraffic.Write("R2A", 42, TrafficFormat.Nmea, 60, out _)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var result = reader.Read(Encoding.ASCII.GetBytes(line), null, out var report, out var reason);
            Assert.True(result != ReadResult.Dropped || reason is Domain.DropReason.NoPosition or Domain.DropReason.NotAVessel, $"{reason}: {line}");
            stations += reason == Domain.DropReason.NotAVessel ? 1 : 0;
            if (result == ReadResult.Report && report.Dynamic.HasPosition)
            {
                sentences.Add(report.Dynamic);
            }
            else if (report.Static is { } said)
            {
                statics[report.Mmsi] = statics.TryGetValue(report.Mmsi, out var before) ? before.UpdatedBy(said) : said;
            }
        }

        Assert.Equal(table.Count, sentences.Count);
        Assert.Equal(table, sentences);
        var rows = Encoding.UTF8.GetString(TestTraffic.Of("R2A", background: 60).Bytes).Split('\n');
        Assert.Equal(rows.Count(row => row.Contains(",Base Station,", StringComparison.Ordinal) || row.Contains(",AtoN,", StringComparison.Ordinal)), stations);
        Assert.NotEmpty(statics);
        var inTable = TestTraffic.Of("R2A", background: 60).Reports.Where(report => report.Static is not null).GroupBy(report => report.Mmsi).ToDictionary(group => group.Key, group => group.Last().Static!);
        Assert.All(inTable, known =>
        {
            var (row, message) = (known.Value, statics[known.Key]);
            Assert.Equal((row.Name, row.CallSign, row.ImoNumber, row.ShipType, row.LengthMetres), (message.Name, message.CallSign, message.ImoNumber, message.ShipType, message.LengthMetres));
            Assert.Equal((row.ToBow, row.ToStern, row.ToPort, row.ToStarboard), (message.ToBow, message.ToStern, message.ToPort, message.ToStarboard));
        });
    }

    [Fact]
    public void Create_UnknownScenario_SaysWhichThereAre()
    {
        var wrong = Assert.Throws<ScenarioException>(() => TestTraffic.Write("R99", 1, TrafficFormat.DanishCsv, 0, out _));

        Assert.Contains("R99", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("R13", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TooFewHours_SaysHowManyItTakes()
    {
        var wrong = Assert.Throws<ScenarioException>(() => Simulation.Create(
            new SimulationRequest { Scenarios = ["R4A"], Seed = 1, Chart = TestChart.Chart, Duration = TimeSpan.FromHours(10.9) }));

        Assert.Contains("11 hours", wrong.Message, StringComparison.Ordinal);
    }

    private static int Columns(string line)
    {
        var isQuoted = false;
        var commas = 0;
        foreach (var letter in line)
        {
            isQuoted ^= letter == '"';
            commas += letter == ',' && !isQuoted ? 1 : 0;
        }

        return commas + 1;
    }
}
