using System.Text;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>Bad traffic is said with file, line and reason, and counted; the rest goes on.</summary>
public sealed class BadTrafficTests : IDisposable
{
    private readonly ReplayBench bench = new();
    private readonly string chart;
    private readonly List<string> rows = AnchoredShip.Rows();

    public BadTrafficTests() => chart = bench.Write("chart.geojson", AnchoredShip.Chart);

    [Fact]
    public async Task Replay_GoodTable_EndsWithZero()
    {
        var good = await GoodAsync();

        Assert.Equal(ExitCode.Done, good.Exit);
        Assert.Equal("", good.Rejections);
        Assert.Equal(163, good.Count("rowsRead"));
        Assert.Equal(162, good.Count("reports"));
        Assert.Equal(2, good.Count("vessels"));
        Assert.Contains(good.Events, alert => alert.GetProperty("kind").GetString() == "ALERT_KIND_ANCHORED_ON_ASSET");
    }

    [Fact]
    public async Task Replay_HalfACompressedFile_UsesTheRowsBeforeTheCut()
    {
        var whole = await File.ReadAllBytesAsync(SharedData.InRepository("data-samples/traffic/north-sea-day.csv.gz"));

        var half = await bench.ReplayInProcessAsync([bench.Write("half.csv.gz", whole[..(whole.Length / 2)])], ReplayBench.ExerciseChart);

        Assert.Equal(ExitCode.SomeInputRejected, half.Exit);
        Assert.Matches(@"half\.csv\.gz: after line \d+: the compressed data is damaged or cut off", half.Error);
        Assert.InRange(half.Count("reports"), 50_000, 200_000);
        Assert.NotEmpty(half.AlertLines);
    }

