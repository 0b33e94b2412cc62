using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class SourceAlertsTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 11, 17, 12);

    private readonly ManualClock clock = new(Start);
    private readonly SourceList sources = new();
    private readonly StageCounter stage = new("Parse");
    private readonly SourceAlerts alerts;

    public SourceAlertsTests() => alerts = new SourceAlerts(sources, [], "0123456789abcdef");

    [Fact]
    public void Look_OneOfTwoSourcesSilent_RaisesAWarning_AndClosesItTwoMinutesAfterItIsBack()
    {
        var (ostend, dover) = (Source("ostend"), Source("dover"));
        Pass(60, ostend, dover);

        // The last message came at 59 s; a minute of silence is ordinary, more is not.
        var silent = Pass(62, dover).Single();
        Assert.Equal("feed-health-source-ostend-20241117T120059Z", silent.AlertId);
        Assert.Equal((AlertState.Raised, Severity.Warning, AlertKind.FeedHealth, 1), (silent.State, silent.Severity, silent.Kind, silent.Revision));
        Assert.StartsWith("Source ostend has brought nothing since 12:00:59 UTC (silent: ", silent.Headline, StringComparison.Ordinal);
        Assert.Empty(Pass(300, dover));

        Assert.Empty(Pass(120, ostend, dover));
        var over = Pass(2, ostend, dover).Single();
        Assert.Equal((silent.AlertId, AlertState.Closed, 2), (over.AlertId, over.State, over.Revision));
    }

    [Fact]
    public void Look_TheLastSourceOfThePictureSilent_IsAnAlarm_AndAWarningAgainWhenAnotherIsBack()
    {
        var (ostend, dover) = (Source("ostend"), Source("dover"));
        Pass(60, ostend, dover);
        Pass(62, dover);

        var last = Pass(62).Single();
        Assert.Equal((Severity.Alarm, AlertState.Raised), (last.Severity, last.State));
        Assert.StartsWith("feed-health-source-dover-", last.AlertId, StringComparison.Ordinal);
        Assert.Contains("no other source brings traffic", last.Headline, StringComparison.Ordinal);

        var lowered = Pass(2, ostend).Single();
        Assert.Equal((last.AlertId, Severity.Warning, AlertState.Lowered, 2), (lowered.AlertId, lowered.Severity, lowered.State, lowered.Revision));
    }

    [Fact]
    public void Look_ASourceThatWasOpenBeforeARestart_GoesOnWithItsAlert()
    {
        Source("dover");
        var ostend = Source("ostend");
        Pass(60, ostend);
        var before = Pass(63, ostend).Single();
        Assert.StartsWith("feed-health-source-dover-", before.AlertId, StringComparison.Ordinal);

        var after = new SourceAlerts(sources, [before], "0123456789abcdef");
        var events = Enumerable.Range(0, 100).SelectMany(_ => Second(after, ostend)).ToList();

        Assert.Empty(events);
        Assert.Equal(1, after.Open);
    }

    [Fact]
    public void Look_ASourceThatIsNoLongerConfigured_ClosesItsAlert()
    {
        var (ostend, dover) = (Source("ostend"), Source("dover"));
        Pass(60, ostend);
        Pass(63, ostend);
        sources.Remove(dover);

        var closed = Pass(1, ostend).Single();

        Assert.Equal(AlertState.Closed, closed.State);
        Assert.Equal("the source is no longer configured", closed.Evidence.Cause);
    }

    [Theory]
    [InlineData(540, 0)] // nine minutes of traffic: a file that somebody sent
    [InlineData(660, 1)]
    public void Look_APortThatAnybodyMaySendTo_CountsOnceItHasBeenAFeed(int seconds, int expected)
    {
        var port = Source("nmea-tcp", isConfigured: false);
        Pass(seconds, port);

        Assert.Equal(expected, Pass(200).Count);
    }

    [Fact]
    public void Look_ADegradedSource_IsANoticeAfterAMinute()
    {
        var ostend = Source("ostend");
        ostend.Counters.Opened([stage]);

        List<AlertEvent> Run(int seconds) => [.. Enumerable.Range(0, seconds).SelectMany(_ =>
        {
            stage.Drop(DropReason.BadChecksum, 4);
            return Second(alerts, ostend);
        })];
        Assert.Empty(Run(60));
        var notice = Run(60).Single();

        Assert.Equal((Severity.Notice, AlertState.Raised), (notice.Severity, notice.State));
        Assert.Contains("of its messages are bad", notice.Headline, StringComparison.Ordinal);
    }

    private SourceRuntime Source(string id, bool isConfigured = true)
    {
        var parts = new GatewayParts(new ReportIntake(100_000), EventTimeSource.Receipt, null, clock, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };
        var source = new SourceRuntime(new SourceSettings { Id = id, Kind = "nmea-tcp-client" }, parts, open: null) { IsConfigured = isConfigured };
        source.Up("connected");
        sources.Add(source);
        return source;
    }

    /// <summary>Seconds pass in which some of the sources bring a report each.</summary>
    private List<AlertEvent> Pass(int seconds, params SourceRuntime[] heard) => [.. Enumerable.Range(0, seconds).SelectMany(_ => Second(alerts, heard))];

    private IReadOnlyList<AlertEvent> Second(SourceAlerts watch, params SourceRuntime[] heard)
    {
        var now = new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds());
        foreach (var source in heard)
        {
            source.Heard([new AisReport(PositionReport.Create(now, new Mmsi(219_000_606), new GeoPosition(51, 2)), null)]);
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var source in sources)
        {
            source.Look();
        }

        watch.Look(new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        return watch.Drain();
    }
}
