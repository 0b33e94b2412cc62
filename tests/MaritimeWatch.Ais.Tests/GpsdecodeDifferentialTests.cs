using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Tests;
using Xunit.Abstractions;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Our JSON beside that of gpsdecode, member by member, over every recording of NMEA sentences.</summary>
public sealed class GpsdecodeDifferentialTests(ITestOutputHelper log)
{
    [GpsdecodeFact]
    public void Write_EveryRecording_IsWhatGpsdecodePrints() => Compare(new GpsdJsonOptions(), "-j");

    [GpsdecodeFact]
    public void Write_EveryRecordingUnscaled_IsWhatGpsdecodePrints() => Compare(new GpsdJsonOptions(IsScaled: false), "-j", "-u");

    [GpsdecodeFact]
    public void Write_EveryRecordingSplit_IsWhatGpsdecodePrints() => Compare(new GpsdJsonOptions(SplitsType24: true), "-j", "-s");

    private void Compare(GpsdJsonOptions options, params string[] arguments)
    {
        var comparison = new GpsdComparison(options, arguments);
        foreach (var file in Recordings())
        {
            comparison.Add(RecordedTraffic.Bytes(file), RecordedTraffic.Lines(file));
        }

        foreach (var (row, count) in comparison.Explained)
        {
            log.WriteLine($"{row}: {count}");
        }

        log.WriteLine($"{comparison.Both} compared");
        comparison.Unexplained.ForEach(log.WriteLine);
        Assert.Empty(comparison.Unexplained);
        Assert.InRange(comparison.Both, 90_000, int.MaxValue);
    }

    private static IEnumerable<string> Recordings() =>
        from folder in new[] { "aislib", "amsa", "avnav", "dma-nmea", "gpsd", "kystverket", "libais", "opencpn", "pyais", "signalk" }
        from path in Directory.GetFiles(SharedData.Path(folder)).Order()
        where !path.EndsWith(".json", StringComparison.Ordinal)
        select Path.Combine(folder, Path.GetFileName(path));
}
