using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Consoles;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Consoles;

/// <summary>What a console hears at its start.</summary>
public sealed class ConsoleApiTests
{
    [Fact]
    public async Task Console_OfALiveService_IsToldItsLimits()
    {
        var clock = new ManualClock(Traffic.Epoch);
        await using var service = await RunningService.StartAsync(
            settings => settings with
            {
                Ingest = settings.Ingest with { EventTime = EventTimeSource.Receipt },
                Console = new ConsoleSettings { Station = "Zeebrugge Coast Guard" },
                Access = settings.Access with { Data = new ServedDataSettings { Marking = Tlp.AmberStrict, Sectors = ["north", "south"] } },
                Store = settings.Store with { Retention = new RetentionSettings { EveryPosition = TimeSpan.FromDays(2), OneAMinute = TimeSpan.FromDays(3), OneInTenMinutes = TimeSpan.FromDays(4) } },
            },
            clock: clock);

        var told = await AskAsync(service);

        Assert.Equal($"{Traffic.Epoch}", (string?)told["time"]);
        Assert.Equal($"{Traffic.Epoch}", (string?)told["started"]);
        Assert.Equal("Zeebrugge Coast Guard", (string?)told["station"]);
        Assert.True(told.ContainsKey("eventTime"));
        Assert.Null(told["eventTime"]);
        Assert.Equal("0.1.0", (string?)told["version"]);
        Assert.Equal((false, null), ((bool)told["exercise"]!, (string?)told["exerciseBecause"]));
        Assert.Equal("TLP:AMBER+STRICT", (string?)told["marking"]);
        Assert.Equal("""["north","south"]""", told["sectors"]!.ToJsonString());
        Assert.True((bool)told["isOpen"]!);
        Assert.Null(told["notReadyBecause"]);
        Assert.Equal("""{"acknowledgeTimeoutSeconds":3600,"escalateAfterSeconds":600,"mostShelveSeconds":28800}""", told["desk"]!.ToJsonString());
        Assert.Equal("""{"trackSeconds":345600}""", told["retention"]!.ToJsonString());
    }

    [Fact]
    public async Task Console_OfPlayedTraffic_IsToldTheTimeOfTheTraffic_AndThatItIsAnExercise()
    {
        await using var service = await RunningService.StartAsync();
        service.Host.Feed.EventTime = Traffic.Epoch + TimeSpan.FromMilliseconds(1_500);

        var told = await AskAsync(service);

        Assert.Equal("2024-11-17T00:00:01.500Z", (string?)told["eventTime"]);
        Assert.Equal((true, "REPLAYED"), ((bool)told["exercise"]!, (string?)told["exerciseBecause"]));
        Assert.Equal("""{"trackSeconds":null}""", told["retention"]!.ToJsonString());
    }

    [Theory]
    [InlineData(false, EventTimeSource.Receipt, null)]
    [InlineData(false, EventTimeSource.TagBlock, "REPLAYED")]
    [InlineData(true, EventTimeSource.Receipt, "CONFIGURED")]
    [InlineData(true, EventTimeSource.TagBlock, "CONFIGURED")]
    public void ExerciseBecause_OfConfigurationOrPlayedTraffic(bool isConfigured, object eventTime, string? expected) => Assert.Equal(
        expected,
        ConsoleApi.ExerciseBecause(new ServiceSettings { Access = new AccessSettings { Data = new ServedDataSettings { Exercise = isConfigured } }, Ingest = new IngestSettings { EventTime = (EventTimeSource)eventTime } }));

    [Theory]
    [InlineData(null, 4)]
    [InlineData("http://127.0.0.1:8086", 2)]
    public void TracksKept_AreThoseThatCanBeAskedFor(string? influx, int days) => Assert.Equal(
        TimeSpan.FromDays(days),
        ConsoleApi.TracksKept(new StoreSettings
        {
            Retention = new RetentionSettings { EveryPosition = TimeSpan.FromDays(2), OneAMinute = TimeSpan.FromDays(3), OneInTenMinutes = TimeSpan.FromDays(4) },
            Influx = new InfluxSettings { Url = influx },
        }));

    private static async Task<JsonObject> AskAsync(RunningService service)
    {
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        return (await http.GetFromJsonAsync<JsonObject>("/api/v1/console"))!;
    }
}
