using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests;

public sealed class NmeaReportReaderTests
{
    // From the published samples of gpsd.
    private const string Sentence = "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A";

    private static readonly Instant Noon = Instant.FromUtc(2024, 11, 17, 12);

    private readonly NmeaReportReader reader = new(new StaticReportInterning());

    [Fact]
    public void Read_TagTime_IsFlooredToTheSecondAndBeatsTheReceipt() =>
        Assert.Equal(Noon, Time(BitString.Tag("c:1731844800999") + Sentence, receivedAt: Noon + TimeSpan.FromSeconds(5)));

    [Fact]
    public void Read_NoTimeInTheStream_IsTheReceipt() => Assert.Equal(Noon, Time(Sentence, receivedAt: new Instant(Noon.UnixMilliseconds + 999)));

    [Fact]
    public void Read_NoTimeOfItsOwn_IsTheLastOfTheStream()
    {
        Assert.Equal(Noon, Time(BitString.Tag("c:1731844800") + Sentence));
        Assert.Equal(Noon, Time(Sentence));
    }

    /// <summary>gpsd gives second 33 for its sample; a static message after it has none.</summary>
    [Fact]
    public void UtcSecond_IsTheShipsOwn_OfTheReportReadLast()
    {
        Time(Sentence, receivedAt: Noon);
        Assert.Equal(33, reader.UtcSecond);
    }

    [Theory]
    [InlineData(StationClass.ClassA)]
    [InlineData(StationClass.ClassB)]
    [InlineData(StationClass.SarAircraft)]
    public void UtcSecond_OfEveryPositionReport_IsThatOfItsTime(StationClass stationClass)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        new MaritimeWatch.Ais.Encoding.AisEncoder().Write(
            PositionReport.Create(Noon + TimeSpan.FromSeconds(47), new Mmsi(stationClass == StationClass.SarAircraft ? 111_219_501u : 219_000_606u), new GeoPosition(51, 2), 10, 90, stationClass: stationClass), bytes);
        var line = bytes.WrittenSpan.TrimEnd("\r\n"u8);

        Assert.Equal(ReadResult.Report, reader.Read(line, Noon, out _, out _));

