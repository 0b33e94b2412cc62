using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Tests.Queries;

namespace MaritimeWatch.Service.Tests.Formats;

/// <summary>The same question over gRPC, HTTP and the command line, in every format, read back as others would.</summary>
public sealed class AnswerFormatsTests(AnalysedService service) : IClassFixture<AnalysedService>
{
    private const string From = "2024-11-17T20:00:00Z";
    private const string To = "2024-11-18T10:00:00Z";

    [Theory]
    [InlineData("csv")]
    [InlineData("geojson")]
    [InlineData("mfjson")]
    [InlineData("kml")]
    public async Task Track_InEachFormat_HasThePointsOfTheAnswer(string format)
    {
        var track = await service.CallAsync<ReadTrackRequest, ReadTrackResponse>(new ReadTrackRequest { Vessel = "ADAMANT", SimplifyMetres = 20 });
        var overHttp = await service.GetAsync($"/api/v1/track?vessel=ADAMANT&simplifyMetres=20&f={format}");
        var onCommand = await service.RunAsync("tracks", "--vessel", "ADAMANT", "--simplify", "20", "--format", format);
        var onStore = await service.RunOnStoreAsync("tracks", "--vessel", "ADAMANT", "--simplify", "20", "--format", format);

        var read = format switch { "csv" => AnswerReading.OfCsv(overHttp), "geojson" => AnswerReading.OfGeoJson(overHttp), "mfjson" => AnswerReading.OfMfJson(overHttp), _ => AnswerReading.OfKml(overHttp) };
        var digits = format == "csv" ? 6 : 7;
        Assert.True(track.Points.Count > 50 && track.Points.Any(point => point.AfterGap));
        Assert.Equal(track.Points.Select(point => (WireTime.ToDomain(point.Time), Math.Round(point.Position.Latitude, digits), Math.Round(point.Position.Longitude, digits))), read);
        Assert.Equal(overHttp, onCommand);
        Assert.Equal(overHttp, onStore);
    }

    [Fact]
    public async Task Track_AsNmea_IsTheReportsThatWereHeard()
    {
        foreach (var ship in new[] { AnalysedService.First, AnalysedService.First + 3 })
        {
            var reports = AnswerReading.OfNmea(await service.Http.GetByteArrayAsync($"/api/v1/track?vessel={ship}&f=nmea"), out _);

            Assert.Equal(service.Fixes[ship], reports.Where(report => report.Dynamic.HasPosition).Select(report => report.Dynamic));
            Assert.Contains(ship == AnalysedService.First ? "ADA" : "BERTA", reports.Select(report => report.Static?.Name));
        }
    }

    [Fact]
    public async Task Track_ResampledAsNmea_MarksWhatNobodySent()
    {
        var track = await service.CallAsync<ReadTrackRequest, ReadTrackResponse>(new ReadTrackRequest { Vessel = "ADAMANT", ResampleSeconds = 30 });
        var reports = AnswerReading.OfNmea(await service.Http.GetByteArrayAsync("/api/v1/track?vessel=ADAMANT&resampleSeconds=30&f=nmea"), out var seconds);

        var positions = reports.Zip(seconds).Where(report => report.First.Dynamic.HasPosition).ToList();
        Assert.Equal(track.Points.Select(point => WireTime.ToDomain(point.Time)), positions.Select(report => report.First.Dynamic.Time));
        Assert.Equal(track.Points.Select(point => point.Interpolated), positions.Select(report => report.Second is not (>= 0 and < 60)));
        Assert.Contains(track.Points, point => point.Interpolated);
        Assert.Contains(track.Points, point => !point.Interpolated);
    }

