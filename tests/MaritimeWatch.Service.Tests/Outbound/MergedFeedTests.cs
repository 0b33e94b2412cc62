using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Outbound;

namespace MaritimeWatch.Service.Tests.Outbound;

public sealed class MergedFeedTests
{
    private readonly Output output = new();

    /// <summary>A partner of low trust first, then our own receiver: the analyser gets both, a chart plotter one.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    public void Offer_OfTheSameTransmissionAgain_GoesOutOnce(int secondsLater, int expected)
    {
        var feed = new MergedFeed([output]);

        feed.Offer(Report(0));
        feed.Offer(Report(secondsLater));

        Assert.Equal(expected, output.Reports.Count);
    }

    [Fact]
    public void Offer_OfShipsThatMove_GoesOutWhole()
    {
        var feed = new MergedFeed([output]);
        for (var number = 0; number < 100_000; number++)
        {
            feed.Offer(Report(number / 1_000, number));
        }

        Assert.Equal(100_000, output.Reports.Count);
    }

    private static AisReport Report(int second, int number = 0) => new(
        PositionReport.Create(Instant.FromUtc(2026, 3, 14) + TimeSpan.FromSeconds(second), new Mmsi(219_000_606), new GeoPosition(51.5 + (number * 1e-5), 3.0), 10), null);

    private sealed class Output : IReportOutput
    {
        public List<AisReport> Reports { get; } = [];

        public void Offer(in AisReport report) => Reports.Add(report);
    }
}
