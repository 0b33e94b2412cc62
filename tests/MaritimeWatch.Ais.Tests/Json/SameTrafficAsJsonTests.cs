using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>The same recorded traffic as sentences and as JSON gives the same reports, bit for bit.</summary>
public sealed class SameTrafficAsJsonTests
{
    [SharedDataTheory("kystverket/Ais1000Lines_part1.nm4", "amsa/ais.txt.gz", "gpsd/sample.aivdm")]
    [InlineData("kystverket/Ais1000Lines_part1.nm4", 400)]
    [InlineData("amsa/ais.txt.gz", 10_000)]
    public void Read_GpsdUnscaled_IsTheSame(string file, int atLeast) => Compare(file, isScaled: false, report => report, atLeast);

    /// <summary>Scaled, gpsd rounds the rate of turn to whole degrees a minute.</summary>
    [SharedDataTheory("kystverket/Ais1000Lines_part1.nm4", "amsa/ais.txt.gz")]
    [InlineData("kystverket/Ais1000Lines_part1.nm4", 400)]
    [InlineData("amsa/ais.txt.gz", 10_000)]
    public void Read_GpsdScaled_IsTheSameButForTheRateOfTurn(string file, int atLeast) => Compare(
        file,
        isScaled: true,
        report => report with { Dynamic = report.Dynamic with { RawRateOfTurn = PositionReport.NoRateOfTurn } },
        atLeast);

    [SharedDataFact("kystverket/Ais1000Lines_part1.nm4")]
    public void Read_SentencesWithinAisCatcherJson_AreTheSame()
    {
        var sentences = new NmeaReportReader(new StaticReportInterning());
        var records = new JsonReportReader(JsonDialect.AisCatcher, new StaticReportInterning());
        var received = Instant.FromUtc(2024, 11, 17);
        var reports = 0;
        foreach (var line in RecordedTraffic.Lines("kystverket/Ais1000Lines_part1.nm4").Where(line => line.Contains((byte)'!')))
        {
            var expected = sentences.Read(line, received, out var report, out var reason);
            var record = $$"""{"class":"AIS","device":"AIS-catcher","rxuxtime":{{received.UnixSeconds}},"nmea":[{{JsonSerializer.Serialize(Bytes.Text(line))}}]}""";

            Assert.Equal((expected, report, reason), (records.Read(Bytes.Of(record), null, out var fromJson, out var because), fromJson, because));
            reports += expected == ReadResult.Report ? 1 : 0;
        }

        Assert.InRange(reports, 400, 1_000);
    }

    private static void Compare(string file, bool isScaled, Func<AisReport, AisReport> comparable, int atLeast)
    {
        var sentences = new NmeaReportReader(new StaticReportInterning());
        var parser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var writer = new GpsdJson(new GpsdJsonOptions(isScaled, SplitsType24: true));
        var records = new JsonReportReader(JsonDialect.Gpsd, new StaticReportInterning());
        var output = new ArrayBufferWriter<byte>();
        var received = Instant.FromUtc(2024, 11, 17);
        var reports = 0;
        foreach (var line in RecordedTraffic.Lines(file))
        {
            var result = sentences.Read(line, received, out var expected, out var reason);
            output.ResetWrittenCount();
            if (!parser.TryParse(line, out var sentence, out _)
                || !assembler.TryAssemble(sentence, out var bits, out _, out _)
                || writer.Write(bits, sentence.Channel, output) != DropReason.None
                || (result == ReadResult.Dropped && reason is not (DropReason.NoPosition or DropReason.NotAVessel)))
            {
                continue;
            }

            // gpsd prints no time; what it is given here is the report's own.
            var time = expected.Time == default ? received : expected.Time;
            records.Read(output.WrittenSpan, time, out var read, out var because);
            Assert.Equal(reason, because);
            Assert.Equal(comparable(expected), comparable(read));
            reports += result == ReadResult.Report ? 1 : 0;
        }

        Assert.True(reports >= atLeast, $"only {reports} reports");
    }
}
