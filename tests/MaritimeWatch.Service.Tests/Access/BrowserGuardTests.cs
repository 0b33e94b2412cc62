using System.Net;
using System.Text.Json;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Tests.Access;

/// <summary>What the pages of other sites can make a browser send.</summary>
public sealed class BrowserGuardTests
{
    [Theory]
    [InlineData("GET /api/v1/alerts", "Sec-Fetch-Site: cross-site", "CROSS_ORIGIN")]
    [InlineData("GET /api/v1/alerts", "Sec-Fetch-Site: same-site", "CROSS_ORIGIN")]
    [InlineData("POST /api/v1/alerts/a/acknowledge", "Sec-Fetch-Site: cross-site", "CROSS_ORIGIN")]
    [InlineData("GET /api/v1/alerts", "Sec-Fetch-Site: same-origin", null)]
    [InlineData("GET /api/v1/alerts", "Sec-Fetch-Site: none", null)]
    [InlineData("GET /healthz", "Sec-Fetch-Site: cross-site", null)]
    [InlineData("GET /readyz", "Host: evil.example:5080", null)]
    [InlineData("POST /readyz", "Sec-Fetch-Site: cross-site", "CROSS_ORIGIN")]
    [InlineData("GET /readyz/detail", "Sec-Fetch-Site: cross-site", "CROSS_ORIGIN")]
    [InlineData("GET /api/v1/alerts", "Origin: http://localhost:5080", null)]
    [InlineData("GET /api/v1/alerts", "Origin: http://localhost:5081", "CROSS_ORIGIN")]
    [InlineData("GET /api/v1/alerts", "Origin: https://localhost:5080", "CROSS_ORIGIN")]
    [InlineData("GET /api/v1/alerts", "Origin: http://evil.example", "CROSS_ORIGIN")]
    [InlineData("GET /api/v1/alerts", "Origin: null", "CROSS_ORIGIN")]
    [InlineData("GET /api/v1/alerts", "Host: 127.0.0.1:5080", null)]
    [InlineData("GET /api/v1/alerts", "Host: [::1]:5080", null)]
    [InlineData("GET /api/v1/alerts", "Host: LOCALHOST", null)]
    [InlineData("GET /api/v1/alerts", "Host: evil.example:5080", "HOST_NOT_LOCAL")]
    [InlineData("GET /api/v1/alerts", "Host: localhost.evil.example", "HOST_NOT_LOCAL")]
    [InlineData("GET /api/v1/alerts", "Host: 192.0.2.1", "HOST_NOT_LOCAL")]
    [InlineData("GET /api/v1/alerts", "Host: ", "HOST_NOT_LOCAL")]
    public void Request_ToAnOpenService_IsJudgedByWhereItComesFrom(string asked, string header, string? reason)
    {
        Assert.Equal(reason, BrowserGuard.Refuses(Request(asked, header), isOpen: true)?.Reason);
    }

    [Theory]
    [InlineData("GET /", "cross-site navigate document", null)]
    [InlineData("GET /watch", "cross-site navigate document", null)]
    [InlineData("GET /analysis", "same-site navigate document", null)]
    [InlineData("GET /supervision", "cross-site navigate document", null)]
    [InlineData("GET /login", "cross-site navigate document", null)]
    [InlineData("GET /WATCH", "cross-site navigate document", null)]
    [InlineData("POST /watch", "cross-site navigate document", "CROSS_ORIGIN")]
    [InlineData("GET /watch", "cross-site navigate iframe", "CROSS_ORIGIN")]
    [InlineData("GET /watch", "cross-site navigate object", "CROSS_ORIGIN")]
    [InlineData("GET /watch", "cross-site no-cors document", "CROSS_ORIGIN")]
    [InlineData("GET /watch", "cross-site no-cors script", "CROSS_ORIGIN")]
    [InlineData("GET /watch", "cross-site - -", "CROSS_ORIGIN")]
    [InlineData("GET /watch/deeper", "cross-site navigate document", "CROSS_ORIGIN")]
    [InlineData("GET /assets/index.js", "cross-site navigate document", "CROSS_ORIGIN")]
    [InlineData("GET /metrics", "cross-site navigate document", "CROSS_ORIGIN")]
    [InlineData("GET /api/v1/alerts", "cross-site navigate document", "CROSS_ORIGIN")]
    [InlineData("GET /api/v1/console", "same-site navigate document", "CROSS_ORIGIN")]
    public void Link_FromAnotherSite_OpensThePageAlone(string asked, string fetch, string? reason)
    {
        string[] headers = [.. new[] { "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest" }.Zip(fetch.Split(' '), (name, value) => $"{name}: {value}").Where(header => !header.EndsWith('-'))];

        Assert.Equal(reason, BrowserGuard.Refuses(Request(asked, headers), isOpen: true)?.Reason);
        Assert.Equal(reason, BrowserGuard.Refuses(Request(asked, headers), isOpen: false)?.Reason);
        Assert.Equal("CROSS_ORIGIN", BrowserGuard.Refuses(Request(asked, [.. headers, "Origin: https://evil.example"]), isOpen: true)?.Reason);
        Assert.Equal(reason ?? "HOST_NOT_LOCAL", BrowserGuard.Refuses(Request(asked, [.. headers, "Host: evil.example"]), isOpen: true)?.Reason);
    }

    [Theory]
    [InlineData("/watch", HttpStatusCode.NotFound, "CONSOLE_NOT_BUILT")]
    [InlineData("/api/v1/access", HttpStatusCode.Forbidden, "CROSS_ORIGIN")]
    public async Task Serve_ToALinkInAnEMail_OpensThePage_AndNothingBehindIt(string path, HttpStatusCode status, string reason)
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Mode", "navigate" }, { "Sec-Fetch-Dest", "document" } } };

        using var response = await http.SendAsync(request);

        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal((status, reason), (response.StatusCode, problem.RootElement.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("Host: watch.example", null)]
    [InlineData("Sec-Fetch-Site: cross-site", "CROSS_ORIGIN")]
    [InlineData("Origin: https://evil.example", "CROSS_ORIGIN")]
    public void Request_ToAServiceThatAsksWhoCalls_MayUseAnyNameOfIt_ButComeFromNoOtherSite(string header, string? reason)
    {
        Assert.Equal(reason, BrowserGuard.Refuses(Request("GET /api/v1/alerts", header), isOpen: false)?.Reason);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", "CROSS_ORIGIN")]
    [InlineData("Origin", "https://evil.example", "CROSS_ORIGIN")]
    [InlineData("Host", "evil.example", "HOST_NOT_LOCAL")]
    public async Task Serve_OpenToAForeignPage_AnswersAProblem(string name, string value, string reason)
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/access");
        request.Headers.TryAddWithoutValidation(name, value);

        using var response = await http.SendAsync(request);

        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(reason, problem.RootElement.GetProperty("reason").GetString());
    }

    private static HttpRequest Request(string asked, params string[] headers)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path, request.Scheme, request.Host) = (asked.Split(' ')[0], asked.Split(' ')[1], "http", new HostString("localhost:5080"));
        foreach (var header in headers)
        {
            request.Headers[header.Split(": ")[0]] = header.Split(": ")[1];
        }

        return request;
    }
}