        Assert.Equal(47, reader.UtcSecond);
    }

    [Fact]
    public void Read_NoTimeAtAll_IsDropped()
    {
        Assert.Equal(ReadResult.Dropped, reader.Read(Bytes.Of(Sentence), null, out _, out var reason));
        Assert.Equal(DropReason.NoTime, reason);
        Assert.Equal(1, reader.Counters[3].DroppedFor(DropReason.NoTime));
    }

    [Fact]
    public void Read_OwnShipClock_TimesWhatNothingElseTimes()
    {
        Assert.Equal(ReadResult.Dropped, reader.Read("$GPRMC,092211.00,A,5759.09700,N,01144.34344,E,5.257,28.27,200715,,,A*58"u8, null, out _, out _));
        Assert.Equal(Instant.FromUtc(2015, 7, 20, 9, 22, 11), Time(Sentence));
        Assert.Equal(Noon, Time(Sentence, receivedAt: Noon));
    }

    [Fact]
    public void Read_OwnShipClockInAStreamThatTellsTheTime_IsNotAsked()
    {
        Assert.Equal(Noon, Time(BitString.Tag("c:1731844800") + Sentence));
        reader.Read("$GPRMC,092211.00,A,5759.09700,N,01144.34344,E,5.257,28.27,200715,,,A*58"u8, null, out _, out _);
        Assert.Equal(Noon, Time(Sentence));
    }

    [Fact]
    public void Read_SentencesOnOneLine_AreAllReports()
    {
        ReadOnlySpan<byte> line = Bytes.Of(Sentence + Sentence[..20] + Sentence);
        var results = new List<ReadResult>();
        while (!line.IsEmpty)
        {
            results.Add(reader.Read(ref line, Noon, out _, out _));
        }

        Assert.Equal([ReadResult.Report, ReadResult.Dropped, ReadResult.Report], results);
    }

    [Fact]
    public void Read_TimeOnTheFirstPartOnly_IsTheMessages()
    {
        Assert.Equal(ReadResult.Pending, reader.Read(
            Bytes.Of(BitString.Tag("c:1731844800") + "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C"), null, out _, out var reason));
        Assert.Equal(DropReason.None, reason);

        Assert.Equal(Noon, Time("!AIVDM,2,2,1,A,88888888880,2*25"));
    }

    [Fact]
    public void Read_TimeOfABaseStationsLine_CountsForTheNext()
    {
        Assert.Equal(ReadResult.Dropped, reader.Read(Bytes.Of(BitString.Tag("c:1731844800") + "!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D"), null, out _, out var reason));
        Assert.Equal(DropReason.NotAVessel, reason);
        Assert.Equal(Noon, Time(Sentence));
    }

    [Fact]
    public void Read_NoPosition_CarriesTimeAndSender()
    {
        var silent = BitString.Of(1, 219000606).Put(0, 12).Put(1023, 10).Put(0, 1).Put(108_600_000, 28).Put(54_600_000, 27).PadTo(168).Sentence();

        Assert.Equal(ReadResult.Dropped, reader.Read(Bytes.Of(silent), Noon, out var report, out var reason));
        Assert.Equal(DropReason.NoPosition, reason);
        Assert.Equal((Noon, new Mmsi(219000606)), (report.Time, report.Mmsi));
    }

    [Fact]
    public void Counters_AfterAStream_AddUpStageByStage()
    {
        foreach (var line in new[] { "# comment", Sentence, Sentence[..^1] + "0", "!AIVDM,2,1,1,A,5,0*" + "77", Sentence })
        {
            reader.Read(Bytes.Of(line), Noon, out _, out _);
        }

        reader.Finish();
        Assert.Equal(["Parse", "Assemble", "Decode", "Stamp"], reader.Counters.Select(counter => counter.Stage));
        Assert.Equal(5, reader.Counters[0].In);
        Assert.Equal(reader.Counters[0].Out, reader.Counters[1].In);
        Assert.Equal(2, reader.Counters[3].Out);
        Assert.All(reader.Counters, counter => Assert.True(counter.Out >= 0));
    }

    [Fact]
    public void Read_EveryKindOfLineOnceKnown_AllocatesNothing()
    {
        byte[][] lines =
        [
            Bytes.Of(BitString.Tag("s:2573310,c:1731844800") + Sentence),
            Bytes.Of(Sentence + ",s22728,d-105,S2212,r09STOL1,1731844801"),
            Bytes.Of(BitString.WithChecksum("$PGHP,1,2024,11,17,12,0,0,684,219,21,992190921,1,14")),
            Bytes.Of(BitString.Tag("si:AISD")),
            Bytes.Of(BitString.Tag("g:1-2-7,s:r1,c:1731844800") + "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C"),
            Bytes.Of(BitString.Tag("g:2-2-7") + "!AIVDM,2,2,1,A,88888888880,2*25"),
            Bytes.Of("!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C"),
            Bytes.Of("!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D"),
            Bytes.Of("!AIVDM,1,1,,A,15RTgt0PAs" + Sentence),
            Bytes.Of("$GPRMC,092211.00,A,5759.09700,N,01144.34344,E,5.257,28.27,200715,,,A*58"),
            Bytes.Of("garbage"),
        ];
        var reports = ReadAll();

        var allocated = Allocations.LeastOf(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                ReadAll();
            }
        });

        Assert.Equal(5, reports);
        Assert.Equal(0, allocated);

        int ReadAll()
        {
            var count = 0;
            foreach (var line in lines)
            {
                ReadOnlySpan<byte> rest = line;
                while (!rest.IsEmpty)
                {
                    count += reader.Read(ref rest, null, out _, out _) == ReadResult.Report ? 1 : 0;
                }
            }

            return count;
        }
    }

    private Instant Time(string line, Instant? receivedAt = null)
    {
        Assert.Equal(ReadResult.Report, reader.Read(Bytes.Of(line), receivedAt, out var report, out var reason));
        Assert.Equal(DropReason.None, reason);
        return report.Time;
    }
}
