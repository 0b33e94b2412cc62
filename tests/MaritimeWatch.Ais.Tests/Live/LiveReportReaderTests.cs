using MaritimeWatch.Ais.Live;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Live;

/// <summary>Messages of live feeds: what is in them is read by the dialects' own readers, which have tests of their own.</summary>
public sealed class LiveReportReaderTests
{
    private const string Sentence = "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A";
    private const string FirstHalf = "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C";
    private const string SecondHalf = "!AIVDM,2,2,1,A,88888888880,2*25";
    private const string Location = """{"time":1668075025,"sog":10.7,"cog":326.6,"navStat":0,"rot":-4,"posAcc":true,"raim":false,"heading":325,"lon":20.345818,"lat":60.038960}""";
    private const string Ndjson = """{"time":"2024-11-17T00:00:07Z","mmsi":219000606,"stationClass":"A","latitude":57.802943,"longitude":-11.31,"speedKnots":12.5}""";

    private static readonly Instant ReceivedAt = Instant.FromUtc(2024, 11, 17, 0, 0, 3);

    [Fact]
    public void Read_RawSentence_IsTimedByItsReceipt()
    {
        var feed = new Feed(LivePayload.Nmea);

        Assert.Equal(DropReason.None, feed.Read(Sentence));

        Assert.Equal((ReceivedAt, 371798000u, (string?)null), (feed.Reports[0].Time, feed.Reports[0].Mmsi.Value, feed.Reader.Station));
    }