    public static TheoryData<string, string, string[]> Questions => new()
    {
        { "visits", $"circle=11.05,55,3000&from={From}&to={To}", ["visits", "--circle", "11.05,55,3000", "--from", From, "--to", To] },
        { "visits", $"bbox=11.02,54.98,11.09,55.03&from={From}&to={To}", ["visits", "--bbox", "11.02,54.98,11.09,55.03", "--from", From, "--to", To] },
        { "visits", $"polygon=11,54.9,11.2,54.9,11.1,55.1&from={From}&to={To}", ["visits", "--polygon", "11,54.9,11.2,54.9,11.1,55.1", "--from", From, "--to", To] },
        { "visits", $"assetId=c-line&withinMetres=900&from={From}&to={To}", ["visits", "--asset", "c-line", "--within", "900", "--from", From, "--to", To] },
        { "crossings", $"assetId=c-line&from={From}&to={To}", ["crossings", "--asset", "c-line", "--from", From, "--to", To] },
        { "positions", "time=2024-11-18T02:00:00Z&maxAgeSeconds=20000", ["at", "--time", "2024-11-18T02:00:00Z", "--max-age", "20000"] },
        { "encounters", $"bbox=12,55,13,56&from={From}&to={To}", ["encounters", "--bbox", "12,55,13,56", "--from", From, "--to", To] },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task List_OverEachWay_IsTheSame(string path, string query, string[] command)
    {
        var chart = Path.Combine(Path.GetDirectoryName(service.Service.Host.Store.Path)!, $"{Guid.NewGuid():N}.geojson");
        await File.WriteAllTextAsync(chart, ChartText());
        var overGrpc = await OverGrpcAsync(path);
        var overHttp = JsonNode.Parse(await service.GetAsync($"/api/v1/{path}?{query}&pageSize=1000"))![path == "positions" ? "vessels" : path]!.AsArray().Select(Plain).ToList();
        var onCommand = Lines(await service.RunAsync(["tracks", .. command, "--format", "json"]));
        var onStore = Lines(await service.RunOnStoreAsync(["tracks", .. command, "--format", "json", "--assets", chart]));
        var asCsv = await service.RunAsync(["tracks", .. command, "--format", "csv"]);

        Assert.NotEmpty(overHttp);
        Assert.Equal(overGrpc ?? overHttp, overHttp);
        Assert.Equal(overHttp, onCommand);
        Assert.Equal(overHttp, onStore);
        Assert.Equal(overHttp.Count, AnswerReading.Csv(asCsv).Count);
        Assert.Equal(asCsv, await service.GetAsync($"/api/v1/{path}?{query}&pageSize=1000&f=csv"));
        var onMap = await service.GetAsync($"/api/v1/{path}?{query}&pageSize=1000&f=geojson");
        var features = JsonNode.Parse(onMap)!["features"]!.AsArray();
        Assert.Equal(overHttp.Count, features.Count);
        Assert.Equal(path == "visits" && !query.StartsWith("asset", StringComparison.Ordinal), features.Select(feature => GeometryReading.OfGeoJson(feature!["geometry"]!).Type).Any(type => type != "Point"));
        Assert.Equal(onMap, await service.RunAsync(["tracks", .. command, "--format", "geojson"]));
        Assert.Equal(overHttp.Count, XDocument.Parse(await service.GetAsync($"/api/v1/{path}?{query}&pageSize=1000&f=kml")).Descendants(AnswerReading.Kml + "Placemark").Count());

        // A table for people: a heading and a line each.
        Assert.Equal(overHttp.Count + 1, Lines(await service.RunAsync(["tracks", .. command]), isJson: false).Count);

        async Task<List<string>?> OverGrpcAsync(string question) => question switch
        {
            "crossings" => Texts((await service.CallAsync<ListCrossingsRequest, ListCrossingsResponse>(new() { AssetId = "c-line", From = AnalysedService.At(0), To = AnalysedService.At(14), PageSize = 1_000 })).Crossings),
            "positions" => Texts((await service.CallAsync<ListPositionsRequest, ListPositionsResponse>(new() { Time = AnalysedService.At(6), MaxAgeSeconds = 20_000, PageSize = 1_000 })).Vessels),
            "encounters" => Texts((await service.CallAsync<ListEncountersRequest, ListEncountersResponse>(new() { Area = new AreaFilter { West = 12, South = 55, East = 13, North = 56 }, From = AnalysedService.At(0), To = AnalysedService.At(14) })).Encounters),
            _ when query.StartsWith("asset", StringComparison.Ordinal) => Texts((await service.CallAsync<ListVisitsRequest, ListVisitsResponse>(new() { AssetId = "c-line", WithinMetres = 900, From = AnalysedService.At(0), To = AnalysedService.At(14) })).Visits),
            _ => null,
        };
    }

    [Fact]
    public async Task Statistics_OverEachWay_AreTheSame()
    {
        var overGrpc = await service.CallAsync<GetTrafficStatisticsRequest, GetTrafficStatisticsResponse>(new() { From = AnalysedService.At(0), To = AnalysedService.At(14) });
        var overHttp = await service.GetAsync($"/api/v1/statistics?from={From}&to={To}");
        var csv = await service.RunAsync("tracks", "statistics", "--from", From, "--to", To, "--format", "csv");

        Assert.Equal(Representation.Formatter.Format(overGrpc), overHttp);
        Assert.Equal(service.Fixes.Values.Sum(fixes => fixes.Count), overGrpc.PositionCount);
        Assert.Equal($"{overGrpc.PositionCount}", AnswerReading.Csv(csv)[0]["positions"]);
        Assert.Equal(csv, await service.GetAsync($"/api/v1/statistics?from={From}&to={To}&f=csv"));
    }

    /// <summary>Whatever leaves says what may be done with it, and the audit log who has it; nothing of it left before.</summary>
    [Theory]
    [InlineData("track?vessel=ADAMANT", "geojson")]
    [InlineData("track?vessel=ADAMANT", "csv")]
    [InlineData("track?vessel=ADAMANT", "kml")]
    [InlineData("track?vessel=ADAMANT", "mfjson")]
    [InlineData("track?vessel=ADAMANT", "nmea")]
    [InlineData("track?vessel=ADAMANT", "json")]
    [InlineData("visits?circle=11.05,55,3000&from=2024-11-17T20:00:00Z&to=2024-11-18T10:00:00Z", "csv")]
    [InlineData("encounters?bbox=12,55,13,56&from=2024-11-17T20:00:00Z&to=2024-11-18T10:00:00Z", "kml")]
    [InlineData("vessels/219000002/track?maxPoints=100", "geo")]
    [InlineData("vessels/219000002/plot?from=2024-11-17T20:00:00Z", "svg")]
    [InlineData("tracks?bbox=11,54,12,56&from=2024-11-17T20:00:00Z&to=2024-11-17T21:00:00Z", "geo")]
    public async Task Export_OfTracks_IsLabelledAndInTheAuditLog(string question, string format)
    {
        var path = $"/api/v1/{question}{format switch { "svg" => "", "geo" => "&format=geojson", _ => $"&f={format}" }}";
        var body = await service.Http.GetByteArrayAsync(path);
        Assert.Contains("TLP:AMBER", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.All(format == "csv" ? AnswerReading.Csv(Encoding.UTF8.GetString(body)) : [], row => Assert.Equal("TLP:AMBER", row["tlp"]));

        var entry = service.Service.Host.Store.Audit.List(new Storage.Audit.AuditFilter { Action = "tracks.export", Subject = path }, long.MaxValue, 1).Entries.FirstOrDefault();
        Assert.Equal(format == "json", entry is null);
        if (entry is not null && !question.StartsWith("tracks", StringComparison.Ordinal))
        {
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body)), JsonNode.Parse(entry.Record.Detail)!["sha256"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Label_OfWhatIsReadFromAStore_IsTheOneThatIsGiven()
    {
        var store = service.Service.Host.Store.Path;
        var red = await Replay.CommandRun.ProcessAsync(["tracks", "--vessel", "ADAMANT", "--format", "csv", "--store", store, "--tlp", "AMBER+STRICT"]);
        var none = await Replay.CommandRun.ProcessAsync(["tracks", "--vessel", "ADAMANT", "--store", store, "--tlp", "PINK"]);
        var served = await Replay.CommandRun.ProcessAsync(["vessels", "--server", service.Service.Host.GrpcAddress.ToString(), "--tlp", "RED"]);

        Assert.All(AnswerReading.Csv(Encoding.UTF8.GetString(red.Output)), row => Assert.Equal("TLP:AMBER+STRICT", row["tlp"]));
        Assert.Equal((0, 2, 2), (red.Exit, none.Exit, served.Exit));
        Assert.Contains("a service marks what it gives", served.Error, StringComparison.Ordinal);
    }

    /// <summary>A store that a service has served from has its chart.</summary>
    [Fact]
    public async Task Questions_OfAStoreAlone_AreAnsweredByItsChart()
    {
        string[] crossings = ["tracks", "crossings", "--asset", AnalysedService.Cable, "--from", From, "--to", To, "--format", "csv"];
        string[] plot = ["tracks", "plot", "--mmsi", $"{AnalysedService.First}", "--from", From, "--to", To, "--asset", AnalysedService.Cable];
        var bare = Path.Combine(Path.GetDirectoryName(service.Service.Host.Store.Path)!, $"{Guid.NewGuid():N}.db");
        Storage.SqliteStore.Open(bare, new Storage.SqliteStoreOptions()).Dispose();
        var without = await Replay.CommandRun.ProcessAsync([.. crossings, "--store", bare]);
        var undrawn = await Replay.CommandRun.ProcessAsync([.. plot, "--store", bare]);
        var met = await Replay.CommandRun.ProcessAsync(["tracks", "encounters", "--bbox", "12,55,13,56", "--from", From, "--to", To, "--store", bare]);

        Assert.Equal(await service.RunAsync(crossings), await service.RunOnStoreAsync(crossings));
        Assert.Contains("Distance to Line", Encoding.UTF8.GetString((await Replay.CommandRun.ProcessAsync([.. plot, "--store", service.Service.Host.Store.Path])).Output), StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), (without.Exit, undrawn.Exit, met.Exit));
        Assert.Contains("holds no chart", without.Error, StringComparison.Ordinal);
        Assert.Contains("--assets", undrawn.Error, StringComparison.Ordinal);
        Assert.Contains("no anchorage and no port is charted", met.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OverHttp_LeadsToTheNext_InEveryFormat()
    {
        foreach (var format in new[] { "json", "csv", "geojson", "kml" })
        {
            var path = $"/api/v1/crossings?assetId=c-line&from={From}&to={To}&pageSize=7&f={format}";
            var pages = 0;
            while (path.Length > 0 && pages < 100)
            {
                var answer = await service.Http.GetAsync(path);
                Assert.Equal(200, (int)answer.StatusCode);
                pages++;
                path = answer.Headers.TryGetValues("Link", out var link) ? link.Single()[1..link.Single().IndexOf('>', StringComparison.Ordinal)] : "";
            }

            var all = await service.CallAsync<ListCrossingsRequest, ListCrossingsResponse>(new() { AssetId = "c-line", From = AnalysedService.At(0), To = AnalysedService.At(14), PageSize = 1_000 });
            Assert.Equal((all.Crossings.Count + 6) / 7, pages);
        }
    }

    /// <summary>Names are a stranger's: no format lets one out of its place.</summary>
    [Fact]
    public async Task HostileName_InEveryFormat_StaysText()
    {
        var question = "/api/v1/positions?time=2024-11-18T02:00:00Z&maxAgeSeconds=20000&f=";
        var mmsi = $"{AnalysedService.Hostile}";

        var row = AnswerReading.Csv(await service.GetAsync(question + "csv")).Single(row => row["mmsi"] == mmsi);
        Assert.Equal("\u00A0=HYP(\"x\")<b>&' ,;", row["name"]);
        Assert.Equal("\u00A0@SUM", row["callSign"]);
        Assert.DoesNotContain("\n=", await service.GetAsync(question + "csv"), StringComparison.Ordinal);

        var kml = XDocument.Parse(await service.GetAsync(question + "kml"));
        Assert.Contains(kml.Descendants(AnswerReading.Kml + "name"), name => name.Value == $"=HYP(\"x\")<b>&'?,;? ({mmsi})");
        foreach (var format in new[] { "json", "geojson", "mfjson" })
        {
            var text = await service.GetAsync(question + format);
            Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\u0007', text);
            Assert.Contains(AnalysedService.HostileName, Strings(JsonNode.Parse(text)!));
        }

        var nmea = Encoding.ASCII.GetString(await service.Http.GetByteArrayAsync(question + "nmea"));
        var label = nmea.IndexOf('\n') + 1;
        Assert.Matches(@"^\\s:journal,c:\d+\*[0-9A-F]{2}\\\$PMWJ,TLP,TLP:AMBER\*[0-9A-F]{2}\n$", nmea[..label]);
        Assert.All(nmea[label..].Split("\r\n", StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(@"^\\[^\\]*\\![A-Z]{2}VDM,[0-9,AB]*,[0-9:;<=>?@A-W`a-w]*,[0-5]\*[0-9A-F]{2}$", line));
        var table = await service.RunAsync("tracks", "at", "--time", "2024-11-18T02:00:00Z", "--max-age", "20000");
        Assert.DoesNotContain('\u0007', table);
        Assert.DoesNotContain('\u202E', table);
    }

    [Fact]
    public async Task Format_ThatTheAnswerHasNoRoomFor_IsRefused()
    {
        var byName = await service.Http.GetAsync($"/api/v1/visits?bbox=11,54,12,56&from={From}&to={To}&f=nmea");
        using var asking = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/visits?bbox=11,54,12,56&from={From}&to={To}");
        asking.Headers.TryAddWithoutValidation("Accept", "application/vnd.ogc.mf+json");
        using var csv = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/visits?bbox=11,54,12,56&from={From}&to={To}");
        csv.Headers.TryAddWithoutValidation("Accept", "text/csv, application/json;q=0.5");

        Assert.Equal(400, (int)byName.StatusCode);
        Assert.Contains("f must be one of json, geojson, csv, kml", await byName.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(406, (int)(await service.Http.SendAsync(asking)).StatusCode);
        Assert.Equal("text/csv", (await service.Http.SendAsync(csv)).Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("polygon", "11,54,12,54,12")]
    [InlineData("polygon", "a,54,12,54,12,55")]
    [InlineData("circle", "11,54")]
    [InlineData("circle", "11,54,x")]
    [InlineData("bbox", "1,2,3")]
    [InlineData("withinMetres", "far")]
    [InlineData("nonsense", "1")]
    public async Task Parameter_ThatIsNone_IsRefusedByItsName(string name, string value)
    {
        var answer = await service.Http.GetAsync($"/api/v1/visits?from={From}&to={To}&{name}={value}");

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(name, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tracks_OnTheCommandLine_SayWhatIsWrong()
    {
        var ambiguous = await Replay.CommandRun.ProcessAsync(["tracks", "--vessel", "AD", "--store", service.Service.Host.Store.Path]);
        var nobody = await Replay.CommandRun.ProcessAsync(["tracks", "--store", service.Service.Host.Store.Path]);
        var both = await Replay.CommandRun.ProcessAsync(["tracks", "--vessel", "AD", "--mmsi", "1", "--store", service.Service.Host.Store.Path]);
        var shape = await Replay.CommandRun.ProcessAsync(["tracks", "visits", "--bbox", "1,2", "--store", service.Service.Host.Store.Path]);

        Assert.Equal((2, 2, 2, 2), (ambiguous.Exit, nobody.Exit, both.Exit, shape.Exit));
        Assert.Contains("219000002 ADAMANT, IMO 9224984, OXAB2", ambiguous.Error, StringComparison.Ordinal);
        Assert.Contains("--mmsi or --vessel", nobody.Error, StringComparison.Ordinal);
        Assert.Contains("west,south,east,north", shape.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_ToAFile_IsTheAnswer()
    {
        var file = Path.Combine(Path.GetDirectoryName(service.Service.Host.Store.Path)!, $"{Guid.NewGuid():N}.kml");
        var run = await service.RunAsync("tracks", "--vessel", "ADAMANT", "--simplify", "20", "--format", "kml", "--output", file);

        Assert.Equal("", run);
        Assert.Equal(await service.GetAsync("/api/v1/track?vessel=ADAMANT&simplifyMetres=20&f=kml"), await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Vessels_InEachFormat_AreThoseOfTheList()
    {
        var list = await service.CallAsync<ListVesselsRequest, ListVesselsResponse>(new() { PageSize = 1_000 });
        var csv = AnswerReading.Csv(await service.RunAsync("vessels", "--format", "csv"));

        Assert.Equal(list.Vessels.Select(vessel => new Mmsi(vessel.Mmsi).ToString()), csv.Select(row => row["mmsi"]));
        Assert.Equal("\u00A0+1", csv.Single(row => row["mmsi"] == $"{AnalysedService.Hostile}")["destination"]);
        Assert.Equal(list.Vessels.Count, XDocument.Parse(await service.RunAsync("vessels", "--format", "kml")).Descendants(AnswerReading.Kml + "Point").Count());
        Assert.Equal(list.Vessels.Count, JsonNode.Parse(await service.RunAsync("vessels", "--format", "geojson"))!["features"]!.AsArray().Count);
        Assert.Equal(Texts(list.Vessels), Lines(await service.RunAsync("vessels", "--format", "json")));
    }

    private static List<string> Texts(IEnumerable<Google.Protobuf.IMessage> messages) => [.. messages.Select(message => Plain(JsonNode.Parse(Representation.Formatter.Format(message))))];

    /// <summary>The lines, each with its label, and without it.</summary>
    private static List<string> Lines(string text, bool isJson = true) => [.. text.TrimEnd('\n').Split('\n').Select(line => isJson ? Plain(Bare(JsonNode.Parse(line)!.AsObject())) : line)];

    private static JsonObject Bare(JsonObject line)
    {
        Assert.Equal("TLP:AMBER", line["tlp"]!.GetValue<string>());
        line.Remove("tlp");
        return line;
    }

    private static string Plain(JsonNode? node) => node!.ToJsonString();

    private static IEnumerable<string> Strings(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Value is null ? [] : Strings(member.Value)),
        JsonArray items => items.SelectMany(item => item is null ? [] : Strings(item)),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private static string ChartText()
    {
        var features = AnalysedService.Chart.Assets.Where(asset => !asset.IsArea).Select(asset => (JsonNode)new JsonObject
        {
            ["type"] = "Feature",
            ["geometry"] = new JsonObject { ["type"] = "LineString", ["coordinates"] = new JsonArray([.. asset.Parts[0].Select(at => (JsonNode)new JsonArray(at.Longitude, at.Latitude))]) },
            ["properties"] = new JsonObject { ["id"] = asset.Id, ["name"] = asset.Name, ["category"] = "telecom_cable", ["status"] = "retired", ["positionalSigmaMetres"] = asset.PositionalSigmaMetres },
        });
        return new JsonObject { ["type"] = "FeatureCollection", ["features"] = new JsonArray([.. features]) }.ToJsonString();
    }
}
