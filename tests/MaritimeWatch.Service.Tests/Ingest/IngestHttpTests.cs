using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Ingest;

/// <summary><c>POST /api/v1/ingest</c>: the same fates as over gRPC.</summary>
public sealed class IngestHttpTests
{
    private const string Sentence = "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A";
    private const string Nmea = "application/x-nmea0183";
    private const string Ndjson = "application/x-ndjson";
    private const string Json = "application/json";
    private const string Octets = "application/octet-stream";

    [Theory]
    [InlineData(Nmea, false)]
    [InlineData(Octets, false)]
    [InlineData(Nmea, true)]
    public async Task Push_OfSentences_IsOnTheDiskAndRaisesWhatItShows(string type, bool isPacked)
    {
        await using var service = await RunningService.StartAsync();
        var traffic = Traffic.ShipAtAnchorOnTheCable(219_000_606);

        var first = await PushedAsync(service, type, traffic, isPacked);
        var again = await PushedAsync(service, type, traffic, isPacked);

        // 133 positions, and the static data in two sentences; the store keeps what is said each time it is said.
        Assert.Equal((135, 134, 0, 1, 0, 0), first.Totals.Numbers());
        Assert.Equal(135, first.AcknowledgedIndex);
        Assert.Equal((135, 1, 133, 1, 0, 0), again.Totals.Numbers());
        Assert.NotEmpty(await service.EventsAsync(0, 1));
    }

    [Fact]
    public async Task Push_OfBothHttpAndGrpc_IsOneSource()
    {
        await using var service = await RunningService.StartAsync();

        await PushedAsync(service, Ndjson, Text(Record(1)));
        await service.PushAsync([Push.Position(219_000_606, second: 2)]);

        var source = service.Host.Sources.Single(source => source.Name.StartsWith("push:", StringComparison.Ordinal));
        Assert.Equal(2, source.Balance.Sums([]).Positions.Stored);

        // Between two requests it is no less connected: each would be a change of state otherwise, and a line in the log.
        Assert.Equal((SourceState.Live, "pushing over HTTP"), (source.Health.State, source.Health.Reason));
    }

    [Theory]
    [InlineData(Ndjson, "{0}\n{1}\n\n{2}\n")]
    [InlineData(Json, "[{0},{1},{2}]")]
    [InlineData(Json, "[\n  {0},\n  {1},\n  {2}\n]\n")]
    [InlineData(Octets, "{0}\r\n{1}\r\n{2}")]
    [InlineData(Octets, " [{0},{1},{2}]")]
    public async Task Push_OfRecords_HoweverLaidOut(string type, string layout)
    {
        await using var service = await RunningService.StartAsync();
        var body = layout.Replace("{0}", Record(1), StringComparison.Ordinal).Replace("{1}", Record(2), StringComparison.Ordinal).Replace("{2}", Record(3), StringComparison.Ordinal);

        var answer = await PushedAsync(service, type, Text(body));

        Assert.Equal((3, 3, 0, 0, 0, 0), answer.Totals.Numbers());
    }

    [Fact]
    public async Task Push_AsAisCatcherPosts_IsTaken()
    {
        await using var service = await RunningService.StartAsync();

        var answer = await PushedAsync(service, Json, Text($$"""
            {"protocol":"jsonaiscatcher","encodetime":"20241117000010","stationid":"7","receiver":{"description":"AIS-catcher"},"msgs":[
              {"class":"AIS","rxuxtime":1731801603.25,"nmea":["{{Sentence}}"]},
              {"class":"AIS","rxuxtime":1731801603.5,"type":18,"mmsi":338087471,"speed":0.1,"lon":-74.072132,"lat":40.684540,"course":79.6,"heading":511}
            ]}
            """), isPacked: true);

        Assert.Equal((2, 2, 0, 0, 0, 0), answer.Totals.Numbers());
    }

    [Fact]
    public async Task Push_WithBadLines_NamesThemByTheirNumber()
    {
        await using var service = await RunningService.StartAsync();

        var answer = await PushedAsync(service, Nmea, Text($"\\c:1731801603*51\\{Sentence}\n\n{Sentence[..^1]}B\n{new string('x', 70_000)}\n$GPZDA\n{Sentence[..20]}\n"));

        Assert.Equal((5, 1, 0, 0, 3, 1), answer.Totals.Numbers());
        Assert.Equal(
            [(2, ReportDropReason.BadChecksum), (3, ReportDropReason.LineTooLong), (5, ReportDropReason.BadChecksum)],
            answer.FirstRejected.Select(rejected => (rejected.Index, rejected.Reason)));
    }

    [Fact]
    public async Task Push_ThatIsCutOffWithinARecord_SaysSo()
    {
        await using var service = await RunningService.StartAsync();

        var answer = await PushedAsync(service, Json, Text($"[{Record(1)},{Record(2)[..30]}"));

        Assert.Equal((2, 1, 0, 0, 1, 0), answer.Totals.Numbers());
        Assert.Equal((2, ReportDropReason.Malformed), (answer.FirstRejected.Single().Index, answer.FirstRejected.Single().Reason));
    }

