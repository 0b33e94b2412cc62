using System.Net;
using System.Text.Json.Nodes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Desk;
using MaritimeWatch.Service.Tests.Hosting;
using AlertEvent = MaritimeWatch.Domain.Alerts.AlertEvent;
using AlertKind = MaritimeWatch.Domain.Alerts.AlertKind;
using AlertState = MaritimeWatch.Domain.Alerts.AlertState;
using AssetCategory = MaritimeWatch.Domain.Assets.AssetCategory;
using Severity = MaritimeWatch.Domain.Alerts.Severity;
using VesselIdentity = MaritimeWatch.Domain.Alerts.VesselIdentity;

namespace MaritimeWatch.Service.Tests.AlarmRate;

/// <summary>The panel of the shift lead, of a running service: ISA-18.2 and IEC 62682 by windows of ten minutes.</summary>
public sealed class AlarmRateTests
{
    private const string FirstHour = "?from=2024-11-17T00:00:00Z&to=2024-11-17T00:59:59.999Z";

    [Fact]
    public async Task Windows_CountWhatIsRaisedAndWhatGetsWorse_NotWhatIsKeptUp()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(
            At("a", 1, Severity.Warning),
            At("b", 2, Severity.Notice),
            At("c", 3, Severity.Notice),
            At("a", 11, Severity.Warning, AlertState.Maintained, 2),
            At("c", 25, Severity.Alarm, AlertState.Maintained, 2),
            At("a", 26, Severity.Notice, AlertState.Lowered, 3),
            At("c", 27, Severity.Alarm, AlertState.Closed, 3),
            At("late", 60, Severity.Critical));

        var answer = await GetAsync(desk, FirstHour);

