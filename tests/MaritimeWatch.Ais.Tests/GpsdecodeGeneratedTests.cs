using MaritimeWatch.Ais.Gpsd;
using Xunit.Abstractions;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Our JSON beside that of gpsdecode for messages that no recording has: random bits under every type, length and application.</summary>
public sealed class GpsdecodeGeneratedTests(ITestOutputHelper log)
{
    private const int Each = 120;

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_EveryTypeAtEveryLength_IsWhatGpsdecodePrints() =>
        Compare(new GeneratedMessages(1371).OfEveryTypeAndLength(), atLeast: 5_000, new GpsdJsonOptions(), "-j");

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_EveryTypeAtEveryLengthUnscaled_IsWhatGpsdecodePrints() =>
        Compare(new GeneratedMessages(1372).OfEveryTypeAndLength(), atLeast: 5_000, new GpsdJsonOptions(IsScaled: false, SplitsType24: true), "-j", "-u", "-s");

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_EveryApplication_IsWhatGpsdecodePrints() =>
        Compare(new GeneratedMessages(289).OfEveryApplication(Each), atLeast: 3_000, new GpsdJsonOptions(), "-j");

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_EveryApplicationUnscaled_IsWhatGpsdecodePrints() =>
        Compare(new GeneratedMessages(236).OfEveryApplication(Each), atLeast: 3_000, new GpsdJsonOptions(IsScaled: false), "-j", "-u");

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_HalvesOfMessage24_AreJoinedAsGpsdecodeJoinsThem() =>
        Compare(new GeneratedMessages(24).HalvesOfMessage24(500), atLeast: 100, new GpsdJsonOptions(), "-j");

    private void Compare(IEnumerable<BitString> messages, int atLeast, GpsdJsonOptions options, params string[] arguments)
    {
        var identifier = 0;
        List<byte[]> lines = [.. messages.SelectMany(message => message.Sentences('A', identifier++ % 10)).Select(Bytes.Of)];
        var comparison = new GpsdComparison(options, arguments);
        comparison.Add([.. lines.SelectMany(line => line.Append((byte)'\n'))], lines);
        foreach (var (row, count) in comparison.Explained)
        {
            log.WriteLine($"{row}: {count}");
        }

        log.WriteLine($"{comparison.Both} compared");
        comparison.Unexplained.ForEach(log.WriteLine);
        Assert.Empty(comparison.Unexplained);
        Assert.InRange(comparison.Both, atLeast, int.MaxValue);
    }
}
