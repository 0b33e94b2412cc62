using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc.Client;
using MaritimeWatch.Grpc.Tests.Hosting;
using MaritimeWatch.Grpc.Tests.Interop.V1;

namespace MaritimeWatch.Grpc.Tests.Interop;

/// <summary>Our own client in the same interoperability cases as the official ones; the method names are those of the cases.</summary>
public sealed class OwnClientTests : IAsyncLifetime
{
    private static readonly int[] RequestSizes = [27182, 8, 1828, 45904];
    private static readonly int[] ResponseSizes = [31415, 9, 2653, 58979];

    private static readonly GrpcMethod<SimpleRequest, SimpleResponse> UnaryCall = Method<SimpleRequest, SimpleResponse>("UnaryCall");
    private static readonly GrpcMethod<StreamingInputCallRequest, StreamingInputCallResponse> StreamingInputCall =
        Method<StreamingInputCallRequest, StreamingInputCallResponse>("StreamingInputCall");

    private static readonly GrpcMethod<StreamingOutputCallRequest, StreamingOutputCallResponse> FullDuplexCall =
        Method<StreamingOutputCallRequest, StreamingOutputCallResponse>("FullDuplexCall");

    private TestHost _host = null!;
    private GrpcClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(null, InteropService.Definition());
        _client = _host.Connect();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        Assert.Empty(_host.Log.Entries);
    }

    [Fact]
    public async Task Empty_unary() => Assert.Equal(new Empty(), await _client.CallAsync(ProbeService.EmptyCall, new Empty()));

    [Fact]
    public async Task Large_unary() => Assert.Equal(314159, await LargeAsync(_client, new SimpleRequest()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_compressed_unary(bool isCompressed) => Assert.Equal(314159, await LargeAsync(_client, new SimpleRequest { ResponseCompressed = isCompressed }));

    [Fact]
    public async Task Client_compressed_unary()
    {
        using var packing = new GrpcClient(_host.Address, new GrpcClientOptions { CompressRequests = true });
        await using var call = packing.Open(UnaryCall);
        Assert.True(await call.WriteAsync(new SimpleRequest { ResponseSize = 314159, Payload = Zeros(271828) }));
        call.Complete();

        Assert.Equal("gzip", (await call.ReadHeadersAsync()).GetText("x-seen-encoding"));
        Assert.Equal(314159, (await call.ReadOnlyAsync()).Payload.Body.Length);
        Assert.Equal(314159, await LargeAsync(packing, new SimpleRequest()));
    }

    [Fact]
    public async Task Client_streaming()
    {
        await using var call = _client.Open(StreamingInputCall);
        foreach (var size in RequestSizes)
        {
            Assert.True(await call.WriteAsync(new StreamingInputCallRequest { Payload = Zeros(size) }));
        }

        call.Complete();

        Assert.Equal(74922, (await call.ReadOnlyAsync()).AggregatedPayloadSize);
        Assert.False(await call.WriteAsync(new StreamingInputCallRequest()));
    }

    [Fact]
    public async Task Server_streaming() => Assert.Equal(ResponseSizes, await SizesAsync(Output(ResponseSizes)));

    [Fact]
    public async Task Server_compressed_streaming()
    {
        var request = Output([31415, 92653]);
        request.ResponseParameters[0].Compressed = true;
        request.ResponseParameters[1].Compressed = false;

        Assert.Equal([31415, 92653], await SizesAsync(request));
    }

    [Fact]
    public async Task Ping_pong()
    {
        await using var call = _client.Open(FullDuplexCall);
        for (var turn = 0; turn < RequestSizes.Length; turn++)
        {
            var request = Output([ResponseSizes[turn]]);
            request.Payload = Zeros(RequestSizes[turn]);
            Assert.True(await call.WriteAsync(request));
            Assert.Equal(ResponseSizes[turn], (await call.ReadAsync())?.Payload.Body.Length);
        }

        call.Complete();

        Assert.Null(await call.ReadAsync());
    }

    [Fact]
    public async Task Empty_stream()
    {
        await using var call = _client.Open(FullDuplexCall);
        call.Complete();

        Assert.Null(await call.ReadAsync());
    }

    [Fact]
    public async Task Timeout_on_sleeping_server()
    {
        await using var call = _client.Open(FullDuplexCall, TimeSpan.FromMilliseconds(1));
        var ended = await Assert.ThrowsAsync<GrpcStatusException>(async () =>
        {
            await call.WriteAsync(Output([1], 60_000_000));
            await call.ReadAsync();
        });

        Assert.Equal(StatusCode.DeadlineExceeded, ended.Code);
    }

    [Fact]
    public async Task Cancel_after_begin()
    {
        using var cancellation = new CancellationTokenSource();
        await using var call = _client.Open(StreamingInputCall, cancellation: cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.ReadOnlyAsync());
    }

    [Fact]
    public async Task Cancel_after_first_response()
    {
        using var cancellation = new CancellationTokenSource();
        await using var call = _client.Open(FullDuplexCall, cancellation: cancellation.Token);
        Assert.True(await call.WriteAsync(Output([31415])));
        Assert.Equal(31415, (await call.ReadAsync())?.Payload.Body.Length);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.ReadAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WriteAsync(Output([9])));
    }

    [Theory]
    [InlineData("test status message")]
    [InlineData("\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n")]
    public async Task Status_code_and_message_Special_status_message(string text)
    {
        var echo = new EchoStatus { Code = 2, Message = text };
        var unary = await Assert.ThrowsAsync<GrpcStatusException>(() => _client.CallAsync(UnaryCall, new SimpleRequest { ResponseStatus = echo }));
        await using var call = _client.Open(FullDuplexCall);
        Assert.True(await call.WriteAsync(new StreamingOutputCallRequest { ResponseStatus = echo }));
        var streamed = await Assert.ThrowsAsync<GrpcStatusException>(() => call.ReadAsync());

        Assert.All([unary, streamed], status => Assert.Equal((StatusCode.Unknown, text), (status.Code, status.Message)));
    }

    [Fact]
    public async Task Status_details()
    {
        var status = await Assert.ThrowsAsync<GrpcStatusException>(() => _client.CallAsync(UnaryCall, new SimpleRequest(), metadata: new GrpcMetadata { { "x-test-details", "1" } }));

        Assert.Equal((StatusCode.InvalidArgument, "PAGE_TOO_LONG", "1000"), (status.Code, status.ErrorInfo?.Reason, status.ErrorInfo?.Metadata["longest"]));
        Assert.Equal("page_size", Assert.Single(status.BadRequest!.FieldViolations).Field);
        Assert.Equal(TimeSpan.FromSeconds(2.5), status.RetryInfo!.RetryDelay.ToTimeSpan());
    }

    [Fact]
    public async Task Unimplemented_method_Unimplemented_service()
    {
        var services = InteropReflection.Descriptor.Services;
        foreach (var method in services.Select(service => new GrpcMethod<Empty, Empty>(service, "UnimplementedCall")))
        {
            Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<GrpcStatusException>(() => _client.CallAsync(method, new Empty()))).Code);
        }

        Assert.Equal(2, services.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Custom_metadata(bool isUnary)
    {
        var metadata = new GrpcMetadata { { "x-grpc-test-echo-initial", "test_initial_metadata_value" }, { "x-grpc-test-echo-trailing-bin", new byte[] { 0xab, 0xab, 0xab } } };

        var (headers, trailers) = isUnary
            ? await CallAsync(UnaryCall, new SimpleRequest { ResponseSize = 314159, Payload = Zeros(271828) })
            : await CallAsync(FullDuplexCall, Output([314159]));

        Assert.Equal("test_initial_metadata_value", headers.GetText("x-grpc-test-echo-initial"));
        Assert.Equal([0xab, 0xab, 0xab], trailers.GetBytes("x-grpc-test-echo-trailing-bin")!.Value.ToArray());

        async Task<(GrpcMetadata Headers, GrpcMetadata Trailers)> CallAsync<TRequest, TResponse>(GrpcMethod<TRequest, TResponse> method, TRequest request)
            where TRequest : class, IMessage<TRequest>
            where TResponse : class, IMessage<TResponse>
        {
            await using var call = _client.Open(method, metadata: metadata);
            Assert.True(await call.WriteAsync(request));
            call.Complete();
            Assert.NotNull(await call.ReadOnlyAsync());
            return (await call.ReadHeadersAsync(), call.Trailers);
        }
    }

    private static GrpcMethod<TRequest, TResponse> Method<TRequest, TResponse>(string name)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => new(InteropReflection.Descriptor.Services[0], name);

    private static StreamingOutputCallRequest Output(int[] sizes, int intervalMicroseconds = 0) =>
        new() { ResponseParameters = { sizes.Select(size => new ResponseParameters { Size = size, IntervalUs = intervalMicroseconds }) } };

    private static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };

    private static async Task<int> LargeAsync(GrpcClient client, SimpleRequest request)
    {
        request.ResponseSize = 314159;
        request.Payload = Zeros(271828);
        return (await client.CallAsync(UnaryCall, request)).Payload.Body.Length;
    }

    private async Task<List<int>> SizesAsync(StreamingOutputCallRequest request)
    {
        var sizes = new List<int>();
        await foreach (var response in _client.StreamAsync(ProbeService.StreamingOutputCall, request))
        {
            sizes.Add(response.Payload.Body.Length);
        }

        return sizes;
    }
}