        Assert.Equal(
            """[{"start":"2024-11-17T00:00:00Z","notice":2,"warning":1,"alarm":0,"critical":0},{"start":"2024-11-17T00:20:00Z","notice":0,"warning":0,"alarm":1,"critical":0}]""",
            answer["windows"]!.ToJsonString());
        Assert.Equal((600, 0.333, 1), (answer["windowSeconds"]!.GetValue<int>(), answer["perTenMinutesAverage"]!.GetValue<double>(), answer["perTenMinutesMost"]!.GetValue<int>()));
        Assert.Equal("2024-11-17T00:00:00Z", answer["from"]!.GetValue<string>());
        var kind = Assert.Single(answer["byKind"]!.AsArray())!;
        Assert.Equal(
            """{"kind":"ALERT_KIND_LOITERING","raised":3,"alarmsOrCritical":1,"shelved":0,"closed":{"true":0,"nuisance":0,"false":0,"exercise":0,"unknown":0},"stillOpen":2}""", kind.ToJsonString());
    }

    /// <summary>More than ten in a window begin a flood, fewer than five end it (ISA-18.2, EEMUA 191).</summary>
    [Theory]
    [InlineData(new[] { 10, 9, 9 }, "")]
    [InlineData(new[] { 11, 5, 4 }, "00:00 00:20 16")]
    [InlineData(new[] { 11, 4, 11 }, "00:00 00:10 11, 00:20 00:30 11")]
    [InlineData(new[] { 0, 6, 12, 11, 0 }, "00:20 00:40 23")]
    [InlineData(new[] { 0, 0, 0, 0, 0, 12 }, "00:50 01:00 12")]
    public async Task Floods_BeginAboveTenAndEndBelowFive(int[] windows, string expected)
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync([.. windows.SelectMany((count, window) => Enumerable.Range(0, count).Select(number => At($"w{window}-{number}", (window * 10) + 1, Severity.Warning, mmsi: (uint)(219_000_000 + (window * 100) + number))))]);

        var answer = await GetAsync(desk, FirstHour);

        var floods = answer["floods"]!.AsArray().Select(flood => $"{Clock(flood!, "start")} {Clock(flood!, "end")} {flood!["count"]}");
        Assert.Equal(expected, string.Join(", ", floods));
        var inFlood = expected.Length == 0 ? 0 : expected.Split(", ").Sum(flood => (TimeSpan.Parse(flood.Split(' ')[1], null) - TimeSpan.Parse(flood.Split(' ')[0], null)).TotalMinutes / 10);
        Assert.Equal(Math.Round(inFlood / 6, 4), answer["shareOfWindowsInFlood"]!.GetValue<double>());
    }

    [Fact]
    public async Task Chattering_IsThreeCallsOfOneVesselKindAndAssetWithinAMinute()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(
            [.. new[] { 0, 30, 60 }.Select(second => At($"at-{second}", 1, Severity.Warning, mmsi: 219_000_001, second: second)),
             .. new[] { 0, 30, 61 }.Select(second => At($"beyond-{second}", 5, Severity.Warning, mmsi: 219_000_002, second: second)),
             .. new[] { 0, 1, 2 }.Select(second => At($"assets-{second}", 8, Severity.Warning, mmsi: 219_000_003, second: second) with { Asset = new AssetReference($"cable-{second}", "Cable", AssetCategory.PowerCable, null) }),
             .. new[] { 0, 1, 2 }.Select(second => At($"notices-{second}", 9, Severity.Notice, mmsi: 219_000_004, second: second))]);

        var answer = await GetAsync(desk, FirstHour);

        Assert.Equal(
            """[{"key":"219000001 ALERT_KIND_LOITERING","alertId":"at-60","kind":"ALERT_KIND_LOITERING","mmsi":219000001,"assetId":null,"count":3,"within":"PT1M"}]""",
            answer["chattering"]!.ToJsonString());
        Assert.Equal(1, answer["chatteringCount"]!.GetValue<int>());
    }

    /// <summary>Of what somebody has acknowledged, only what is beyond what he knew calls again, and once.</summary>
    [Fact]
    public async Task Calls_OfAnAcknowledgedAlert_AreThoseThatRearmIt()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(At("a", 1, Severity.Alarm));
        await desk.AcknowledgeAsync("a");
        await desk.PublishAsync(At("a", 11, Severity.Warning, AlertState.Lowered, 2), At("a", 21, Severity.Alarm, AlertState.Maintained, 3), At("a", 31, Severity.Critical, AlertState.Maintained, 4));

        var answer = await GetAsync(desk, FirstHour);

        Assert.Equal(["00:00 alarm", "00:30 critical"], Calls(answer));
        Assert.Equal((1, 1), (answer["budget"]!["criticalToday"]!.GetValue<int>(), answer["budget"]!["actionableToday"]!.GetValue<int>()));
        Assert.Equal((5, 20), (answer["budget"]!["mostCritical"]!.GetValue<int>(), answer["budget"]!["mostActionable"]!.GetValue<int>()));
    }

    /// <summary>The clock of a live feed is that of its transitions: the warning escalates after 10 minutes, the acknowledgement times out after an hour.</summary>
    [Fact]
    public async Task Calls_OfALiveFeed_AreAlsoWhatTimeDoes()
    {
        var clock = new ManualClock(Traffic.Epoch);
        await using var desk = await DeskService.StartAsync(settings => settings with { Ingest = settings.Ingest with { EventTime = EventTimeSource.Receipt } }, clock);
        await desk.PublishAsync(At("a", 0, Severity.Warning));
        clock.Advance(TimeSpan.FromMinutes(10));
        await desk.ReachAsync(2);
        clock.Advance(TimeSpan.FromMinutes(2));
        await desk.AcknowledgeAsync("a");
        clock.Advance(TimeSpan.FromMinutes(60));
        await desk.ReachAsync(4);
        await desk.CallAsync<ShelveAlertRequest, ShelveAlertResponse>("ShelveAlert", new ShelveAlertRequest { AlertId = "a", Reason = "survey", Duration = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromHours(1)) });
        clock.Advance(TimeSpan.FromMinutes(60));
        await desk.ReachAsync(6);

        var answer = await GetAsync(desk, "?from=2024-11-17T00:00:00Z&to=2024-11-17T05:59:59.999Z");
        var early = await GetAsync(desk, "?from=2024-11-17T00:05:00Z&to=2024-11-17T00:11:00Z");

        Assert.Equal(["00:00 warning", "00:10 alarm", "01:10 alarm", "02:10 alarm"], Calls(answer));
        Assert.Equal(["00:10 alarm"], Calls(early));

        // Twelve minutes: from the warning to the first acknowledgement. Nobody has acknowledged it since.
        Assert.Equal(720, answer["medianSecondsToAcknowledge"]!.GetValue<double>());
        Assert.Null(early["medianSecondsToAcknowledge"]);
        Assert.Equal("""{"count":1,"oldest":"2024-11-17T00:00:00Z"}""", answer["unacknowledged"]!.ToJsonString());
        Assert.Equal(1, answer["byKind"]![0]!["shelved"]!.GetValue<int>());
    }

    /// <summary>Played traffic is of another day than the clock: what was done about it stands where the log has it.</summary>
    [Fact]
    public async Task Acts_OnPlayedTraffic_StandAtTheEventTimeOfTheLog()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(At("a", 1, Severity.Warning), At("b", 2, Severity.Warning));
        await desk.CallAsync<CloseAlertRequest, CloseAlertResponse>("CloseAlert", new CloseAlertRequest { AlertId = "a", Disposition = Disposition.False });
        await desk.AcknowledgeAsync("b");
        await desk.PublishAsync(At("c", 90, Severity.Warning));
        await desk.CallAsync<CloseAlertRequest, CloseAlertResponse>("CloseAlert", new CloseAlertRequest { AlertId = "c", Disposition = Disposition.True });

        var first = await GetAsync(desk, FirstHour);
        var second = await GetAsync(desk, "?from=2024-11-17T01:00:00Z&to=2024-11-17T02:00:00Z");

        Assert.Equal((1, 0), (Closed(first, "false"), Closed(first, "true")));
        Assert.Equal((0, 1), (Closed(second, "false"), Closed(second, "true")));
        Assert.NotNull(first["medianSecondsToAcknowledge"]);
        Assert.Null(second["medianSecondsToAcknowledge"]);

        static int Closed(JsonNode answer, string disposition) => answer["byKind"]![0]!["closed"]![disposition]!.GetValue<int>();
    }

    [Fact]
    public async Task Answer_WithoutAPeriod_IsTheLastDayOfTheFeed()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(
            [At("old", 0, Severity.Warning), At("notice", 0, Severity.Notice), At("closed", 0, Severity.Warning),
             At("before", 1440, Severity.Warning), .. Enumerable.Range(0, 12).Select(number => At($"now-{number}", 1500 + number, Severity.Alarm, mmsi: (uint)(219_000_000 + (number / 2))))]);
        await desk.CallAsync<CloseAlertRequest, CloseAlertResponse>("CloseAlert", new CloseAlertRequest { AlertId = "closed", Disposition = Disposition.Nuisance });

        var answer = await GetAsync(desk, "");

        // The newest event is of minute 1511: 24 hours before is minute 71; what began with minute 0 is older than a day, and of warning or worse.
        Assert.Equal(("2024-11-17T01:11:00Z", "2024-11-18T01:11:00Z"), (answer["from"]!.GetValue<string>(), answer["to"]!.GetValue<string>()));
        Assert.Equal(13, answer["byKind"]![0]!["raised"]!.GetValue<int>());
        Assert.Equal(
            """[{"alertId":"old","kind":"ALERT_KIND_LOITERING","severity":"SEVERITY_WARNING","since":"2024-11-17T00:00:00Z","vessel":{"mmsi":219000606,"name":"SHIP 606"}}]""", answer["stale"]!.ToJsonString());
        Assert.Equal(
            ["""{"mmsi":219000000,"name":"SHIP 0","raised":2}""", """{"mmsi":219000001,"name":"SHIP 1","raised":2}"""],
            answer["topVessels"]!.AsArray().Take(2).Select(vessel => vessel!.ToJsonString()));
        Assert.Equal(7, answer["topVessels"]!.AsArray().Count);
        Assert.Equal((0, 13), (answer["budget"]!["criticalToday"]!.GetValue<int>(), answer["budget"]!["actionableToday"]!.GetValue<int>()));
    }

    /// <summary>Nobody goes back a month for what has ended; what holds is never forgotten.</summary>
    [Fact]
    public async Task Unacknowledged_IsWhatHolds_AndWhatEndedUnseenWithinAMonth()
    {
        const int Month = 31 * 1440;
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(
            At("ended before", 0, Severity.Warning), At("ended before", 1, Severity.Warning, AlertState.Closed, 2), At("holds", 2, Severity.Warning), At("notice", 3, Severity.Notice),
            At("ended", 10, Severity.Warning), At("ended", 11, Severity.Warning, AlertState.Closed, 2), At("now", 10 + Month, Severity.Notice));

        var answer = await GetAsync(desk, "");

        Assert.Equal("""{"count":2,"oldest":"2024-11-17T00:02:00Z"}""", answer["unacknowledged"]!.ToJsonString());
    }

    [Theory]
    [InlineData("?from=2024-11-18T00:00:00Z&to=2024-11-17T00:00:00Z", "from, 2024-11-18T00:00:00Z, is not before to")]
    [InlineData("?from=2024-10-01T00:00:00Z&to=2024-11-17T00:00:00Z", "to is more than 31 days after from")]
    [InlineData("?from=yesterday", "from is no time such as")]
    [InlineData("?since=2024-11-17T00:00:00Z", "the parameters are from, to")]
    public async Task Answer_ToWhatIsNoPeriod_IsRefused(string query, string problem)
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };

        var answer = await http.GetAsync(new Uri($"/api/v1/alarm-rate{query}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(problem, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static AlertEvent At(string id, int minute, Severity severity, AlertState state = AlertState.Raised, int revision = 1, uint mmsi = 219_000_606, int second = 0)
    {
        var time = Traffic.Epoch + TimeSpan.FromMinutes(minute) + TimeSpan.FromSeconds(second);
        return DeskService.Alert(id, revision, state, severity) with
        {
            Since = state == AlertState.Raised ? time : Traffic.Epoch, EventTime = time, Kind = AlertKind.Loitering, Vessel = new VesselIdentity(new Mmsi(mmsi), $"SHIP {mmsi % 1000}", null, null, null, null),
        };
    }

    private static IEnumerable<string> Calls(JsonNode answer) => answer["windows"]!.AsArray().SelectMany(window =>
        new[] { "warning", "alarm", "critical" }.Where(severity => window![severity]!.GetValue<int>() > 0).Select(severity => $"{Clock(window!, "start")} {severity}"));

    private static string Clock(JsonNode node, string name) => node[name]!.GetValue<string>()[11..16];

    private static async Task<JsonNode> GetAsync(DeskService desk, string query)
    {
        using var http = new HttpClient { BaseAddress = desk.Service.Host.HttpAddress };
        return JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/v1/alarm-rate{query}", UriKind.Relative)))!;
    }
}
