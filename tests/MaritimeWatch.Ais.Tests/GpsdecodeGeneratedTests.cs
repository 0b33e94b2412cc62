using MaritimeWatch.Ais.Gpsd;
using Xunit.Abstractions;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Our JSON beside that of gpsdecode for messages that no recording has: random bits under every type, length and application.</summary>
public sealed class GpsdecodeGeneratedTests(ITestOutputHelper log)
{
    private const int Each = 120;

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_EveryTypeAtEveryLength_IsWhatGpsdecodePrintsButForTheTable() => Compare(
        new GeneratedMessages(1371).OfEveryTypeAndLength(), 9_000, new GpsdJsonOptions(), ["-j"],
        "CutCharacter LongName LongRangeDecimals LongRangeStatus SlotRadio StatusWords TurnSign UnusedBits WrongLength");

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_EveryTypeAtEveryLengthUnscaled_IsWhatGpsdecodePrintsButForTheTable() => Compare(
        new GeneratedMessages(1372).OfEveryTypeAndLength(), 9_000, new GpsdJsonOptions(IsScaled: false, SplitsType24: true), ["-j", "-u", "-s"],
        "LongName LongRangeStatus SlotRadio StatusWords UnusedBits VendorIdentifier WrongLength");

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_EveryApplication_IsWhatGpsdecodePrintsButForTheTable() => Compare(
        new GeneratedMessages(289).OfEveryApplication(Each), 3_000, new GpsdJsonOptions(), ["-j"],
        "AirDraught CutCharacter PartialElement PersonsOnBoard SignalText SyntheticTarget TidalScale UnescapedText WarningStart WaterLevel");

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_EveryApplicationUnscaled_IsWhatGpsdecodePrintsButForTheTable() => Compare(
        new GeneratedMessages(236).OfEveryApplication(Each), 3_000, new GpsdJsonOptions(IsScaled: false), ["-j", "-u"],
        "AirDraught CutCharacter PartialElement PersonsOnBoard SignalPosition SignalText SyntheticTarget UnescapedText WarningStart");

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_HalvesOfMessage24_AreJoinedAsGpsdecodeJoinsThem() => Compare(
        new GeneratedMessages(24).HalvesOfMessage24(500), 100, new GpsdJsonOptions(), ["-j"], "VendorIdentifier");

    [GpsdecodeFact(NeedsRecordings = false)]
    public void Write_LinesThatGpsdecodeLoses_ArePrintedHere()
    {
        List<string> first = [.. BitString.Of(5, 219000601).PadTo(424).Sentences('A', 1)];
        List<string> second = [.. BitString.Of(5, 219000602).PadTo(424).Sentences('A', 2)];
        var (behind, unknown, after) = (BitString.Of(1, 219000603).PadTo(168), BitString.Of(1, 219000604).PadTo(168), BitString.Of(1, 219000605).PadTo(168));

        Compare(
            [
                first[0], second[0], first[1], second[1],
                "$PGHP,1,2013,11,12,12,0,0,0,219,,2190047,1,3C*2A" + behind.Sentence(),
                unknown.Sentence('0'),
                "!=IVDM,1,1,,B,13mG0<0P@3", after.Sentence(),
            ],
            0, new GpsdJsonOptions(), ["-j"], "LineBefore LineStart PartsOfSeveral UnknownChannel");
    }

    private void Compare(IEnumerable<BitString> messages, int atLeast, GpsdJsonOptions options, string[] arguments, string rows)
    {
        var identifier = 0;
        Compare([.. messages.SelectMany(message => message.Sentences('A', identifier++ % 10))], atLeast, options, arguments, rows);
    }

    private void Compare(List<string> sentences, int atLeast, GpsdJsonOptions options, string[] arguments, string rows)
    {
        var lines = sentences.ConvertAll(Bytes.Of);
        var comparison = new GpsdComparison(options, arguments);
        comparison.Add([.. lines.SelectMany(line => line.Append((byte)'\n'))], lines);
        log.WriteLine($"{comparison.Both} messages that both print; {string.Join(", ", comparison.Explained)}");
        comparison.Unexplained.ForEach(log.WriteLine);
        Assert.Empty(comparison.Unexplained);
        Assert.InRange(comparison.Both, atLeast, int.MaxValue);
        Assert.Equal(rows.Split(' '), comparison.Explained.Keys);
    }
}
