using System.Buffers;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Ingest;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Ingest;

/// <summary>What is pushed passes the same way as what any source brings.</summary>
public sealed class PushClockTests
{
    [Fact]
    public void ReadLine_OfASenderWhoseClockIsAhead_IsPutRightByTheShipsSeconds()
    {
        var clock = new ManualClock(Traffic.Epoch);
        var parts = new GatewayParts(new ReportIntake(10), EventTimeSource.Receipt, null, clock, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };
        var source = new SourceRuntime(new SourceSettings { Id = "push:x", Kind = PushSources.Kind }, parts, open: null);
        var reader = new PushReader(new StaticReportInterning(), EventTimeSource.Receipt, source: source);
        var reports = new List<HeardReport>();
        var refused = 0;
        for (var second = 0; second < 60; second++)
        {
            var now = Traffic.Epoch + TimeSpan.FromSeconds(second);
            refused += reader.ReadLine(Sentence(now, aheadSeconds: 25), second, now, reports) == DropReason.FromTheFuture ? 1 : 0;
            source.Clock.Judge();
        }

        // 32 reports until the clock is known; 25 s from the future is no time at all until then.
        Assert.Equal((25, 32, 28), (source.Clock.CorrectionSeconds, refused, reports.Count));
        Assert.Equal(Traffic.Epoch + TimeSpan.FromSeconds(32), reports[0].Report.Time);
        Assert.Equal("mast", Assert.Single(source.Stations.List()).Name);
    }

    /// <summary>The second in the message is the ship's, the time in the TAG block that of a receiver whose clock is ahead.</summary>
    private static byte[] Sentence(Instant now, int aheadSeconds)
    {
        var output = new ArrayBufferWriter<byte>();
        var message = new ClassAPositionMessage(new Mmsi(219_000_606)) { Position = new GeoPosition(51.5 + (now.UnixSeconds % 1_000 * 1e-5), 2), SpeedOverGroundKnots = 12, UtcSecond = (int)(now.UnixSeconds % 60) };
        new AisEncoder(new AisEncoderOptions(Source: "mast")).Write(message, now + TimeSpan.FromSeconds(aheadSeconds), output);
        return output.WrittenSpan.ToArray();
    }
}
