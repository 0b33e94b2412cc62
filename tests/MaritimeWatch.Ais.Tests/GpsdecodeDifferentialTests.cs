using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Tests;
using Xunit.Abstractions;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Our JSON beside that of gpsdecode, member by member, over every recording of NMEA sentences.</summary>
public sealed class GpsdecodeDifferentialTests(ITestOutputHelper log)
{
    [GpsdecodeFact]
    public void Write_EveryRecording_IsWhatGpsdecodePrintsButForTheTable() => Compare(0, new GpsdJsonOptions(), "-j");

    [GpsdecodeFact]
    public void Write_EveryRecordingUnscaled_IsWhatGpsdecodePrintsButForTheTable() => Compare(1, new GpsdJsonOptions(IsScaled: false), "-j", "-u");

    [GpsdecodeFact]
    public void Write_EveryRecordingSplit_IsWhatGpsdecodePrintsButForTheTable() => Compare(2, new GpsdJsonOptions(SplitsType24: true), "-j", "-s");

    [Fact]
    public void Table_HasEveryDifferenceOnce_AndNoOther() =>
        Assert.Equal(Enum.GetNames<GpsdDifference>().Order(StringComparer.Ordinal), DifferenceTable.Names.Order(StringComparer.Ordinal));

    private void Compare(int column, GpsdJsonOptions options, params string[] arguments)
    {
        var comparison = new GpsdComparison(options, arguments);
        foreach (var file in Recordings())
        {
            comparison.Add(RecordedTraffic.Bytes(file), RecordedTraffic.Lines(file));
        }

        log.WriteLine($"{comparison.Both} messages that both print");
        comparison.Unexplained.ForEach(log.WriteLine);
        Assert.Empty(comparison.Unexplained);
        Assert.InRange(comparison.Both, 100_000, int.MaxValue);
        Assert.Equal(DifferenceTable.Counts(column), comparison.Explained);
    }

    private static IEnumerable<string> Recordings() =>
        from folder in new[] { "aislib", "amsa", "avnav", "dma-nmea", "gpsd", "kystverket", "libais", "opencpn", "pyais", "signalk" }
        from path in Directory.GetFiles(SharedData.Path(folder)).Order()
        where !path.EndsWith(".json", StringComparison.Ordinal)
        select Path.Combine(folder, Path.GetFileName(path));
}
