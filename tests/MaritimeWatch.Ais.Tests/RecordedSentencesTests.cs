using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests;

/// <summary>What the transport makes of recorded logs; their spans of time and message counts are those of the data's own description.</summary>
public sealed class RecordedSentencesTests
{
    [SharedDataFact("avnav/nmea-20130630.log.gz")]
    public void Read_FiveHoursTimedByTheOwnShipOnly_LosesNothing() =>
        Timed("avnav/nmea-20130630.log.gz", "2013-06-30T07:41:00Z", "2013-06-30T12:57:00Z", reports: 15_719, untimed: 0);

    [SharedDataFact("avnav/20160815.nmea.gz")]
    public void Read_InlandLogTimedByTheOwnShipOnly_LosesNothing() =>
        Timed("avnav/20160815.nmea.gz", "2016-08-15T11:49:00Z", "2016-08-15T12:24:00Z", reports: 3_272, untimed: 0);

    [SharedDataFact("opencpn/Hakefjord.log.gz")]
    public void Read_RepeatedLogTimedByTheOwnShipOnly_LosesNothing() =>
        Timed("opencpn/Hakefjord.log.gz", "2015-07-20T09:22:00Z", "2015-07-20T09:45:00Z", reports: 9_936, untimed: 0);

    [SharedDataFact("opencpn/stupan.se-10112-tcp.log")]
    public void Read_LogWithAWrongGpsDate_HasTheTimeOfItsClockLine() =>
        Timed("opencpn/stupan.se-10112-tcp.log", "2022-08-18T17:09:00Z", "2022-08-18T17:11:00Z", reports: 1_149, untimed: 0);

    [SharedDataFact("signalk/nais400-merrimac.log")]
    public void Read_LogThatBeginsWithoutAClock_DropsWhatCameBefore() =>
        Timed("signalk/nais400-merrimac.log", "2014-04-16T20:02:55Z", "2014-04-16T20:03:10Z", reports: 161, untimed: 417);

    [SharedDataTheory("amsa/exact-earth-with-tag-block.txt", "kystverket/Ais1000Lines_part1.nm4")]
    [InlineData("amsa/exact-earth-with-tag-block.txt", 221, 200)]
    [InlineData("kystverket/Ais1000Lines_part1.nm4", 667, 584)]
    public void Read_GroupsOfTagBlocks_AreAllCompleted(string file, int lines, int messages)
    {
        var reader = new NmeaReportReader(new StaticReportInterning());
        var reports = Read(reader, file);

        Assert.Equal(lines, reader.Counters[0].In);
        Assert.Equal(messages, reader.Counters[2].In);
        Assert.Equal(0, reader.Counters[1].Dropped);
        Assert.Contains(reports, report => report.Static?.Name is not null);
    }

    [SharedDataFact("amsa/exact-earth-with-tag-block.txt")]
    public void Source_OfSatelliteLines_IsNeverToldByTheSecondOfAGroup()
    {
        var parser = new SentenceParser();
        var (told, silent) = (0, 0);
        foreach (var line in RecordedTraffic.Lines("amsa/exact-earth-with-tag-block.txt"))
        {
            Assert.True(parser.TryParse(line, out var sentence, out _));
            var group = new TagBlockFields(sentence.TagText).Group;
            Assert.False(group is { Number: > 1 } && !sentence.Source.IsEmpty);
            (told, silent) = sentence.Source.IsEmpty ? (told, silent + 1) : (told + 1, silent);
        }

        Assert.Equal((183, 38), (told, silent));
    }

    [SharedDataFact("dma-nmea/ais-sample-1200-1202.txt.gz")]
    public void Read_TwoReadersOnTwoThreads_GiveWhatOneGives()
    {
        const string file = "dma-nmea/ais-sample-1200-1202.txt.gz";
        var alone = Read(new NmeaReportReader(new StaticReportInterning()), file);
        var interning = new StaticReportInterning();
        var results = new List<AisReport>[2];
        Parallel.For(0, 2, index => results[index] = Read(new NmeaReportReader(interning), file));

        Assert.Equal(15_958, alone.Count);
        Assert.Equal(alone, results[0]);
        Assert.Equal(alone, results[1]);
        Assert.All(results[0].Zip(results[1]), pair => Assert.Same(pair.First.Static, pair.Second.Static));
    }

    private static void Timed(string file, string from, string to, int reports, int untimed)
    {
        Assert.True(Instant.TryParse(from, out var first) & Instant.TryParse(to, out var last));
        var reader = new NmeaReportReader(new StaticReportInterning());
        var read = Read(reader, file);

        Assert.Equal((reports, (long)untimed), (read.Count, reader.Counters[3].DroppedFor(DropReason.NoTime)));
        Assert.All(read, report => Assert.True(report.Time >= first && report.Time <= last, report.Time.ToString()));
    }

    private static List<AisReport> Read(NmeaReportReader reader, string file)
    {
        var reports = new List<AisReport>();
        foreach (var line in RecordedTraffic.Lines(file))
        {
            ReadOnlySpan<byte> rest = line;
            while (!rest.IsEmpty)
            {
                if (reader.Read(ref rest, null, out var report, out _) == ReadResult.Report)
                {
                    reports.Add(report);
                }
            }
        }

        reader.Finish();
        return reports;
    }
}