    [Fact]
    public void Read_SentenceBehindATagBlock_HasItsTimeAndStation()
    {
        var feed = new Feed(LivePayload.Nmea);

        feed.Read(BitString.Tag("s:2573310,c:1731844800") + Sentence + "\r\n");

        Assert.Equal((Instant.FromUtc(2024, 11, 17, 12, 0, 0), "2573310"), (feed.Reports[0].Time, feed.Reader.Station));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r\n\r\n")]
    public void Read_SeveralLinesInAMessage_AreAllRead(string between)
    {
        var feed = new Feed(LivePayload.Nmea);

        feed.Read(string.Join(between, FirstHalf, SecondHalf, Sentence));

        Assert.Equal([351759000u, 371798000u], feed.Senders);
    }

    [Fact]
    public void Read_HalvesInMessagesOfTheirOwn_AreOneReport()
    {
        var feed = new Feed(LivePayload.Nmea);

        feed.Read(FirstHalf);
        Assert.Empty(feed.Reports);
        feed.Read(SecondHalf);

        Assert.Equal([351759000u], feed.Senders);
    }

    [Theory]
    [InlineData("vessels-v2/538007963/location", Location, DropReason.None, 1)]
    [InlineData("vessels-v2/status", """{"updated":1668075025,"lastError":null}""", DropReason.NotAis, 0)]
    [InlineData("vessels-v2/location", Location, DropReason.BadMmsi, 0)]
    [InlineData("vessels-v2/538007963/location", "", DropReason.NotAis, 0)]
    [InlineData("vessels-v2/538007963/location", """{"time":1668075025,"lon":181.0,"lat":91.0}""", DropReason.NoPosition, 0)]
    [InlineData("vessels-v2/2300001/location", Location, DropReason.NotAVessel, 0)]
    public void Read_Digitraffic_TakesTheSenderFromTheTopic(string topic, string message, DropReason expected, int reports)
    {
        var feed = new Feed(LivePayload.Digitraffic);

        Assert.Equal(expected, feed.Read(message, topic));

        Assert.Equal(Enumerable.Repeat(538007963u, reports), feed.Senders);
        Assert.Equal(expected == DropReason.None ? 0 : 1, feed.Dropped);
    }

    /// <summary>1668075025 s and 1668075026035 ms; the draught of 68 is decimetres.</summary>
    [Fact]
    public void Read_Digitraffic_TellsSecondsFromMilliseconds()
    {
        var feed = new Feed(LivePayload.Digitraffic);

        feed.Read(Location, "vessels-v2/538007963/location");
        feed.Read("""{"timestamp":1668075026035,"destination":"UST LUGA","name":"ARUNA CIHAN","draught":68,"refA":160,"refB":33,"refC":20,"refD":12,"callSign":"V7WW7","imo":9543756,"type":70}""", "vessels-v2/538007963/metadata");

        Assert.Equal([1_668_075_025, 1_668_075_026], feed.Reports.Select(report => report.Time.UnixSeconds));
        Assert.Equal((538007963u, 6.8), (feed.Reports[1].Static!.Mmsi.Value, feed.Reports[1].Static!.DraughtMetres!.Value));
    }

    [Theory]
    [InlineData("\"basement\"")]
    [InlineData("7")]
    public void Read_AisCatcher_TellsItsStation(string station)
    {
        var feed = new Feed(LivePayload.AisCatcher);

        feed.Read($$"""{"class":"AIS","rxuxtime":1731801603.25,"station_id":{{station}},"nmea":["{{Sentence}}"],"mmsi":371798000}""");
        Assert.Equal((371798000u, station.Trim('"')), (feed.Senders.Single(), feed.Reader.Station));

        feed.Read($$"""{"class":"AIS","rxuxtime":1731801603.25,"nmea":["{{Sentence}}"],"mmsi":371798000}""");
        Assert.Null(feed.Reader.Station);
    }

    [Theory]
    [InlineData("""{"protocol":"jsonaiscatcher","msgs":[{"mmsi":371798000,"lat":48.3,"lon":-123.3},{"type":18,"mmsi":338087471,"lat":40.6,"lon":-74.0}]}""")]
    [InlineData("""[{"mmsi":371798000,"lat":48.3,"lon":-123.3},{"type":18,"mmsi":338087471,"lat":40.6,"lon":-74.0}]""")]
    [InlineData("{\"mmsi\":371798000,\"lat\":48.3,\"lon\":-123.3}\n{\"type\":18,\"mmsi\":338087471,\"lat\":40.6,\"lon\":-74.0}\n")]
    [InlineData("{\n  \"mmsi\":371798000,\n  \"lat\":48.3,\"lon\":-123.3}\n{\"type\":18,\"mmsi\":338087471,\"lat\":40.6,\"lon\":-74.0}\n")]
    public void Read_SeveralRecords_HoweverLaidOut(string message)
    {
        var feed = new Feed(LivePayload.AisCatcher);

        Assert.Equal(DropReason.None, feed.Read(message));

        Assert.Equal([371798000u, 338087471u], feed.Senders);
        Assert.All(feed.Reports, report => Assert.Equal(ReceivedAt, report.Time));
    }

    [Theory]
    [InlineData("[]", DropReason.None)]
    [InlineData("""{"msgs":[]}""", DropReason.None)]
    [InlineData("hello", DropReason.Malformed)]
    [InlineData("[1,2", DropReason.Malformed)]
    [InlineData("""{"mmsi":219000606,"lat":57.8""", DropReason.Malformed)]
    [InlineData("{\"mmsi\":219000606,\n\"lat\":57.8", DropReason.Malformed)]
    [InlineData("""{"temperature":21}""", DropReason.AnotherFormat)]
    public void Read_WhatHoldsNoReport_SaysWhy(string message, DropReason expected)
    {
        var feed = new Feed(LivePayload.AisCatcher);

        Assert.Equal(expected, feed.Read(message));

        Assert.Equal(expected == DropReason.None ? 0 : 1, feed.Dropped);
        Assert.Empty(feed.Reports);
    }

    [Fact]
    public void Read_MessageCutOff_LeavesNothingForTheNext()
    {
        var feed = new Feed(LivePayload.Ndjson);

        feed.Read("[" + Ndjson + ",{\"time\":\"2024");
        feed.Read(Ndjson);
        feed.Read("{\"time\":\"2024\n" + Ndjson);
        feed.Read("[\"" + Ndjson);
        feed.Read("[" + Ndjson + "]");

        // The second half of the third message is what its broken first line takes with it.
        Assert.Equal([219000606u, 219000606u, 219000606u], feed.Senders.Take(3));
        Assert.Equal(ReadOf(Ndjson), feed.Reports[^1]);
    }

    [Fact]
    public void Read_AisStreamRefusal_IsAFeedError()
    {
        var feed = new Feed(LivePayload.AisStream);

        Assert.Equal(DropReason.FeedError, feed.Read("""{"error":"Api Key Is Not Valid"}"""));
    }

    [Fact]
    public void Read_LinesTooLong_AreDroppedAlone()
    {
        var feed = new Feed(LivePayload.Nmea);

        Assert.Equal(DropReason.LineTooLong, feed.Read(new string('x', LineFramer.DefaultMaxLineBytes + 1) + "\n" + Sentence));
        Assert.Equal(DropReason.BadChecksum, feed.Read(new string('x', LineFramer.DefaultMaxLineBytes - Sentence.Length - 1) + Sentence[..^1] + "B"));

        Assert.Single(feed.Reports);
    }

    [Fact]
    public void Finish_HalfAMessage_IsAbandoned()
    {
        var feed = new Feed(LivePayload.Nmea);
        feed.Read(FirstHalf);

        feed.Reader.Finish();

        Assert.Equal(1, feed.Reader.Counters.Sum(counter => counter.DroppedFor(DropReason.FragmentAbandoned)));
    }

    /// <summary>The mark is a report's own, however it is written, and whatever stands beside it in the message.</summary>
    [Theory]
    [InlineData(LivePayload.Ndjson, "\"forwarded_by\":\"MaritimeWatch\",", true)]
    [InlineData(LivePayload.Ndjson, "\"forwarded_by\" : \t\"MaritimeWatch\", ", true)]
    [InlineData(LivePayload.Ndjson, "\"forwarded_by\":\"Maritime\\u0057atch\",", true)]
    [InlineData(LivePayload.Ndjson, "\"forwarded_by\":\"another\",", false)]
    [InlineData(LivePayload.Ndjson, "\"note\":\"forwarded_by MaritimeWatch\",", false)]
    [InlineData(LivePayload.Digitraffic, "\"forwarded_by\":\"MaritimeWatch\",", true)]
    public void Read_RecordWithAMark_BearsItAlone(LivePayload payload, string mark, bool expected)
    {
        var feed = new Feed(payload);
        var plain = payload == LivePayload.Ndjson ? Ndjson : Location;
        var topic = payload == LivePayload.Ndjson ? "" : "vessels-v2/538007963/location";

        feed.Read($"{plain}\n{{{mark}{plain[1..]}\n{plain}", topic);

        Assert.Equal([false, expected, false], feed.Heard.Select(heard => heard.IsForwarded));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("t:MaritimeWatch", true)]
    [InlineData("s:MaritimeWatch", false)]
    [InlineData("t:MaritimeWatch2", false)]
    [InlineData("s:x,c:1731801603,t:MaritimeWatch", true)]
    public void Read_SentenceWithAMark_BearsItAlone(string tag, bool expected)
    {
        var feed = new Feed(LivePayload.Nmea);

        feed.Read($"{Sentence}\n{(tag.Length > 0 ? BitString.Tag(tag) : "")}{Sentence}\n{Sentence}");

        Assert.Equal([false, expected, false], feed.Heard.Select(heard => heard.IsForwarded));
    }

    [Theory]
    [InlineData("t:MaritimeWatch", "")]
    [InlineData("", "t:MaritimeWatch")]
    public void Read_MessageOfSeveralSentences_BearsTheMarkOfAny(string first, string second)
    {
        var feed = new Feed(LivePayload.Nmea);

        feed.Read($"{(first.Length > 0 ? BitString.Tag(first) : "")}{FirstHalf}\n{(second.Length > 0 ? BitString.Tag(second) : "")}{SecondHalf}\n{FirstHalf}\n{Sentence}");

        Assert.Equal([true, false], feed.Heard.Select(heard => heard.IsForwarded));
    }

    [Fact]
    public void Read_SentencesWithinARecord_GiveTheirMarkAndSecond()
    {
        var feed = new Feed(LivePayload.AisCatcher);
        var tag = BitString.Tag("t:MaritimeWatch").Replace("\\", "\\\\", StringComparison.Ordinal);

        feed.Read("{\"class\":\"AIS\",\"nmea\":[\"" + tag + Sentence + "\"]}");
        feed.Read("{\"class\":\"AIS\",\"nmea\":[\"" + Sentence + "\"]}");
        feed.Read("{\"class\":\"AIS\",\"nmea\":[\"" + Sentence + "\"],\"forwarded_by\": \"MaritimeWatch\"}");

        // 33 is what gpsdecode prints as "second" of this sentence.
        Assert.Equal([(33, true), (33, false), (33, true)], feed.Heard.Select(heard => (heard.UtcSecond, heard.IsForwarded)));
    }

    /// <summary>The vessel's second as each dialect writes it; 60 and above is none (ITU-R M.1371-5). Digitraffic's messages over MQTT have none.</summary>
    [Theory]
    [InlineData(LivePayload.AisCatcher, "{\"class\":\"AIS\",\"type\":1,\"mmsi\":219000606,\"lat\":57.8,\"lon\":-11.3,\"second\":0}", 0)]
    [InlineData(LivePayload.AisCatcher, "{\"class\":\"AIS\",\"type\":18,\"mmsi\":219000606,\"lat\":57.8,\"lon\":-11.3,\"second\":59}", 59)]
    [InlineData(LivePayload.AisCatcher, "{\"class\":\"AIS\",\"type\":1,\"mmsi\":219000606,\"lat\":57.8,\"lon\":-11.3,\"second\":60}", -1)]
    [InlineData(LivePayload.AisCatcher, "{\"class\":\"AIS\",\"type\":1,\"mmsi\":219000606,\"lat\":57.8,\"lon\":-11.3,\"second\":-4}", -1)]
    [InlineData(LivePayload.AisCatcher, "{\"class\":\"AIS\",\"type\":1,\"mmsi\":219000606,\"lat\":57.8,\"lon\":-11.3}", -1)]
    [InlineData(LivePayload.AisStream, "{\"MessageType\":\"PositionReport\",\"MetaData\":{\"MMSI\":219000606},\"Message\":{\"PositionReport\":{\"UserID\":219000606,\"Latitude\":57.8,\"Longitude\":-11.3,\"Timestamp\":31,\"Valid\":true}}}", 31)]
    [InlineData(LivePayload.AisStream, "{\"MessageType\":\"PositionReport\",\"MetaData\":{\"MMSI\":219000606},\"Message\":{\"PositionReport\":{\"UserID\":219000606,\"Latitude\":57.8,\"Longitude\":-11.3,\"Timestamp\":63,\"Valid\":true}}}", -1)]
    [InlineData(LivePayload.Digitraffic, "{\"mmsi\":219000606,\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[20.3,60.0]},\"properties\":{\"mmsi\":219000606,\"timestamp\":24,\"timestampExternal\":1731801603000}}", 24)]
    [InlineData(LivePayload.Digitraffic, "{\"mmsi\":219000606,\"time\":1731801603,\"lon\":20.3,\"lat\":60.0}", -1)]
    public void Read_Records_GiveTheVesselsSecond(LivePayload payload, string record, int expected)
    {
        var feed = new Feed(payload);

        feed.Read(record);

        Assert.Equal(expected, Assert.Single(feed.Heard).UtcSecond);
    }

    [Theory]
    [InlineData(LivePayload.Nmea, Sentence, "")]
    [InlineData(LivePayload.Ndjson, Ndjson, "")]
    [InlineData(LivePayload.Digitraffic, Location, "vessels-v2/538007963/location")]
    public void Read_Positions_AllocatesNothing(LivePayload payload, string text, string topicText)
    {
        var reader = new LiveReportReader(payload, new StaticReportInterning());
        var reports = new List<HeardReport>(4);
        var (message, topic) = (Bytes.Of(text), Bytes.Of(topicText));

        Assert.Equal(0, Allocations.LeastOf(() =>
        {
            reports.Clear();
            reader.Read(topic, message, ReceivedAt, reports);
        }));
        Assert.Single(reports);
    }

    private static AisReport ReadOf(string message)
    {
        var feed = new Feed(LivePayload.Ndjson);
        feed.Read(message);
        return Assert.Single(feed.Reports);
    }

    private sealed class Feed(LivePayload payload)
    {
        public LiveReportReader Reader { get; } = new(payload, new StaticReportInterning());

        public List<HeardReport> Heard { get; } = [];

        public IReadOnlyList<AisReport> Reports => [.. Heard.Select(heard => heard.Report)];

        public IEnumerable<uint> Senders => Reports.Select(report => report.Mmsi.Value);

        public long Dropped => Reader.Counters.Sum(counter => counter.Dropped);

        public DropReason Read(string message, string topic = "") => Reader.Read(Bytes.Of(topic), Bytes.Of(message), ReceivedAt, Heard);
    }
}
