using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Consoles;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Consoles;

/// <summary>The coastline that an operator supplies, from the file to the browser.</summary>
public sealed class CoastlineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-coastline-");

    private string File => Path.Combine(folder.FullName, "coast.geojson");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task Served_InTheEncodingThatIsTaken_UnderATagOfItsOwn(string encoding)
    {
        await System.IO.File.WriteAllTextAsync(File, Islands(500));
        await using var service = await RunningService.StartAsync(settings => settings with { Console = new ConsoleSettings { Coastline = File, CoastlineAttribution = "Coast: GSHHG 2.3.7 <LGPL>" } });
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = service.Host.HttpAddress };

        using var response = await GetAsync(http, ("Accept-Encoding", encoding), ("Accept", "application/json"));
        using var again = await GetAsync(http, ("Accept-Encoding", encoding), ("If-None-Match", response.Headers.ETag!.Tag));
        using var plain = await GetAsync(http);
        var told = (await http.GetFromJsonAsync<JsonObject>("/api/v1/console"))!["coastline"]!;

        Assert.Equal((HttpStatusCode.OK, "application/geo+json; charset=utf-8"), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal(encoding == "identity" ? [] : [encoding], response.Content.Headers.ContentEncoding);
        Assert.Equal("no-cache, private", string.Join(", ", response.Headers.CacheControl!.ToString()));
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
        Assert.Equal((false, encoding == "identity"), (response.Headers.ETag.IsWeak, response.Headers.ETag.Equals(plain.Headers.ETag)));
        Assert.Equal((HttpStatusCode.NotModified, response.Headers.ETag), (again.StatusCode, again.Headers.ETag));
        var coast = JsonNode.Parse(await UnpackedAsync(response, encoding))!;
        Assert.Equal(500, coast["features"]!.AsArray().Count);
        Assert.Equal("""{"coordinates":[[[0,0],[0.5,0],[0.5,0.5],[0,0]]],"type":"Polygon"}""", coast["features"]![0]!["geometry"]!.ToJsonString());
        Assert.Equal("""{"attribution":"Coast: GSHHG 2.3.7 \u003CLGPL\u003E","vertices":2000}""", told.ToJsonString());
    }

    [Fact]
    public async Task Service_WithoutOne_SaysSo()
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };

        using var missing = await GetAsync(http);
        using var asked = await http.GetAsync(new Uri($"{CoastlineApi.Route}?finer=yes", UriKind.Relative));
        var told = (await http.GetFromJsonAsync<JsonObject>("/api/v1/console"))!;

        Assert.Equal((HttpStatusCode.NotFound, "NO_FINER_COASTLINE"), (missing.StatusCode, (string?)(await missing.Content.ReadFromJsonAsync<JsonObject>())!["reason"]));
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
        Assert.True(told.ContainsKey("coastline"));
        Assert.Null(told["coastline"]);
    }

    [Fact]
    public async Task Service_GivenAFileThatIsNoCoast_DoesNotStart_AndSaysWhatIsWrong()
    {
        await System.IO.File.WriteAllTextAsync(File, """{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"LineString","coordinates":[[3,51],[4,151]]}}]}""");

        var refused = await Assert.ThrowsAsync<CommandFailedException>(() => RunningService.StartAsync(settings => settings with { Console = new ConsoleSettings { Coastline = File } }));

        Assert.StartsWith($"Console:Coastline: {File}: feature 0: vertex 1 is outside the world: longitude 4, latitude 151;", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_APackedFile_ReadsWhatIsInIt_AndRefusesHalfOfIt()
    {
        using (var packing = new GZipStream(System.IO.File.Create(File), CompressionLevel.Fastest))
        {
            packing.Write(System.Text.Encoding.UTF8.GetBytes(Islands(100)));
        }

        Assert.Equal(400, Coastline.Load(new ConsoleSettings { Coastline = File })!.Vertices);

        await System.IO.File.WriteAllBytesAsync(File, (await System.IO.File.ReadAllBytesAsync(File))[..200]);
        Assert.Throws<CommandFailedException>(() => Coastline.Load(new ConsoleSettings { Coastline = File }));
    }

    [Fact]
    public void Load_MoreThanIsReadAtMost_SaysSo()
    {
        using (var large = System.IO.File.OpenWrite(File))
        {
            large.SetLength((64L << 20) + 1);
        }

        var refused = Assert.Throws<CommandFailedException>(() => Coastline.Load(new ConsoleSettings { Coastline = File }));

        Assert.Equal($"Console:Coastline: {File}: larger than 64 MiB: cut it to your waters, or simplify it", refused.Message);
    }

    [Fact]
    public void Load_AFileThatIsNotThere_SaysSo() =>
        Assert.Equal($"{File}: no such file", Assert.Throws<CommandFailedException>(() => Coastline.Load(new ConsoleSettings { Coastline = File })).Message);

    [Theory]
    [InlineData(200, 'x', true)]
    [InlineData(201, 'x', false)]
    [InlineData(1, '\u202e', false)]
    [InlineData(1, '\n', false)]
    public void Attribution_IsBounded(int length, char letter, bool isTaken) =>
        Assert.Equal(isTaken, !new ServiceSettings { Console = new ConsoleSettings { CoastlineAttribution = new string(letter, length) } }.Validate().Any(problem => problem.StartsWith("Console:CoastlineAttribution ", StringComparison.Ordinal)));

    [Fact]
    public async Task Path_OfAConfigurationFile_IsRelativeToIt()
    {
        var configuration = Path.Combine(folder.FullName, "maritimewatch.json");
        await System.IO.File.WriteAllTextAsync(configuration, """{"Console":{"Coastline":"coast.geojson"}}""");

        Assert.Equal(File, SettingsReader.Read(configuration, []).Console.Coastline);
    }

    /// <summary>Triangles of half a degree side by side, with what such files carry beside them.</summary>
    private static string Islands(int count) => new JsonObject
    {
        ["type"] = "FeatureCollection",
        ["crs"] = new JsonObject { ["type"] = "name", ["properties"] = new JsonObject { ["name"] = "urn:ogc:def:crs:OGC:1.3:CRS84" } },
        ["features"] = new JsonArray([.. Enumerable.Range(0, count).Select(number =>
        {
            var (longitude, latitude) = (number % 300 * 0.5, number / 300);
            double[][] ring = [[longitude, latitude], [longitude + 0.5, latitude], [longitude + 0.5, latitude + 0.5], [longitude, latitude]];
            return new JsonObject
            {
                ["type"] = "Feature",
                ["properties"] = new JsonObject { ["id"] = number },
                ["geometry"] = new JsonObject { ["type"] = "Polygon", ["coordinates"] = new JsonArray(new JsonArray([.. ring.Select(vertex => new JsonArray(vertex[0], vertex[1]))])) },
            };
        })]),
    }.ToJsonString();

    private static async Task<HttpResponseMessage> GetAsync(HttpClient http, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, CoastlineApi.Route);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request).WaitAsync(RunningService.Patience);
    }

    private static async Task<string> UnpackedAsync(HttpResponseMessage response, string encoding)
    {
        var packed = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(encoding switch { "br" => new BrotliStream(packed, CompressionMode.Decompress), "gzip" => new GZipStream(packed, CompressionMode.Decompress), _ => packed });
        return await reader.ReadToEndAsync();
    }
}