    [Theory]
    [InlineData("text/plain", "", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", "", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(Nmea, "br", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(Nmea, "gzip", HttpStatusCode.BadRequest)]
    public async Task Push_InAFormThatIsNotTaken_IsRefused(string type, string encoding, HttpStatusCode expected)
    {
        await using var service = await RunningService.StartAsync();

        Assert.Equal(expected, (await PostAsync(service, type, Text(Sentence), encoding)).StatusCode);
    }

    [Theory]
    [InlineData(2_048, HttpStatusCode.OK)]
    [InlineData(2_049, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(200_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Push_OfMoreBytesThanAreTaken_IsRefusedPackedOrNot(int bytes, HttpStatusCode expected)
    {
        await using var service = await RunningService.StartAsync(settings => settings with { Ingest = settings.Ingest with { Push = settings.Ingest.Push with { MaxBodyBytes = 2_048 } } });
        var body = Text(new string('\n', bytes));

        Assert.Equal(expected, (await PostAsync(service, Nmea, body, "")).StatusCode);
        Assert.Equal(expected, (await PostAsync(service, Nmea, Packed(body), "gzip")).StatusCode);
    }

    [Fact]
    public async Task Push_OfNothing_IsNothing()
    {
        await using var service = await RunningService.StartAsync();

        Assert.Equal((0, 0, 0, 0, 0, 0), (await PushedAsync(service, Nmea, [])).Totals.Numbers());
    }

    /// <summary>With all places taken nothing of a body is waited for, let alone held: any number of callers may do so.</summary>
    [Fact]
    public async Task Push_WithAllPlacesTaken_IsRefusedBeforeItsBody()
    {
        await using var service = await RunningService.StartAsync(settings => settings with { Ingest = settings.Ingest with { Push = settings.Ingest.Push with { StreamsPerSource = 1 } } });
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        var (started, end) = (new TaskCompletionSource<Stream>(), new TaskCompletionSource());
        using var content = new OpenContent(started, end.Task);
        content.Headers.ContentType = new MediaTypeHeaderValue(Ndjson);
        var answering = http.PostAsync(new Uri("/api/v1/ingest", UriKind.Relative), content);
        await (await started.Task).FlushAsync();
        await Eventually.HoldsAsync(() => service.Host.Sources.Any(source => source.Health.Reason.StartsWith("pushing over HTTP", StringComparison.Ordinal)));

        using var other = new System.Net.Sockets.TcpClient();
        await other.ConnectAsync(IPAddress.Loopback, service.Host.HttpAddress.Port);
        await other.GetStream().WriteAsync(Text($"POST /api/v1/ingest HTTP/1.1\r\nHost: 127.0.0.1:{service.Host.HttpAddress.Port}\r\nContent-Type: {Ndjson}\r\nContent-Length: 1000000\r\n\r\n"));
        using var answer = new StreamReader(other.GetStream());

        Assert.Equal("HTTP/1.1 429 Too Many Requests", await answer.ReadLineAsync().WaitAsync(RunningService.Patience));
        end.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await answering).StatusCode);
    }

    /// <summary>A caller that stays connected is heard before it ends its body.</summary>
    [Fact]
    public async Task Push_ThatGoesOn_IsTakenAsItComes()
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        var (started, end) = (new TaskCompletionSource<Stream>(), new TaskCompletionSource());
        using var content = new OpenContent(started, end.Task);
        content.Headers.ContentType = new MediaTypeHeaderValue(Ndjson);
        var answering = http.PostAsync(new Uri("/api/v1/ingest", UriKind.Relative), content);
        var body = await started.Task;

        await body.WriteAsync(Text(Record(1) + "\n"));
        await body.FlushAsync();

        await Eventually.HoldsAsync(() => service.Host.Sources.Any(source => source.Name.StartsWith("push:", StringComparison.Ordinal) && source.Balance.Sums([]).Positions.Stored == 1));
        Assert.False(answering.IsCompleted);
        end.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await answering).StatusCode);
    }

    private static async Task<PushReportsResponse> PushedAsync(RunningService service, string type, byte[] body, bool isPacked = false)
    {
        var answer = await PostAsync(service, type, isPacked ? Packed(body) : body, isPacked ? "gzip" : "");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonParser.Default.Parse<PushReportsResponse>(text);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningService service, string type, byte[] body, string encoding)
    {
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress, Timeout = RunningService.Patience };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding.Length > 0)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return await http.PostAsync(new Uri("/api/v1/ingest", UriKind.Relative), content);
    }

    private static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Record(int second) => $$"""{"time":"2024-11-17T00:00:0{{second}}Z","mmsi":219000606,"stationClass":"A","latitude":57.802943,"longitude":-11.31,"speedKnots":12.5}""";

    /// <summary>A body that stays open until the test ends it.</summary>
    private sealed class OpenContent(TaskCompletionSource<Stream> started, Task end) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            started.SetResult(stream);
            return end;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