    [Fact]
    public async Task Replay_BinaryFileAlone_EndsWithOne()
    {
        var run = await bench.ReplayAsync([Binary()], [chart]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("noise.bin: not recorded traffic: binary data", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Alerts);
    }

    [Fact]
    public async Task Replay_BinaryFileBesideAGoodOne_UsesTheGoodOneAndEndsWithThree()
    {
        var run = await bench.ReplayAsync([Binary(), Table(rows)], [chart]);

        Assert.Equal(ExitCode.SomeInputRejected, run.Exit);
        Assert.Contains("noise.bin: not recorded traffic", run.Error, StringComparison.Ordinal);
        Assert.Equal((await GoodAsync()).Alerts, run.Alerts);
    }

    [Theory]
    [InlineData("Latitude")]
    [InlineData("MMSI")]
    [InlineData("Timestamp")]
    public async Task Replay_TableLackingAColumn_NamesIt(string column)
    {
        var run = await bench.ReplayAsync([bench.Write("lacks.csv", AnchoredShip.Table(rows).Replace(column, "Elsewhere", StringComparison.Ordinal))], [chart]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains($"lacks.csv: line 1: the header lacks the column {column}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_HeaderWithoutHashAndRepeated_IsNoBadRow()
    {
        var table = AnchoredShip.Header[2..] + "\n" + string.Join('\n', rows[..50]) + "\n" + AnchoredShip.Header[2..] + "\n" + string.Join('\n', rows[50..]) + "\n";

        var run = await bench.ReplayAsync([bench.Write("two.csv", table)], [chart]);

        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Equal(164, run.Count("rowsRead"));
        Assert.Equal(2, run.Summary.GetProperty("notUsedByReason").GetProperty("not AIS").GetInt64());
        Assert.Equal((await GoodAsync()).Alerts, run.Alerts);
    }

    [Theory]
    [InlineData("17/11/2024 00:20:00,Class A,244000001", "wrong column count")]
    [InlineData("17/11/2024 00:20:00,Class A,244000001,51.5x,2.0,At anchor,,0.1,90.0,90", "bad number")]
    [InlineData("31/02/2024 00:20:00,Class A,244000001,51.5,2.0,At anchor,,0.1,90.0,90", "bad timestamp")]
    [InlineData("17/11/2024 00:20:00,Class A,2440000010,51.5,2.0,At anchor,,0.1,90.0,90", "bad MMSI")]
    [InlineData("17/11/2024 00:20:00,Class A,244000001,91.000000,181.000000,At anchor,,0.1,90.0,90", "no position")]
    [InlineData("17/11/2099 00:20:00,Class A,244000001,51.5,2.0,At anchor,,0.1,90.0,90", "from the future")]
    public async Task Replay_OneBadRowAmongGoodOnes_IsNamedAndChangesNothing(string row, string reason)
    {
        foreach (var line in new[] { 2, 100 })
        {
            rows.Insert(line - 2, row);
            var run = await bench.ReplayAsync([Table(rows)], [chart]);
            rows.RemoveAt(line - 2);

            Assert.Equal(ExitCode.SomeInputRejected, run.Exit);
            Assert.Contains($"table.csv:{line}: {reason}: ", run.Error, StringComparison.Ordinal);
            Assert.Equal($"{reason} 1", run.Rejections);
            Assert.Equal((await GoodAsync()).Alerts, run.Alerts);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(80)]
    public async Task Replay_ReportFromTheFutureInOneOfTwoFiles_DoesNotHoldUpTheRestOfIt(int at)
    {
        var far = rows.Where((_, i) => i % 2 == 1).ToList();
        var near = rows.Where((_, i) => i % 2 == 0).ToList();
        near.Insert(at, "17/11/2099 00:20:00,Class A,244000001,51.5,2.0,At anchor,,0.1,90.0,90");

        var run = await bench.ReplayAsync([bench.Write("far.csv", AnchoredShip.Table(far)), bench.Write("near.csv", AnchoredShip.Table(near))], [chart]);

        Assert.Equal((ExitCode.SomeInputRejected, "from the future 1"), (run.Exit, run.Rejections));
        Assert.Contains("the inputs together: from the future: 244000001 at 2099-11-17T00:20:00Z", run.Error, StringComparison.Ordinal);
        Assert.Equal((await GoodAsync()).Alerts, run.Alerts);
    }

    [Fact]
    public async Task Replay_BadSentences_AreNamedAndTheRestIsUsed()
    {
        var good = Traffic.ShipAtAnchorOnTheCable(244_000_002);
        var lines = Encoding.ASCII.GetString(good).Split('\n').ToList();
        var expected = await bench.ReplayAsync([bench.Write("good.nmea", good)], [chart]);
        Assert.Equal(ExitCode.Done, expected.Exit);
        Assert.NotEmpty(expected.Alerts);

        // The first sentence is repeated with another checksum; the first part of a type 5 of gpsd's published sample stays alone.
        var body = lines.FindIndex(line => line.Contains("!AIVDM,1,1", StringComparison.Ordinal));
        var broken = lines[body].TrimEnd('\r');
        lines.Insert(body, broken[..^1] + (broken[^1] == '0' ? '1' : '0'));
        lines.Insert(body, "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C");
        var run = await bench.ReplayAsync([bench.Write("bad.nmea", string.Join('\n', lines))], [chart]);

        Assert.Equal(ExitCode.SomeInputRejected, run.Exit);
        Assert.Contains($"bad.nmea:{body + 2}: bad checksum: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("bad.nmea: fragment abandoned: 1 ", run.Error, StringComparison.Ordinal);
        Assert.Equal("bad checksum 1, fragment abandoned 1", run.Rejections);
        Assert.Equal(expected.Alerts, run.Alerts);
    }

    [Fact]
    public async Task Replay_MissingFile_EndsWithOne()
    {
        var run = await bench.ReplayAsync([bench.PathOf("absent.csv")], [chart]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("absent.csv: no such file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_Folder_EndsWithOne()
    {
        var run = await bench.ReplayAsync([Path.GetTempPath()], [chart]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("is a folder", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_EmptyFile_EndsWithOne()
    {
        var run = await bench.ReplayAsync([bench.Write("empty.csv", "")], [chart]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("empty.csv: the file is empty", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => bench.Dispose();

    private string Table(IEnumerable<string> of) => bench.Write("table.csv", AnchoredShip.Table(of));

    private string Binary() => bench.Write("noise.bin", [.. Enumerable.Range(0, 5_000).Select(i => (byte)(i * i % 251))]);

    private Task<Replayed> GoodAsync() => bench.ReplayAsync([bench.Write("good.csv", AnchoredShip.Table(AnchoredShip.Rows()))], [chart]);
}
