using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Merging;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class NmeaStreamTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 1);

    [Fact]
    public void Read_PlayedTraffic_HasTheTimeOfItsTagBlocksHoweverOld()
    {
        var reports = Read(EventTimeSource.TagBlock, Traffic.ShipAtAnchorOnTheCable(219_000_606));

        Assert.Equal(Traffic.Epoch, reports[0].Time);
        Assert.Equal(61, reports.Count(report => report.Mmsi.Value == 219_000_606 && report.Dynamic.HasPosition));
    }

    [Fact]
    public void Read_LiveTrafficWithATagBlockFromYearsAgo_IsTooOld() =>
        Assert.Empty(Read(EventTimeSource.Receipt, Traffic.ShipAtAnchorOnTheCable(219_000_606)));

    [Fact]
    public void Read_LiveTrafficWithoutATagBlock_HasTheTimeOfItsReceipt()
    {
        var bare = Encoding.ASCII.GetString(Traffic.ShipAtAnchorOnTheCable(219_000_606)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line[line.IndexOf('!', StringComparison.Ordinal)..]);

        var reports = Read(EventTimeSource.Receipt, Encoding.ASCII.GetBytes(string.Join('\n', bare)));

        Assert.NotEmpty(reports);
        Assert.All(reports, report => Assert.Equal(Now, report.Time));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Read_TheSameBytesInPieces_GivesTheSameReports(int pieceBytes)
    {
        var traffic = Traffic.ShipAtAnchorOnTheCable(219_000_606);
        var whole = Read(EventTimeSource.TagBlock, traffic);

        var stream = new NmeaStream(new StaticReportInterning(), EventTimeSource.TagBlock);
        var reports = new ReportBatch();
        var held = Array.Empty<byte>();
        foreach (var piece in traffic.Chunk(pieceBytes))
        {
            ReadOnlySpan<byte> rest = [.. held, .. piece];
            stream.Read(ref rest, isEnd: false, Now, reports);
            held = rest.ToArray();
        }

        Assert.NotEmpty(whole);
        Assert.Equal(whole, reports);
    }

    /// <summary>A receiver whose clock is 90 s ahead: nothing of it could be used, until enough is heard to know how far it is off.</summary>
    [Fact]
    public void Read_LiveTrafficOfAClockThatIsAhead_IsPutRight()
    {
        var clock = new SourceClock();
        var stream = new NmeaStream(new StaticReportInterning(), EventTimeSource.Receipt, admission: new SourceAdmission(EventTimeSource.Receipt, clock));
        var encoder = new MaritimeWatch.Ais.Encoding.AisEncoder();
        var reports = new ReportBatch();
        for (var second = 0; second < 60; second++)
        {
            // The encoder writes the second of the time that it is given into the message: here both are what the ship had; the block is put before it.
            var sent = Now + TimeSpan.FromSeconds(second);
            var sentence = new System.Buffers.ArrayBufferWriter<byte>();
            encoder.Write(PositionReport.Create(sent, new Mmsi(219_000_606), new GeoPosition(51, 2 + (second * 0.001)), 10, 90), sentence);
            var text = Encoding.ASCII.GetString(sentence.WrittenSpan);
            var tag = $"c:{sent.UnixSeconds + 90}";
            ReadOnlySpan<byte> bytes = Encoding.ASCII.GetBytes($"\\{tag}*{tag.Aggregate(0, (sum, letter) => sum ^ letter):X2}\\{text[text.IndexOf('!', StringComparison.Ordinal)..]}");
            stream.Read(ref bytes, isEnd: false, sent, reports);
            clock.Judge();
        }

        Assert.Equal(90, clock.CorrectionSeconds);
        Assert.Equal(60 - 32, reports.Count);
        Assert.Equal(Now + TimeSpan.FromSeconds(32), reports[0].Time);
    }

    private static ReportBatch Read(EventTimeSource eventTime, ReadOnlySpan<byte> bytes)
    {
        var reports = new ReportBatch();
        new NmeaStream(new StaticReportInterning(), eventTime).Read(ref bytes, isEnd: true, Now, reports);
        return reports;
    }
}
