using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Grpc.Tests.Hosting;
using MaritimeWatch.Grpc.Tests.Interop;
using MaritimeWatch.Grpc.Tests.Interop.V1;

namespace MaritimeWatch.Grpc.Tests.Server;

/// <summary>How answers stand in HTTP, and what becomes of requests that no client sends.</summary>
public sealed class GrpcServerProtocolTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync(null, ProbeService.Of());

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task HandleAsync_OfACall_AnswersWithMessageAndTrailers()
    {
        var response = await _http.SendAsync(RawCall.Request(_host.Address, ProbeService.EmptyCall.Path, new Empty()));

        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal([0, 0, 0, 0, 0], await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("0", response.TrailingHeaders.GetValues("grpc-status").Single());
        Assert.False(response.Headers.Contains("grpc-status"));
    }

    [Theory]
    [InlineData("/grpc.testing.TestService/UnimplementedCall")]
    [InlineData("/grpc.testing.TestService/NeverDeclared")]
    [InlineData("/nobody.Knows/Me")]
    [InlineData("/")]
    [InlineData("/grpc.testing.TestService/emptycall")]
    public async Task HandleAsync_OfAnUnknownMethod_IsUnimplementedInHeadersAlone(string path) =>
        Assert.Equal(StatusCode.Unimplemented, RawCall.TrailersOnlyStatus(await _http.SendAsync(RawCall.Request(_host.Address, path, new Empty()))));

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc+json")]
    public async Task HandleAsync_OfAnotherContentType_Is415(string contentType)
    {
        var request = RawCall.Request(_host.Address, ProbeService.EmptyCall.Path, new Empty());
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue(contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task HandleAsync_OfContentTypeProto_IsACall()
    {
        var request = RawCall.Request(_host.Address, ProbeService.EmptyCall.Path, new Empty());
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/grpc+proto");

        Assert.Equal("0", (await _http.SendAsync(request)).TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task HandleAsync_OfGet_Is405()
    {
        var request = RawCall.Request(_host.Address, ProbeService.EmptyCall.Path);
        request.Method = HttpMethod.Get;
        request.Content = null;

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task UseGrpc_OfARequestThatIsNone_PassesItOn()
    {
        var request = RawCall.Request(_host.Address, "/api/v1/alerts");
        request.Method = HttpMethod.Get;
        request.Content = null;

        Assert.Equal("not gRPC", await (await _http.SendAsync(request)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task HandleAsync_OfAnUnknownEncoding_SaysWhichAreKnown()
    {
        var request = RawCall.Request(_host.Address, ProbeService.EmptyCall.Path);
        request.Content = new ByteArrayContent([1, 0, 0, 0, 1, 0]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } };
        request.Headers.Add("grpc-encoding", "snappy");

        var response = await _http.SendAsync(request);

        Assert.Equal(StatusCode.Unimplemented, RawCall.TrailersOnlyStatus(response));
        Assert.Equal("identity,gzip", response.Headers.GetValues("grpc-accept-encoding").Single());
    }

    /// <summary>"Message-Encoding" and "Compressed-Flag" in "gRPC over HTTP2": only where the caller asks, and message by message.</summary>
    [Theory]
    [InlineData("identity,deflate, gzip", new byte[] { 1, 0, 1 })]
    [InlineData("identity", new byte[] { 0, 0, 0 })]
    public async Task HandleAsync_OfAStreamToBePacked_FlagsEachMessage(string accepted, byte[] flags)
    {
        await using var host = await TestHost.StartAsync(null, InteropService.Definition());
        var parameters = flags.Select((_, at) => new ResponseParameters { Size = 1000, Compressed = at != 1 });
        var request = RawCall.Request(host.Address, ProbeService.StreamingOutputCall.Path, new StreamingOutputCallRequest { ResponseParameters = { parameters } });
        request.Headers.Add("grpc-accept-encoding", accepted);

        var response = await _http.SendAsync(request);

        var body = await response.Content.ReadAsByteArrayAsync();
        var seen = new List<byte>();
        for (var at = 0; at < body.Length; at += 5 + BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at + 1)))
        {
            seen.Add(body[at]);
        }

        Assert.Equal(flags, seen);
        Assert.Equal(flags.Contains((byte)1), response.Headers.TryGetValues("grpc-encoding", out var encoding) && encoding.Single() == "gzip");
    }

    /// <summary>4 MiB is what gRPC peers expect; the windows of the stream are far smaller.</summary>
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "8")]
    public async Task HandleAsync_OfTheLongestRequest_IsTakenAndOneByteMoreIsNot(int more, string status)
    {
        await using var host = await TestHost.StartAsync(null, InteropService.Definition());
        var request = new SimpleRequest { Payload = new Payload { Body = ByteString.CopyFrom(new byte[(4 * 1024 * 1024) - 10 + more]) } };
        Assert.Equal((4 * 1024 * 1024) + more, request.CalculateSize());

        var response = await _http.SendAsync(RawCall.Request(host.Address, "/grpc.testing.TestService/UnaryCall", request));

        Assert.Equal(status, (response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : response.Headers).GetValues("grpc-status").Single());
    }

    /// <summary>"Status codes and their use in gRPC": a wrong number of requests is UNIMPLEMENTED.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task HandleAsync_OfAUnaryCallWithoutExactlyOneMessage_IsUnimplemented(int count)
    {
        var request = RawCall.Request(_host.Address, ProbeService.EmptyCall.Path, [.. Enumerable.Repeat(new Empty(), count)]);

        Assert.Equal(StatusCode.Unimplemented, RawCall.TrailersOnlyStatus(await _http.SendAsync(request)));
    }

    [Theory]
    [InlineData("grpc-timeout", "soon")]
    [InlineData("x-broken-bin", "!")]
    public async Task HandleAsync_OfABrokenHeader_IsInternal(string name, string value)
    {
        var request = RawCall.Request(_host.Address, ProbeService.EmptyCall.Path, new Empty());
        request.Headers.Add(name, value);

        Assert.Equal(StatusCode.Internal, RawCall.TrailersOnlyStatus(await _http.SendAsync(request)));
    }

    [Fact]
    public void GrpcServiceDefinition_OfAHandlerUnlikeTheDeclaration_Refuses()
    {
        var definition = ProbeService.Of();

        Assert.Throws<ArgumentException>(() => definition.Unary<Empty, Empty>("NeverDeclared", (_, _) => Task.FromResult(new Empty())));
        Assert.Throws<ArgumentException>(() => definition.Unary<Empty, Empty>("UnaryCall", (_, _) => Task.FromResult(new Empty())));
        Assert.Throws<ArgumentException>(() => definition.Unary<Empty, Empty>("EmptyCall", (_, _) => Task.FromResult(new Empty())));
        Assert.Throws<ArgumentException>(() => definition.Unary<StreamingInputCallRequest, StreamingInputCallResponse>(
            "StreamingInputCall", (_, _) => Task.FromResult(new StreamingInputCallResponse())));
    }

    [Fact]
    public void Add_OfAServiceTwice_Refuses() => Assert.Throws<ArgumentException>(() => _host.Server.Add(ProbeService.Of()));

    [Fact]
    public void GrpcServer_OfLimitsOutOfRange_Refuses() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GrpcServer(new GrpcServerOptions { MaxRequestMessageBytes = 0 }, _host.Log));
}
