using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Ingest;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>Feeds that nobody configured, over a restart.</summary>
public sealed class FeedMemoryTests : IAsyncLifetime
{
    private const string Hash = "0123456789abcdef";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-feeds-");
    private readonly ManualClock clock = new(Instant.FromUtc(2024, 11, 17, 12));

    private readonly List<FeedMemory> memories = [];

    private string FilePath => Path.Combine(folder.FullName, "test.db.feeds");

    private Instant Now => new(clock.GetUtcNow().ToUnixTimeMilliseconds());

    public async Task DisposeAsync()
    {
        await Task.WhenAll(memories.Select(memory => memory.Written));
        folder.Delete(recursive: true);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Read_OfWhatWasNoted_IsTheSame()
    {
        KnownFeed[] feeds = [new("push:token:\"käpt'n\"", Now.WholeSecond, TimeSpan.FromMinutes(100)), new("nmea-udp", Now.WholeSecond, TimeSpan.FromMinutes(1))];
        var memory = new FeedMemory(FilePath);
        memory.Note(feeds, Now);
        await memory.Written;

        Assert.Equal(feeds, new FeedMemory(FilePath).Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"name":"push:x"}]""")]
    [InlineData("""[{"name":3,"lastMessage":0,"expectedSeconds":60}]""")]
    [InlineData("""[{"name":"push:x","lastMessage":"now","expectedSeconds":60}]""")]
    [InlineData("""[{"name":"push:x","lastMessage":1e300,"expectedSeconds":60}]""")]
    public void Read_OfAFileThatIsNone_IsNobody(string text)
    {
        File.WriteAllText(FilePath, text);

        Assert.Empty(new FeedMemory(FilePath).Read());
    }

    /// <summary>Nobody has called yet, so nothing of the source is known: that is no all-clear.</summary>
    [Fact]
    public async Task Restart_WithAnAlertAboutOneThatPushes_LeavesItOpenUntilItPushesAgain()
    {
        var (gateway, alerts) = Start([], []);
        var push = gateway.AddCalled("push:x", PushSources.Kind);
        push.Up("pushing over HTTP");
        Pass(alerts, gateway, 660, push);
        await memories[0].Written;
        var raised = Assert.Single(Pass(alerts, gateway, 120));

        var open = new[] { raised };
        var (after, alertsAfter) = Start(SourceAlerts.FeedsBefore(new FeedMemory(FilePath).Read(), open, PushSources.IsOne), open);

        Assert.Empty(Pass(alertsAfter, after, 600));
        Assert.Equal(1, alertsAfter.Open);
        var again = after.AddCalled("push:x", PushSources.Kind);
        Assert.Same(again, Assert.Single(after.Sources));
        again.Up("pushing over HTTP");
        Assert.Equal(AlertState.Closed, Assert.Single(Pass(alertsAfter, after, 122, again)).State);
    }

    /// <summary>Also where the memory is lost: the open alert tells who it was.</summary>
    [Fact]
    public void Restart_WithoutTheFile_KnowsTheFeedByItsOpenAlert()
    {
        var (gateway, alerts) = Start([new KnownFeed("push:x", Now, TimeSpan.FromMinutes(1))], []);
        var raised = Assert.Single(Pass(alerts, gateway, 120));

        var (after, alertsAfter) = Start(SourceAlerts.FeedsBefore([], [raised], PushSources.IsOne), [raised]);

        Assert.Empty(Pass(alertsAfter, after, 600));
        Assert.Equal(1, alertsAfter.Open);
    }

    /// <summary>A feed that does not come back is an outage although this run of the service has never heard it.</summary>
    [Theory]
    [InlineData(60, 60, 0)]
    [InlineData(60, 61, 1)]
    [InlineData(6_000, 6_000, 0)] // one that pushes every ten minutes
    [InlineData(6_000, 6_001, 1)]
    public void Restart_WithAFeedThatDoesNotComeBack_IsAnAlertAfterItsOwnSilence(int expected, int seconds, int alerts)
    {
        var (gateway, watch) = Start([new KnownFeed("push:x", Now, TimeSpan.FromSeconds(expected))], []);

        Assert.Equal(alerts, Pass(watch, gateway, seconds).Count);
    }

    [Fact]
    public void Look_AtAFeedThatHasBeenAwayForAWeek_ClosesItsAlertAndForgetsIt()
    {
        var (gateway, alerts) = Start([new KnownFeed("push:x", Now, TimeSpan.FromMinutes(1))], []);
        Assert.Single(Pass(alerts, gateway, 120));

        clock.Advance(SourceAlerts.NoFeedAfter - TimeSpan.FromSeconds(130));
        Assert.Empty(Pass(alerts, gateway, 10));
        var closed = Assert.Single(Pass(alerts, gateway, 100));

        Assert.Equal((AlertState.Closed, "nothing has come for 7 days: it does not count as a feed any more"), (closed.State, closed.Evidence.Cause));
        Assert.Empty(Pass(alerts, gateway, 300));
    }

    private (SourceGateway Gateway, SourceAlerts Alerts) Start(IReadOnlyList<KnownFeed> feeds, IReadOnlyList<AlertEvent> open)
    {
        var parts = new GatewayParts(new ReportIntake(100_000), EventTimeSource.Receipt, null, clock, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };
        var gateway = new SourceGateway(new ServiceSettings(), parts);
        gateway.Remember(feeds, PushSources.Kind, PushSources.IsOne);
        memories.Add(new FeedMemory(FilePath));
        return (gateway, new SourceAlerts(gateway.Sources, open, Hash, feeds, memories[^1]));
    }

    private List<AlertEvent> Pass(SourceAlerts alerts, SourceGateway gateway, int seconds, SourceRuntime? heard = null)
    {
        var events = new List<AlertEvent>();
        for (var second = 0; second < seconds; second++)
        {
            heard?.Heard([new AisReport(PositionReport.Create(Now, new Mmsi(219_000_606), new GeoPosition(51, 2)), null)]);
            clock.Advance(TimeSpan.FromSeconds(1));
            foreach (var source in gateway.Sources)
            {
                source.Look();
            }

            alerts.Look(Now);
            events.AddRange(alerts.Drain());
        }

        return events;
    }
}
