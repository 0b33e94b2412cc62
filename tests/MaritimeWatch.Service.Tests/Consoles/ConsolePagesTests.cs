using System.Net;
using MaritimeWatch.Service.Consoles;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace MaritimeWatch.Service.Tests.Consoles;

/// <summary>The console as a browser loads it.</summary>
public sealed class ConsolePagesTests : IAsyncLifetime
{
    private readonly BuiltConsole built = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, UseProxy = false });
    private WebApplication? web;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        web = builder.Build();
        web.UseRouting();
        new ConsolePages(ConsoleFiles.Load(built.Folder), TimeProvider.System).Map(web);
        await web.StartAsync();
        http.BaseAddress = new Uri(web.Urls.First());
    }

    public async Task DisposeAsync()
    {
        await web!.DisposeAsync();
        http.Dispose();
        built.Dispose();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/watch")]
    [InlineData("/analysis")]
    [InlineData("/supervision")]
    [InlineData("/login?next=%2Fwatch")]
    public async Task EveryView_IsThePage_WhichNobodyKeepsUnasked(string path)
    {
        using var response = await GetAsync(path);

        Assert.Equal(BuiltConsole.Html, await response.Content.ReadAsStringAsync());
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
        Assert.True(response.Headers.ETag is { IsWeak: false });
    }

    [Theory]
    [InlineData("Content-Security-Policy", "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")]
    [InlineData("X-Content-Type-Options", "nosniff")]
    [InlineData("Referrer-Policy", "no-referrer")]
    [InlineData("Cross-Origin-Opener-Policy", "same-origin")]
    public async Task Page_ForbidsItself_WhatItHasNoUseFor(string name, string expected)
    {
        using var response = await GetAsync("/");

        Assert.Equal(expected, Assert.Single(response.Headers.GetValues(name)));
    }

    [Fact]
    public async Task Page_ForbidsItselfEveryDevice()
    {
        using var response = await GetAsync("/");

        var features = response.Headers.GetValues("Permissions-Policy").Single().Split(", ");
        Assert.All(features, feature => Assert.EndsWith("=()", feature, StringComparison.Ordinal));
        Assert.Superset(new HashSet<string> { "camera=()", "microphone=()", "geolocation=()", "usb=()" }, features.ToHashSet());
    }

    [Fact]
    public async Task Page_KnownByItsTag_IsNotSentAgain_UntilItIsAnother()
    {
        using var first = await GetAsync("/");
        var tag = first.Headers.ETag!.Tag;

        using var again = await GetAsync("/", ("If-None-Match", $"\"other\", W/{tag}"));
        using var other = await GetAsync("/", ("If-None-Match", "\"other\""));

        Assert.Equal((HttpStatusCode.NotModified, tag, "no-cache"), (again.StatusCode, again.Headers.ETag?.Tag, again.Headers.CacheControl?.ToString()));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Licences_OfWhatIsBundled_AreForEverybodyToRead()
    {
        using var response = await GetAsync("/licences.md");

        Assert.Equal(BuiltConsole.Licences, await response.Content.ReadAsStringAsync());
        Assert.Equal(("text/plain; charset=utf-8", "no-cache"), (response.Content.Headers.ContentType?.ToString(), response.Headers.CacheControl?.ToString()));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Service_WithoutLicences_HasNoneAtTheirAddress()
    {
        await using var service = await RunningService.StartAsync();
        using var other = new HttpClient { BaseAddress = service.Host.HttpAddress };

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(new Uri("/licences.md", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task Asset_InTheEncodingThatIsTaken_IsKeptForEver(string encoding)
    {
        using var response = await GetAsync("/assets/index-4f2a.js", ("Accept-Encoding", encoding));
        using var plain = await GetAsync("/assets/index-4f2a.js");

        Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", response.Headers.GetValues("Cache-Control")));
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
        Assert.Equal(encoding == "identity" ? [] : [encoding], response.Content.Headers.ContentEncoding);
        Assert.Equal("text/javascript; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(encoding == "identity", response.Headers.ETag?.Tag == plain.Headers.ETag?.Tag);
        Assert.Equal(BuiltConsole.Script, await plain.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/licences.md", "text/plain; charset=utf-8")]
    [InlineData("/assets/index-4f2a.js", "text/javascript; charset=utf-8")]
    public async Task Head_IsTheSameWithoutABody(string path, string mediaType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var response = await http.SendAsync(request);
        using var whole = await GetAsync(path);

        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal((HttpStatusCode.OK, mediaType), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal((whole.Content.Headers.ContentLength, whole.Headers.ETag), (response.Content.Headers.ContentLength, response.Headers.ETag));
    }

    [Theory]
    [InlineData("/assets/")]
    [InlineData("/assets/nothing.js")]
    [InlineData("/assets/..%2findex.html")]
    [InlineData("/assets/%2e%2e%2f%2e%2e%2fsecret.txt")]
    [InlineData("/assets/..%5c..%5csecret.txt")]
    [InlineData("/assets/%2e%2e/%2e%2e/secret.txt")]
    [InlineData("/assets/deeper/below.js")]
    [InlineData("/assets/index-4f2a.js.br")]
    [InlineData("/assets/link.txt")]
    [InlineData("/assets/licences.md")]
    [InlineData("/index.html")]
    public async Task WhatIsNotInTheTable_IsNotThere(string path)
    {
        using var response = await GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Service_WithoutAConsole_SaysSoToAnybody()
    {
        await using var service = await RunningService.StartAsync();
        using var other = new HttpClient { BaseAddress = service.Host.HttpAddress };

        using var response = await other.GetAsync(new Uri("/", UriKind.Relative));
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/");
        foreign.Headers.TryAddWithoutValidation("Host", "evil.example");
        using var refused = await other.SendAsync(foreign);

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("the web console was not built into this program", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False(service.Host.HasConsole);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        // As it is written: a client's own reading of dots would hide ours.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{http.BaseAddress!.GetLeftPart(UriPartial.Authority)}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request).WaitAsync(RunningService.Patience);
    }
}
