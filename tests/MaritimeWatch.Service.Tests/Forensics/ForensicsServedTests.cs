using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Tests.Queries;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Tests.Forensics;

/// <summary>Suspects and plots as a running service and the command line give them.</summary>
public sealed class ForensicsServedTests(QueriedService service) : IClassFixture<QueriedService>
{
    private const string Suspects = "/api/v1/assets/b-link/suspects";
    private const string Question = "?at=2024-11-17T01:39:00Z&withinMetres=20000";
    private const string Plot = "/api/v1/vessels/414000001/plot?from=2024-11-17T00:00:00Z&to=2024-11-17T02:00:00Z";

    [Fact]
    public async Task RankSuspects_OverGrpcAndHttp_IsTheSame()
    {
        var request = new RankSuspectsRequest { AssetId = "b-link", At = WireTime.ToProto(QueriedService.Epoch + TimeSpan.FromMinutes(99)), WithinMetres = 20_000 };
        var method = new GrpcMethod<RankSuspectsRequest, RankSuspectsResponse>(ForensicsServiceReflection.Descriptor.Services[0], "RankSuspects");
        var answer = await service.Service.Client.CallAsync(method, request);
        var (status, type, body, _) = await service.HttpAsync("GET", Suspects + Question);

        Assert.Equal((200, "application/json"), (status, type));
        Assert.Equal(JsonNode.Parse(Google.Protobuf.JsonFormatter.Default.Format(answer))!.ToJsonString(), body.ToJsonString());
        var one = answer.Suspects.Single(suspect => suspect.Vessel.Mmsi == QueriedService.Ada);
        Assert.Equal(SuspectPresence.Neared, one.Presence);
        Assert.Equal("ADA", one.Vessel.Name);
        Assert.Equal(["a", "b"], one.AlertIds);
        Assert.Equal(4, one.Terms.Single(term => term.Name == "alerts").Points);
        Assert.Contains(one.Reasons, reason => reason.StartsWith("Alerts about her about that time: ", StringComparison.Ordinal));
        Assert.Equal(8, one.Terms.Count);
        Assert.Equal("TLP:AMBER", answer.Tlp);
        Assert.Equal(one.Score, one.Terms.Sum(term => term.Points), 0.05);
        Assert.Contains("correlation is not attribution", answer.Wording, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/assets/none/suspects?at=2024-11-17T01:39:00Z", 404, "ASSET_NOT_FOUND")]
    [InlineData("/api/v1/assets/b-link/suspects", 400, "INVALID_ARGUMENT")]
    [InlineData("/api/v1/assets/b-link/suspects?at=yesterday", 400, "INVALID_ARGUMENT")]
    [InlineData("/api/v1/assets/b-link/suspects?at=2024-11-17T01:39:00Z&withinMetres=5", 400, "INVALID_ARGUMENT")]
    [InlineData("/api/v1/assets/b-link/suspects?at=2024-11-17T01:39:00Z&withinMetres=NaN", 400, "INVALID_ARGUMENT")]
    [InlineData("/api/v1/assets/b-link/suspects?at=2024-11-17T01:39:00Z&fromKm=900&toKm=1000", 400, "INVALID_ARGUMENT")]
    [InlineData("/api/v1/assets/c-area/suspects?at=2024-11-17T01:39:00Z&fromKm=1&toKm=2", 400, "INVALID_ARGUMENT")]
    [InlineData("/api/v1/assets/b-link/suspects?at=2024-11-17T01:39:00Z&plusMinusSeconds=86401", 400, "INVALID_ARGUMENT")]
    [InlineData("/api/v1/assets/b-link/suspects?at=2024-11-17T01:39:00Z&misspelt=1", 400, "UNKNOWN_PARAMETER")]
    [InlineData("/api/v1/assets/b-link/suspects/report?at=2024-11-17T01:39:00Z&tlp=PINK", 400, "INVALID_ARGUMENT")]
    [InlineData("/api/v1/vessels/1/plot?from=2024-11-17T00:00:00Z&to=2024-11-17T01:00:00Z", 404, "NO_POSITIONS")]
    [InlineData("/api/v1/vessels/219000606/plot?asset=none&from=2024-11-17T00:00:00Z&to=2024-11-17T01:00:00Z", 404, "ASSET_NOT_FOUND")]
    [InlineData("/api/v1/vessels/219000606/plot?alert=none", 404, "ALERT_NOT_FOUND")]
    [InlineData("/api/v1/vessels/219000606/plot?from=2024-11-17T02:00:00Z&to=2024-11-17T01:00:00Z", 400, "INVALID_ARGUMENT")]
    [InlineData("/api/v1/vessels/219000606/plot?event=noon", 400, "INVALID_ARGUMENT")]
    [InlineData("/api/v1/vessels/ship/plot", 400, "INVALID_ARGUMENT")]
    public async Task Get_WhatIsWrong_IsRefusedWithItsReason(string path, int status, string reason)
    {
        var (answered, type, body, _) = await service.HttpAsync("GET", path);

        Assert.Equal((status, "application/problem+json", reason), (answered, type, body["reason"]?.GetValue<string>() ?? body["code"]?.GetValue<string>()));
    }

    [Fact]
    public async Task Report_OfAService_IsAPageUnderAStrictPolicy()
    {
        using var answer = await service.Http.GetAsync(new Uri(Suspects + "/report" + Question + "&tlp=RED", UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains(">TLP:RED</span>", page, StringComparison.Ordinal);
        Assert.Contains("ADA", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report", "page", "RED")]
    [InlineData("evidence", "bundle", "AMBER+STRICT")]
    public async Task Export_OverHttp_IsInTheAuditLogWithLabelAndHashOfWhatLeft(string path, string form, string label)
    {
        var given = await service.Http.GetByteArrayAsync(new Uri($"{Suspects}/{path}{Question}&tlp={Uri.EscapeDataString(label)}", UriKind.Relative));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(given));

        var entry = Assert.Single(service.Service.Host.Store.Audit.From(1, 10_000), one => one.Record.Detail.Contains(hash, StringComparison.Ordinal));
        var detail = JsonNode.Parse(entry.Record.Detail)!;
        Assert.Equal((AuditActions.EvidenceExported, "suspects-b-link-20241117T013900Z", "local"), (entry.Record.Action, entry.Record.Subject, entry.Record.Actor));
        Assert.Equal((form, "TLP:" + label), (detail["form"]!.GetValue<string>(), detail["tlp"]!.GetValue<string>()));
    }

    [Fact]
    public async Task RankSuspects_WithALabel_CarriesIt_AndNoneBelowTheMarkingOfTheData()
    {
        var (_, _, marked, _) = await service.HttpAsync("GET", Suspects + Question + "&tlp=RED");
        var (status, _, refused, _) = await service.HttpAsync("GET", Suspects + Question + "&tlp=GREEN");

        Assert.Equal("TLP:RED", marked["tlp"]!.GetValue<string>());
        Assert.Equal((403, "TLP_BELOW_MARKING"), (status, refused["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Evidence_OfAService_VerifiesWithTheCommandLine()
    {
        using var bench = new ReplayBench();
        var bundle = await service.Http.GetByteArrayAsync(new Uri(Suspects + "/evidence" + Question + "&tlp=AMBER%2BSTRICT", UriKind.Relative));
        var verdict = EvidenceVerification.Verify(bundle, [service.Service.Host.Audit.Signing.PublicKey]);
        var verified = await CommandRun.ProcessAsync(["audit", "verify", bench.Write("case.zip", bundle)]);
        bundle[bundle.Length / 3] ^= 1;
        var changed = await CommandRun.ProcessAsync(["audit", "verify", bench.Write("changed.zip", bundle)]);

        Assert.Empty(verdict.Problems);
        Assert.Equal((ExitCode.Done, ExitCode.Failed), (verified.Exit, changed.Exit));
        Assert.Contains("suspects-b-link-20241117T013900Z", Encoding.UTF8.GetString(verified.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plot_OfAHostileName_IsAPictureThatRunsNothing()
    {
        using var answer = await service.Http.GetAsync(new Uri(Plot + "&asset=a-pipe&event=2024-11-17T01:00:00Z", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        var picture = XDocument.Parse(text);

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains(picture.Descendants().Where(element => element.Name.LocalName == "title"), title => title.Value == "YI ?<b>\"PENG, MMSI 414000001");
        Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
        Assert.Contains("Distance to Pipe A [nm]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plot_OfAnAlert_MarksItsBeginning()
    {
        var text = await service.Http.GetStringAsync(new Uri("/api/v1/vessels/219000606/plot?alert=a", UriKind.Relative));
        var (status, _, body, _) = await service.HttpAsync("GET", "/api/v1/vessels/414000001/plot?alert=a");

        Assert.Contains(XDocument.Parse(text).Descendants().Where(element => element.Name.LocalName == "text"), label => label.Value == "loitering since");
        Assert.Equal((400, "INVALID_ARGUMENT"), (status, body["reason"]?.GetValue<string>() ?? body["code"]?.GetValue<string>()));
    }

    [Fact]
    public async Task Commands_OfAServiceAndOfItsStore_GiveTheSame()
    {
        using var bench = new ReplayBench();
        var chart = bench.Write("chart.geojson", Encoding.UTF8.GetString(ChartShape.Write(QueriedService.Chart, null)));
        var server = service.Service.Host.HttpAddress.ToString();
        var store = service.Service.Host.Store.Path;
        string[] question = ["suspects", "--asset", "b-link", "--at", "2024-11-17T01:39Z", "--within", "20km", "--json"];
        var ofService = await CommandRun.ProcessAsync([.. question, "--server", server, "--report", bench.PathOf("a.html"), "--bundle", bench.PathOf("a.zip")]);
        var ofStore = await CommandRun.ProcessAsync([.. question, "--store", store, "--assets", chart, "--report", bench.PathOf("b.html"), "--bundle", bench.PathOf("b.zip")]);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (ofService.Exit, ofStore.Exit));
        Assert.Equal(Encoding.UTF8.GetString(ofService.Output), Encoding.UTF8.GetString(ofStore.Output));
        Assert.Equal(ofStore.Output, (await CommandRun.ProcessAsync([.. question, "--store", store])).Output);
        Assert.NotEmpty(RankSuspectsResponse.Parser.ParseJson(Encoding.UTF8.GetString(ofStore.Output)).Suspects);
        Assert.Empty(EvidenceVerification.Verify(await File.ReadAllBytesAsync(bench.PathOf("a.zip")), []).Problems);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(bench.PathOf("b.html")), StringComparison.Ordinal);

        string[] plot = ["tracks", "plot", "--mmsi", "219000606", "--from", "2024-11-17T00:00Z", "--to", "2024-11-17T02:00Z"];
        var drawnByService = await CommandRun.ProcessAsync([.. plot, "--server", server]);
        var drawnOfStore = await CommandRun.ProcessAsync([.. plot, "--store", store]);
        Assert.Equal(ExitCode.Done, drawnByService.Exit);
        Assert.Equal(drawnByService.Output, drawnOfStore.Output);
        Assert.Equal("svg", XDocument.Parse(Encoding.UTF8.GetString(drawnOfStore.Output)).Root!.Name.LocalName);
    }

    [Fact]
    public async Task Suspects_AsATable_IsWithoutControlCharacters()
    {
        var run = await CommandRun.ProcessAsync(["suspects", "--asset", "a-pipe", "--at", "2024-11-17T00:30Z", "--plus-minus", "30m", "--within", "1nm", "--server", service.Service.Host.HttpAddress.ToString()]);
        var text = Encoding.UTF8.GetString(run.Output);

        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Contains("YI ?<b>\"PENG", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\a', text);
        Assert.Contains("points", text, StringComparison.Ordinal);
        Assert.StartsWith("TLP:AMBER", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--plus-minus", "25h")]
    [InlineData("--plus-minus", "soon")]
    [InlineData("--within", "far")]
    [InlineData("--at", "noon")]
    [InlineData("--tlp", "PINK")]
    public async Task Suspects_WrongOption_IsWrongUsage(string option, string value)
    {
        List<string> args = ["suspects", "--asset", "b-link", option, value];
        args.AddRange(option == "--at" ? [] : ["--at", "2024-11-17T01:39Z"]);
        var run = await CommandRun.HereAsync([.. args]);

        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }
}
