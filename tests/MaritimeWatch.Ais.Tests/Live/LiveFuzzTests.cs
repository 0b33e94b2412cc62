using MaritimeWatch.Ais.Live;
using MaritimeWatch.Ais.Tests.Fuzz;
using MaritimeWatch.Domain;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Live;

/// <summary>Damaged, random and cut messages through one reader: none throws, all is counted, and the good message after each is read.</summary>
public sealed class LiveFuzzTests
{
    private const int UsualCases = 12_000;

    private static readonly Instant Receipt = Instant.FromUtc(2024, 11, 18);

    [Theory]
    [InlineData(LivePayload.Nmea, "NMEA")]
    [InlineData(LivePayload.AisCatcher, "AIS-catcher's JSON")]
    [InlineData(LivePayload.Digitraffic, "Digitraffic's JSON")]
    [InlineData(LivePayload.Digitraffic, "Digitraffic's features")]
    [InlineData(LivePayload.AisStream, "aisstream's JSON")]
    [InlineData(LivePayload.Ndjson, "Our JSON")]
    public void Read_BadMessages_NeverSpoilTheNext(LivePayload payload, string seeds)
    {
        var parser = FuzzedParsers.All.First(known => known.Name.StartsWith(seeds, StringComparison.Ordinal));
        var reader = new LiveReportReader(payload, new StaticReportInterning(64));
        var reports = new List<HeardReport>();
        var (good, topic) = Split(parser.NextGood, payload);
        var sender = payload == LivePayload.Nmea ? Sentences.NextGoodSender.Value : 219999999;
        var fromBad = 0L;
        for (var number = 0; number < FuzzBudget.Cases(UsualCases); number++)
        {
            var random = FuzzBudget.Random($"live {parser.Name}", number);
            var (message, theirTopic) = Split(FuzzInput.Next(parser, random), payload);
            var dropped = reader.Counters.Sum(counter => counter.Dropped);
            var reason = reader.Read(theirTopic, message, Receipt, reports);
            Assert.True(reason == DropReason.None || reader.Counters.Sum(counter => counter.Dropped) > dropped, $"{number}: {reason} is not counted");
            fromBad += reports.Count;
            reports.Clear();

            reader.Read(topic, good, Receipt, reports);
            Assert.True(reports.Count > 0 && reports[^1].Report.Mmsi.Value == sender, $"{number}: the good message after it is lost");
            reports.Clear();
        }

        // Damage that lets nothing through proves nothing of what comes behind the first check.
        Assert.True(fromBad > UsualCases / 20, $"only {fromBad} reports came of damaged messages");
    }

    private static (byte[] Message, byte[] Topic) Split(byte[] input, LivePayload payload)
    {
        var space = Array.IndexOf(input, (byte)' ');
        return payload == LivePayload.Digitraffic && space > 0 && input[0] == 'v' ? (input[(space + 1)..], input[..space]) : (input, []);
    }
}
