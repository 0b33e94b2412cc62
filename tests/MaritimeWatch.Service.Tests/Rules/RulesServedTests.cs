using System.Text.Json.Nodes;
using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Service.Tests.Gateway;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Rules;

/// <summary>The rules as the running service tells them.</summary>
public sealed class RulesServedTests
{
    [Fact]
    public async Task Rules_OfAServiceWithOwnThresholds_HaveThoseAndWhatIsShipped()
    {
        var own = new DetectionSettings { Loitering = new LoiteringOptions { NoticeAfter = TimeSpan.FromMinutes(15) }, DetectorsOff = ["TR"], ServiceVessels = [244_000_001] };
        await using var service = await RunningService.StartAsync(settings => settings with { Detection = own });

        var answer = await GetAsync(service, "/api/v1/rules");

        Assert.Equal(own.Hash(), Text(answer, "settingsHash"));
        var loitering = Rule(answer, "L1 loitering");
        Assert.Equal(("ALERT_KIND_LOITERING", "1", "Loitering", true), (Text(loitering, "kind"), Text(loitering, "version"), Text(loitering, "title"), loitering["isOn"]!.GetValue<bool>()));
        Assert.StartsWith("Mean implied speed below 2 kn inside the watch tier", Text(loitering, "prose"), StringComparison.Ordinal);
        Assert.Contains("Held back or lowered by: anchorage, port, pilot boarding", Text(loitering, "prose"), StringComparison.Ordinal);

        // The figures are those of LoiteringOptions and SettingRanges.
        var notice = Threshold(loitering, "Loitering:NoticeAfter");
        Assert.Equal(("PT15M", "00:15:00", "15 min", "duration", "PT20M", false), (Text(notice, "value"), Text(notice, "written"), Text(notice, "text"), Text(notice, "unit"), Text(notice, "default"), notice["isDefault"]!.GetValue<bool>()));
        Assert.Equal(("00:05:00 to 02:00:00", "detectors.md C.1", "The sliding window, and the time to a notice"), (Text(notice, "range"), Text(notice, "source"), Text(notice, "name")));
        var speed = Threshold(loitering, "Loitering:MaxMeanSpeedKnots");
        Assert.Equal((2.0, "2 kn", "knots", true), (speed["value"]!.GetValue<double>(), Text(speed, "text"), Text(speed, "unit"), speed["isDefault"]!.GetValue<bool>()));
        Assert.Equal("926 m", Text(Threshold(loitering, "Corridor:WatchMetres"), "text"));

        Assert.Equal((false, "DetectorsOff names it"), (Rule(answer, "TR trawling")["isOn"]!.GetValue<bool>(), Text(Rule(answer, "TR trawling"), "offReason")));
        Assert.False(Rule(answer, "RD off the lanes")["isOn"]!.GetValue<bool>());
        Assert.True(Rule(answer, "RD wrong way")["isOn"]!.GetValue<bool>());
        var ships = answer["shared"]!.AsArray().Single(one => Text(one!, "key") == "ServiceVessels")!;
        Assert.Equal([244_000_001u], ships["value"]!.AsArray().Select(one => one!.GetValue<uint>()));
        Assert.Equal("244000001", Text(ships, "text"));
    }

    [Fact]
    public async Task Rules_NameWhatAnAlertOfTheServiceNames()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(219_000_606));
        var evidence = (await service.EventsAsync(0, 1))[0].Evidence;

        var answer = await GetAsync(service, "/api/v1/rules");

        Assert.Equal(evidence.SettingsHash, Text(answer, "settingsHash"));
        var rule = Rule(answer, evidence.Detector);
        Assert.Equal(("ALERT_KIND_ANCHORED_ON_ASSET", evidence.DetectorVersion), (Text(rule, "kind"), Text(rule, "version")));
        Assert.StartsWith(evidence.Rule, Text(rule, "prose"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_OfALiveService_TellWhatSilenceOfASourceIsOrdinary()
    {
        const string Sources = """[{ "Id": "ostend", "Kind": "nmea-udp", "Port": 0, "ExpectedInterval": "00:02:00" }, { "Id": "dover", "Kind": "nmea-udp", "Port": 0 }]""";
        await using var service = await RunningService.StartAsync(
            settings => settings with { Ingest = settings.Ingest with { EventTime = EventTimeSource.Receipt }, Sources = Configured.Sources(Sources) });

        var answer = await GetAsync(service, "/api/v1/rules");

        var rules = answer["rules"]!.AsArray().Where(rule => Text(rule!, "name") == "H1 feed health").ToList();
        Assert.Equal(["Feed health", "Feed health of a source"], rules.Select(rule => Text(rule!, "title")));
        Assert.Equal(
            [("Sources:dover:ExpectedInterval", "1 min", true), ("Sources:ostend:ExpectedInterval", "2 min", false)],
            rules[1]!["thresholds"]!.AsArray().Select(one => (Text(one!, "key"), Text(one!, "text"), one!["isDefault"]!.GetValue<bool>())));
        Assert.True(rules[1]!["isOn"]!.GetValue<bool>());
    }

    /// <summary>Every threshold there is belongs to a rule or to all of them, so that nobody is left to guess.</summary>
    [Fact]
    public async Task Rules_HaveEveryThresholdThereIs()
    {
        await using var service = await RunningService.StartAsync();

        var answer = await GetAsync(service, "/api/v1/rules");

        var told = answer["rules"]!.AsArray().SelectMany(rule => rule!["thresholds"]!.AsArray()).Concat(answer["shared"]!.AsArray()).ToList();
        Assert.Empty(SettingCatalog.Of(DetectionSettings.Default).Select(setting => setting.Path).Except(told.Select(one => Text(one!, "key"))));
        Assert.All(told, one => Assert.True(one!["isDefault"]!.GetValue<bool>()));
        Assert.All(told, one => Assert.NotEmpty(Text(one!, "name")));
    }

    /// <summary>The page tells the rules in their own words.</summary>
    [Fact]
    public async Task Page_AndRules_AreTheSame()
    {
        var page = await File.ReadAllLinesAsync(SharedData.InRepository("docs/detectors.md"));
        var rows = RuleCatalog.All.Select(rule => $"| {rule.Id} | `{AlertNames.Kind(rule.Kind)["ALERT_KIND_".Length..]}` | {rule.Finds} | {(rule.HeldBackBy.Length == 0 ? "–" : rule.HeldBackBy)} |");

        Assert.Equal(string.Join('\n', rows), string.Join('\n', page.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains(" | `", StringComparison.Ordinal))));
    }

    private static async Task<JsonNode> GetAsync(RunningService service, string path)
    {
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        return JsonNode.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative)))!;
    }

    private static JsonNode Rule(JsonNode answer, string name) => answer["rules"]!.AsArray().First(rule => Text(rule!, "name") == name)!;

    private static JsonNode Threshold(JsonNode rule, string key) => rule["thresholds"]!.AsArray().Single(one => Text(one!, "key") == key)!;

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
